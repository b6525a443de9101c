package io.airbranch.access.session;

import io.airbranch.access.SessionEnded;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** All sessions of an operator, wherever he signed in. They are kept in the database, so they outlive the server. */
@Component
public class OperatorSessions {
    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final ApplicationEventPublisher events;

    OperatorSessions(FindByIndexNameSessionRepository<? extends Session> sessions, ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.events = events;
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
