package io.airbranch.acd;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that the engine can be told. */
public sealed interface Command {

    record SetAgent(AgentProfile profile) implements Command {}

    /** @param ready wants contacts; @param connected has a console open */
    record SetPresence(UUID agent, boolean ready, boolean connected) implements Command {}

    /** After a restart nobody is there until his console is back. */
    record DisconnectAll() implements Command {}

    record SetQueue(QueueProfile profile) implements Command {}

    /** @param since waiting counts from here; @param steps empty = anybody who fits */
    record Place(UUID contact, UUID queue, String language, int priority, Instant since, List<Step> steps)
            implements Command {}

    record Accept(long offer, UUID agent) implements Command {}

    record Decline(long offer, UUID agent, @Nullable String reason) implements Command {}

    /** Hands a contact on with its age; exactly one of queue and agent. */
    record Transfer(
            UUID contact,
            UUID by,
            @Nullable UUID toQueue,
            @Nullable UUID toAgent) implements Command {}

    /** The contact is over: leaves the line, or becomes its agent's after-contact work. */
    record End(UUID contact, String reason) implements Command {}

    /** Nothing about the contact is left to do. */
    record Free(UUID contact) implements Command {}

    /** Somebody serves this contact although the engine did not know. */
    record Restore(UUID contact, UUID agent, UUID queue, String language, Instant since) implements Command {}

    /** Time has passed: see {@link Engine#nextDeadline()}. */
    record Tick() implements Command {}
}
