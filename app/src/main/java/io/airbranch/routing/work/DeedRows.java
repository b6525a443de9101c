package io.airbranch.routing.work;

import io.airbranch.acd.OfferEnd;
import io.airbranch.routing.work.AgentDay.Deed;
import io.airbranch.routing.work.AgentDay.What;
import io.airbranch.shared.db.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the journal says about one agent, by its index. The journal is the system's; whoever asks has been guarded. */
@Repository
class DeedRows {
    private static final String OF_AGENT = """
            select at, kind, record ->> 'contact' as contact, record ->> 'queue' as queue, record ->> 'end' as ending
            from routing.journal
            where coalesce(record ->> 'agent', record ->> 'from') = :agent and at >= :from and at < :until
              and kind in ('Offered', 'OfferEnded', 'Assigned', 'Restored', 'Transferred', 'Returned', 'AfterContact', 'Freed')
            order by seq
            """;

    private final JdbcClient db;

    DeedRows(JdbcClient db) {
        this.db = db;
    }

    List<Deed> of(UUID agent, Instant from, Instant until) {
        return Scope.within(
                Scope.system(),
                () -> db.sql(OF_AGENT)
                        .param("agent", agent.toString())
                        .param("from", from.atOffset(ZoneOffset.UTC))
                        .param("until", until.atOffset(ZoneOffset.UTC))
                        .query(DeedRows::deed)
                        .list());
    }

    private static Deed deed(ResultSet row, int number) throws SQLException {
        return new Deed(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                what(row),
                UUID.fromString(row.getString("contact")),
                UUID.fromString(row.getString("queue")));
    }

    private static What what(ResultSet row) throws SQLException {
        var kind = row.getString("kind");
        return switch (kind) {
            case "Offered" -> What.OFFERED;
            case "OfferEnded" ->
                switch (OfferEnd.valueOf(row.getString("ending"))) {
                    case DECLINED -> What.DECLINED;
                    case EXPIRED -> What.UNANSWERED;
                    case ACCEPTED, WITHDRAWN, AGENT_GONE -> What.OFFER_GONE;
                };
            case "Assigned" -> What.ASSIGNED;
            case "Restored" -> What.RESTORED;
            case "AfterContact" -> What.AFTER_CONTACT;
            case "Transferred", "Returned", "Freed" -> What.FREED;
            default -> throw new IllegalStateException("Asked for no record of kind " + kind);
        };
    }
}
