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

/**
 * Operators' names for events, looked up at most once a minute each. The thread that tells waits for the database once for each operator;
 * after that a name that is no longer fresh is given while it is looked up anew beside.
 */
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
        if (found == null) {
            found = new Known(look(operator, UNKNOWN), now.plus(FRESH));
            known.put(operator, found);
        } else if (found.until().isBefore(now)) {
            var name = found.name();
            known.put(operator, new Known(name, now.plus(FRESH)));
            Thread.ofVirtual()
                    .name("name")
                    .start(() -> known.put(operator, new Known(look(operator, name), now.plus(FRESH))));
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
