package io.airbranch.access.session;

import io.airbranch.access.SessionEnded;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** All sessions of an operator, wherever he signed in. They are kept in the database, so they outlive the server. */
@Component
public class OperatorSessions {
    /** Counted in the database: loading a session unpacks all that it holds. */
    private static final String OPEN = """
            select principal_name, count(*) as sessions from shared.spring_session
            where principal_name = any(:operators) and expiry_time > :now group by principal_name
            """;

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    OperatorSessions(
            FindByIndexNameSessionRepository<? extends Session> sessions,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.sessions = sessions;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many are open, by operator; those without any are left out. */
    public Map<UUID, Integer> open(Collection<UUID> operators) {
        var counts = new HashMap<UUID, Integer>();
        jdbc.sql(OPEN)
                .param("operators", operators.stream().map(UUID::toString).toArray(String[]::new))
                .param("now", clock.millis())
                .query(row -> {
                    counts.put(UUID.fromString(row.getString("principal_name")), row.getInt("sessions"));
                });
        return counts;
    }

    /**
     * Ends the oldest until at most {@code limit} are left, the present one included and never ended.
     *
     * @param present when it was created: its id has just changed, and it may still be stored under the one before
     */
    public int keepNewest(UUID operator, int limit, Instant present) {
        var others = sessions.findByPrincipalName(operator.toString()).values().stream()
                .filter(session -> !session.getCreationTime().equals(present))
                .sorted(Comparator.comparing(Session::getCreationTime).reversed())
                .skip(Math.max(0, limit - 1))
                .map(Session::getId)
                .toList();
        others.forEach(id -> end(operator, id));
        return others.size();
    }

    /** @param except a session that goes on, or null */
    public void endAll(UUID operator, @Nullable String except) {
        sessions.findByPrincipalName(operator.toString()).keySet().stream()
                .filter(Predicate.not(id -> id.equals(except)))
                .toList()
                .forEach(id -> end(operator, id));
    }

    private void end(UUID operator, String session) {
        sessions.deleteById(session);
        ended(operator, session);
    }

    /** Tells those who hold sockets of the session. */
    public void ended(UUID operator, String session) {
        events.publishEvent(new SessionEnded(operator, session));
    }
}
