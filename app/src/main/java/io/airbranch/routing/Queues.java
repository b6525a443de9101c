package io.airbranch.routing;

import io.airbranch.access.InstitutionPath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The queues that the running scope sees. */
public interface Queues {

    Optional<Queue> find(UUID id);

    List<Queue> within(InstitutionPath path);

    boolean openAt(Queue queue, Instant instant);

    Optional<Instant> nextOpening(Queue queue, Instant from);
}
