package io.airbranch.agent;

import io.airbranch.agent.Presence.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code agent.presence} (now) and {@code agent.presence_history} (everything). */
@Repository
class PresenceRows {
    private static final String SELECT =
            "select operator, state, reason, since, resume_state, resume_reason, lost_until from agent.presence ";
    private static final String FIND = SELECT + "where operator = :id";
    private static final String LOST_LONGER =
            SELECT + "where state = 'LOST' and lost_until <= :now order by lost_until";
    private static final String SAVE = """
            insert into agent.presence (operator, state, reason, since, resume_state, resume_reason, lost_until)
            values (:id, :state, :reason, :since, :resumeState, :resumeReason, :lostUntil)
            on conflict (operator) do update
               set state = excluded.state, reason = excluded.reason, since = excluded.since,
                   resume_state = excluded.resume_state, resume_reason = excluded.resume_reason, lost_until = excluded.lost_until
            """;
    private static final String NOTE =
            "insert into agent.presence_history (operator, state, reason, at) values (:id, :state, :reason, :since)";
    private static final String CHANGES = """
            (select id, state, reason, at from agent.presence_history where operator = :id and at < :from order by at desc, id desc limit 1)
            union all
            (select id, state, reason, at from agent.presence_history where operator = :id and at >= :from and at < :until)
            order by at, id
            """;
    private static final String LOSE_ALL = """
            with gone as (
                update agent.presence
                   set state = 'LOST', resume_state = state, resume_reason = reason, reason = null, since = :now, lost_until = :until
                 where state in ('READY', 'AWAY') returning operator)
            insert into agent.presence_history (operator, state, at) select operator, 'LOST', :now from gone
            """;
    private static final String NEW_GRACE = "update agent.presence set lost_until = :until where state = 'LOST'";

    private final JdbcClient db;

    PresenceRows(JdbcClient db) {
        this.db = db;
    }

    /** @param resume what LOST comes back to @param lostUntil when LOST becomes OFFLINE */
    record Row(
            UUID agent,
            Presence presence,
            @Nullable Presence resume,
            @Nullable Instant lostUntil) {

        static Row plain(UUID agent, Presence presence) {
            return new Row(agent, presence, null, null);
        }
    }

    Optional<Row> find(UUID agent) {
        return db.sql(FIND).param("id", agent).query(PresenceRows::row).optional();
    }

    List<Row> lostLongerThan(Instant now) {
        return db.sql(LOST_LONGER)
                .param("now", utc(now))
                .query(PresenceRows::row)
                .list();
    }

    void save(Row row) {
        var resume = row.resume();
        db.sql(SAVE)
                .param("id", row.agent())
                .param("state", row.presence().state().name())
                .param("reason", row.presence().reason())
                .param("since", utc(row.presence().since()))
                .param("resumeState", resume == null ? null : resume.state().name())
                .param("resumeReason", resume == null ? null : resume.reason())
                .param("lostUntil", utc(row.lostUntil()))
                .update();
        db.sql(NOTE)
                .param("id", row.agent())
                .param("state", row.presence().state().name())
                .param("reason", row.presence().reason())
                .param("since", utc(row.presence().since()))
                .update();
    }

    List<Presence> changes(UUID agent, Instant from, Instant until) {
        return db.sql(CHANGES)
                .param("id", agent)
                .param("from", utc(from))
                .param("until", utc(until))
                .query((row, number) -> new Presence(
                        State.valueOf(row.getString("state")),
                        row.getString("reason"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Nobody's console is open; everybody gets the same grace from now. */
    void loseAll(Instant now, Instant until) {
        db.sql(LOSE_ALL).param("now", utc(now)).param("until", utc(until)).update();
        db.sql(NEW_GRACE).param("until", utc(until)).update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var since = instant(row, "since");
        if (since == null) {
            throw new SQLException("agent.presence.since is null");
        }
        var resumeState = row.getString("resume_state");
        return new Row(
                row.getObject("operator", UUID.class),
                new Presence(State.valueOf(row.getString("state")), row.getString("reason"), since),
                resumeState == null
                        ? null
                        : new Presence(State.valueOf(resumeState), row.getString("resume_reason"), since),
                instant(row, "lost_until"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
