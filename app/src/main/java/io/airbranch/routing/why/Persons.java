package io.airbranch.routing.why;

import io.airbranch.access.Operators;
import io.airbranch.routing.queue.QueueBook;
import io.airbranch.routing.why.Why.Person;
import io.airbranch.shared.Name;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Names for ids, as far as the running scope sees those who bear them. */
@Component
class Persons {
    private static final Name GONE = Name.of("已不存在的队列", "A queue that is no more");

    private final Operators operators;
    private final QueueBook queues;

    Persons(Operators operators, QueueBook queues) {
        this.operators = operators;
        this.queues = queues;
    }

    /** Null where there is nobody, or nobody to be seen. */
    @Nullable Person colleague(@Nullable UUID id) {
        return id == null
                ? null
                : operators.find(id).map(o -> new Person(id, o.name())).orElse(null);
    }

    /** Of a contact that may be seen, wherever the queue belongs: the contact itself names it too. */
    Person queue(UUID id) {
        var queue = queues.any(id);
        return new Person(id, queue == null ? GONE : queue.name());
    }
}
