package io.airbranch.desk.picture;

import io.airbranch.access.Operators;
import io.airbranch.desk.picture.Shapes.Named;
import io.airbranch.routing.Queue;
import io.airbranch.routing.Queues;
import io.airbranch.shared.Name;
import io.airbranch.shared.db.Scope;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Names of colleagues and queues. Looked up for the system: a contact handed over from elsewhere names its former colleague. Access
 * holds operators in memory; queues are few, and each is asked once per picture.
 */
@Component
public class People {
    private final Operators operators;
    private final Queues queues;

    People(Operators operators, Queues queues) {
        this.operators = operators;
        this.queues = queues;
    }

    public @Nullable Named operator(@Nullable UUID id) {
        return id == null
                ? null
                : Scope.within(Scope.system(), () -> operators.find(id).map(o -> new Named(id, o.name())))
                        .orElse(null);
    }

    public @Nullable Name name(@Nullable UUID operator) {
        var named = operator(operator);
        return named == null ? null : named.name();
    }

    Map<UUID, Named> queues(Collection<UUID> ids) {
        var names = new HashMap<UUID, Named>();
        Scope.within(
                Scope.system(),
                () -> ids.stream()
                        .distinct()
                        .forEach(id -> queues.find(id)
                                .map(Queue::name)
                                .ifPresent(name -> names.put(id, new Named(id, name)))));
        return names;
    }
}
