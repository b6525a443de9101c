package io.airbranch.routing.journal;

import io.airbranch.acd.Settings;
import io.airbranch.acd.Snapshot;
import io.airbranch.shared.db.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code routing.snapshot}: the engine's state now and then, so that neither a start nor a question about the past replays long. */
@Repository
public class SnapshotRows {
    private static final String SAVE = """
            insert into routing.snapshot (seq, epoch, at, state)
            select :seq, :epoch, :at, :state::jsonb from routing.domain where epoch = :epoch
            on conflict (seq) do nothing
            """;
    private static final String BEGIN = """
            insert into routing.rules (epoch, at, settings) values (:epoch, :at, :settings::jsonb) on conflict (epoch) do nothing
            """;
    private static final String RULES = """
            select settings::text from routing.rules order by at > :at, case when at > :at then epoch else -epoch end limit 1
            """;
    private static final String SELECT = """
            select s.seq, s.at, s.state::text as state,
                   (select min(n.seq) from routing.snapshot n where n.seq > s.seq) as next
            from routing.snapshot s
            """;
    private static final String SINCE =
            "select at from routing.snapshot where seq > 0 and seq = (select min(seq) from routing.snapshot)";
    private static final String LAST = SELECT + "order by s.seq desc limit 1";
    private static final String BEFORE = SELECT + "where s.at <= :at order by s.seq desc limit 1";

    private final JdbcClient db;
    private final JsonMapper json = JsonMapper.builder().build();

    SnapshotRows(JdbcClient db) {
        this.db = db;
    }

    /**
     * @param seq last record that it holds; it holds all records up to {@code at} and none after
     * @param next of the snapshot after it; {@link Long#MAX_VALUE} where there is none
     */
    public record Saved(long seq, Instant at, Snapshot state, long next) {}

    /** From now on it is decided by these settings. */
    void begin(long epoch, Instant now, Settings settings) {
        Scope.within(
                Scope.system(),
                () -> db.sql(BEGIN)
                        .param("epoch", epoch)
                        .param("at", utc(now))
                        .param("settings", json.writeValueAsString(settings))
                        .update());
    }

    /** By which it was decided at this moment; of moments before the first that are known, those. */
    Optional<Settings> rules(Instant at) {
        return Scope.within(
                Scope.system(),
                () -> db.sql(RULES)
                        .param("at", utc(at))
                        .query((row, number) -> json.readValue(row.getString("settings"), Settings.class))
                        .optional());
    }

    /** Only by the process that may write the journal. */
    public void save(long seq, long epoch, Snapshot snapshot) {
        Scope.within(
                Scope.system(),
                () -> db.sql(SAVE)
                        .param("seq", seq)
                        .param("epoch", epoch)
                        .param("at", utc(snapshot.clock()))
                        .param("state", json.writeValueAsString(snapshot))
                        .update());
    }

    public Optional<Saved> last() {
        return Scope.within(
                Scope.system(), () -> db.sql(LAST).query(this::saved).optional());
    }

    /** The newest that holds nothing after this moment. */
    public Optional<Saved> before(Instant at) {
        return Scope.within(
                Scope.system(),
                () -> db.sql(BEFORE).param("at", utc(at)).query(this::saved).optional());
    }

    /** Moments before this one cannot be explained; empty where all can. */
    public Optional<Instant> since() {
        return Scope.within(
                Scope.system(),
                () -> db.sql(SINCE)
                        .query((row, number) ->
                                row.getObject("at", OffsetDateTime.class).toInstant())
                        .optional());
    }

    private Saved saved(ResultSet row, int number) throws SQLException {
        var next = row.getObject("next", Long.class);
        return new Saved(
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                json.readValue(row.getString("state"), Snapshot.class),
                next == null ? Long.MAX_VALUE : next);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
