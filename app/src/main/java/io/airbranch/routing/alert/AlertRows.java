package io.airbranch.routing.alert;

import io.airbranch.access.InstitutionPath;
import io.airbranch.routing.Alert;
import io.airbranch.routing.queue.QueueBook;
import io.airbranch.routing.telling.Names;
import io.airbranch.shared.Name;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code routing.alert}, in the caller's scope. */
@Repository
class AlertRows {
    private static final String SELECT = """
            select id, rule, rule_zh, rule_en, institution, queue, measure, threshold, value, level, since, until,
                   acknowledged_by, acknowledged_at
            from routing.alert
            """;
    private static final String FIND = SELECT + "where id = :id";
    private static final String OPEN = SELECT + "where until is null order by since, id";
    private static final String PAST =
            SELECT + "where until >= :from and institution ^@ :path order by until desc, id limit :most";
    private static final String RAISE = """
            insert into routing.alert (id, rule, rule_zh, rule_en, institution, queue, measure, threshold, value, level, since)
            values (:id, :rule, :zh, :en, :institution, :queue, :measure, :limit, :value, :level, :since)
            """;
    private static final String UPDATE =
            "update routing.alert set threshold = :limit, value = :value, level = :level where id = :id and until is null";
    private static final String END = "update routing.alert set until = :until where id = :id and until is null";
    private static final String ACKNOWLEDGE =
            "update routing.alert set acknowledged_by = :by, acknowledged_at = :at where id = :id and acknowledged_by is null";

    private static final Name GONE = Name.of("已删除的队列", "Queue that is gone");

    private final JdbcClient db;
    private final QueueBook queues;
    private final Names names;

    AlertRows(JdbcClient db, QueueBook queues, Names names) {
        this.db = db;
        this.queues = queues;
        this.names = names;
    }

    Optional<Alert> find(UUID id) {
        return db.sql(FIND).param("id", id).query(this::alert).optional();
    }

    List<Alert> open() {
        return db.sql(OPEN).query(this::alert).list();
    }

    /** Those that ended since, the last first. */
    List<Alert> past(InstitutionPath path, Instant from, int most) {
        return db.sql(PAST)
                .param("path", path.value())
                .param("from", utc(from))
                .param("most", most)
                .query(this::alert)
                .list();
    }

    void raise(Alert alert) {
        db.sql(RAISE)
                .param("id", alert.id())
                .param("rule", alert.rule().id())
                .param("zh", alert.rule().name().zh())
                .param("en", alert.rule().name().en())
                .param("institution", alert.institution().value())
                .param("queue", alert.queue().id())
                .param("measure", alert.measure().name())
                .param("limit", alert.limit())
                .param("value", alert.value())
                .param("level", alert.level().name())
                .param("since", utc(alert.since()))
                .update();
    }

    void update(UUID id, double limit, double value, Alert.Level level) {
        db.sql(UPDATE)
                .param("id", id)
                .param("limit", limit)
                .param("value", value)
                .param("level", level.name())
                .update();
    }

    void end(UUID id, Instant until) {
        db.sql(END).param("id", id).param("until", utc(until)).update();
    }

    /** The first one to say so is kept. */
    void acknowledge(UUID id, UUID by, Instant at) {
        db.sql(ACKNOWLEDGE).param("id", id).param("by", by).param("at", utc(at)).update();
    }

    Alert.Named queue(UUID id) {
        var queue = queues.any(id);
        return new Alert.Named(id, queue == null ? GONE : queue.name());
    }

    private Alert alert(ResultSet row, int number) throws SQLException {
        var until = row.getObject("until", OffsetDateTime.class);
        var by = row.getObject("acknowledged_by", UUID.class);
        return new Alert(
                row.getObject("id", UUID.class),
                new Alert.Named(
                        row.getObject("rule", UUID.class), Name.of(row.getString("rule_zh"), row.getString("rule_en"))),
                new InstitutionPath(row.getString("institution")),
                queue(row.getObject("queue", UUID.class)),
                Alert.Measure.valueOf(row.getString("measure")),
                row.getDouble("threshold"),
                row.getDouble("value"),
                Alert.Level.valueOf(row.getString("level")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                until == null ? null : until.toInstant(),
                by == null
                        ? null
                        : new Alert.Acknowledged(
                                new Alert.Named(by, names.of(by)),
                                row.getObject("acknowledged_at", OffsetDateTime.class)
                                        .toInstant()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
