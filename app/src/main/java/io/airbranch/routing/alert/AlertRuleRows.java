package io.airbranch.routing.alert;

import io.airbranch.access.InstitutionPath;
import io.airbranch.access.InstitutionUse;
import io.airbranch.routing.Alert;
import io.airbranch.shared.Name;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code routing.alert_rule}, in the caller's scope. */
@Repository
class AlertRuleRows implements InstitutionUse {
    private static final String SELECT = """
            select id, institution, name_zh, name_en, queue, measure, threshold, for_seconds, level, only_open, active, version
            from routing.alert_rule
            """;
    private static final String FIND = SELECT + "where id = :id";
    private static final String ACTIVE = SELECT + "where active order by id";
    private static final String WITHIN = SELECT + "where institution ^@ :path order by institution, name_en, id";
    private static final String INSERT = """
            insert into routing.alert_rule
                   (id, institution, name_zh, name_en, queue, measure, threshold, for_seconds, level, only_open, active, version)
            values (:id, :institution, :zh, :en, :queue, :measure, :limit, :seconds, :level, :onlyOpen, :active, 1)
            """;
    private static final String UPDATE = """
            update routing.alert_rule
               set name_zh = :zh, name_en = :en, queue = :queue, measure = :measure, threshold = :limit, for_seconds = :seconds,
                   level = :level, only_open = :onlyOpen, active = :active, version = version + 1
             where id = :id and version = :version
            """;
    private static final String DELETE =
            "delete from routing.alert_rule where id = :id and (:version::bigint is null or version = :version)";
    private static final String KEPT_AT = "select exists (select from routing.alert_rule where institution = ?)";

    private final JdbcClient db;

    AlertRuleRows(JdbcClient db) {
        this.db = db;
    }

    Optional<AlertRule> find(UUID id) {
        return db.sql(FIND).param("id", id).query(AlertRuleRows::rule).optional();
    }

    List<AlertRule> active() {
        return db.sql(ACTIVE).query(AlertRuleRows::rule).list();
    }

    List<AlertRule> within(InstitutionPath path) {
        return db.sql(WITHIN)
                .param("path", path.value())
                .query(AlertRuleRows::rule)
                .list();
    }

    void insert(AlertRule rule) {
        written(INSERT, rule).param("institution", rule.institution().value()).update();
    }

    /** False where {@code rule.version()} is not the stored one. */
    boolean update(AlertRule rule) {
        return written(UPDATE, rule).param("version", rule.version()).update() == 1;
    }

    private JdbcClient.StatementSpec written(String sql, AlertRule rule) {
        return db.sql(sql)
                .param("id", rule.id())
                .param("zh", rule.name().zh())
                .param("en", rule.name().en())
                .param("queue", rule.queue(), Types.OTHER)
                .param("measure", rule.measure().name())
                .param("limit", rule.limit())
                .param("seconds", rule.lasting().toSeconds())
                .param("level", rule.level().name())
                .param("onlyOpen", rule.onlyOpen())
                .param("active", rule.active());
    }

    /** False where there is another version. @param version null = any */
    boolean delete(UUID id, @org.jspecify.annotations.Nullable Long version) {
        return db.sql(DELETE)
                        .param("id", id)
                        .param("version", version, Types.BIGINT)
                        .update()
                == 1;
    }

    private static AlertRule rule(ResultSet row, int number) throws SQLException {
        return new AlertRule(
                row.getObject("id", UUID.class),
                new InstitutionPath(row.getString("institution")),
                Name.of(row.getString("name_zh"), row.getString("name_en")),
                row.getObject("queue", UUID.class),
                Alert.Measure.valueOf(row.getString("measure")),
                row.getDouble("threshold"),
                Duration.ofSeconds(row.getInt("for_seconds")),
                Alert.Level.valueOf(row.getString("level")),
                row.getBoolean("only_open"),
                row.getBoolean("active"),
                row.getLong("version"));
    }

    @Override
    public Optional<String> keptAt(InstitutionPath place) {
        return db.sql(KEPT_AT).param(place.value()).query(Boolean.class).single()
                ? Optional.of("alert rules")
                : Optional.empty();
    }
}
