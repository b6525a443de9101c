package io.airbranch.access.people;

import io.airbranch.access.Operator;
import io.airbranch.access.OperatorChanged;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Operators by id, asked with every request and for every name on a screen; a change here counts at once, another server's soon. */
@Component
public class OperatorCache {
    private static final Duration STALE = Duration.ofSeconds(5);
    private static final int MANY = 20_000;

    private record Held(Optional<OperatorTable.Row> row, Instant taken) {}

    private final Map<UUID, Held> held = new ConcurrentHashMap<>();
    private final OperatorTable table;
    private final Clock clock;

    OperatorCache(OperatorTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Whoever he is and wherever he belongs; the caller cuts to its scope. */
    Optional<Operator> find(UUID id) {
        return row(id).map(OperatorTable.Row::operator);
    }

    /** Only one who may be signed in. */
    public Optional<Operator> active(UUID id) {
        return row(id).filter(OperatorTable.Row::active).map(OperatorTable.Row::operator);
    }

    private Optional<OperatorTable.Row> row(UUID id) {
        var now = clock.instant();
        var present = held.get(id);
        if (present != null && present.taken().plus(STALE).isAfter(now)) {
            return present.row();
        }
        if (held.size() > MANY) {
            held.clear();
        }
        // Who is signed in must be known before there is a scope: the operator's grants are what makes one.
        var row = Scope.within(Scope.system(), () -> table.find(id));
        held.put(id, new Held(row, now));
        return row;
    }

    @EventListener
    @Order(0)
    void forget(OperatorChanged changed) {
        held.remove(changed.operator());
    }
}
