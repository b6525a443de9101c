package io.airbranch.routing;

import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The queues that the running scope sees. */
public interface Queues {

    Optional<Queue> find(UUID id);

    List<Queue> within(InstitutionPath path);

    /**
     * Creates the queue, or changes it if {@code version} is that of the stored one. Contacts waiting in it are placed by the new
     * requirement at once. Refused: {@code queue.stale}, {@code queue.invalid}, {@code calendar.unknown}.
     */
    Outcome<Queue> save(Queue queue);

    boolean openAt(Queue queue, Instant instant);

    Optional<Instant> nextOpening(Queue queue, Instant from);
}
