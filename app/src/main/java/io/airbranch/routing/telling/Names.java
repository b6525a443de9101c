package io.airbranch.routing.telling;

import io.airbranch.access.Operator;
import io.airbranch.access.Operators;
import io.airbranch.shared.Name;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Operators' names for events, looked up at most once a minute each: the thread that tells must not wait for the database each time. */
@Component
public class Names {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Name UNKNOWN = Name.of("同事", "Colleague");

    private static final Logger LOG = LoggerFactory.getLogger(Names.class);

    private final Operators operators;
    private final Clock clock;
    private final Map<UUID, Known> known = new ConcurrentHashMap<>();

    private record Known(Name name, Instant until) {}

    Names(Operators operators, Clock clock) {
        this.operators = operators;
        this.clock = clock;
    }

    public Name of(UUID operator) {
        var now = clock.instant();
        var found = known.get(operator);
        if (found == null || found.until().isBefore(now)) {
            found = new Known(look(operator, found == null ? UNKNOWN : found.name()), now.plus(FRESH));
            known.put(operator, found);
        }
        return found.name();
    }

    /** A name that cannot be looked up now must not hold up who is told. */
    private Name look(UUID operator, Name before) {
        try {
            return Scope.within(Scope.system(), () -> operators.find(operator))
                    .map(Operator::name)
                    .orElse(before);
        } catch (RuntimeException e) {
            LOG.warn("The name of operator {} could not be looked up: {}", operator, e.toString());
            return before;
        }
    }
}
