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

    /**
     * @param since waiting counts from here; an earlier moment is credit for time already waited
     * @param steps before those of the queue: preferred, last or owning colleague first
     * @param tier of the customer, in steps of priority
     * @param seed breaks ties between agents by lot, always the same for the same seed; null = whoever became idle first
     */
    record Place(
            UUID contact,
            UUID queue,
            String language,
            int priority,
            Instant since,
            List<Step> steps,
            Medium medium,
            int tier,
            @Nullable Long seed)
            implements Command {

        /** A chat of an ordinary customer. */
        public Place(UUID contact, UUID queue, String language, int priority, Instant since, List<Step> steps) {
            this(contact, queue, language, priority, since, steps, Medium.CHAT, 0, null);
        }
    }

    record Accept(long offer, UUID agent) implements Command {}

    record Decline(long offer, UUID agent, @Nullable String reason) implements Command {}

    /** Hands a contact on with its age, or moves one that waits; exactly one of queue and agent. */
    record Transfer(
            UUID contact,
            UUID by,
            @Nullable UUID toQueue,
            @Nullable UUID toAgent) implements Command {}

    /** Another priority for a contact in line. */
    record SetPriority(UUID contact, UUID by, int priority) implements Command {}

    /** The customer hangs up and will be called back: the contact keeps its place in line. */
    record KeepPlace(UUID contact) implements Command {}

    /** The contact is over: leaves the line, or becomes its agent's after-contact work. */
    record End(UUID contact, String reason) implements Command {}

    /** Nothing about the contact is left to do. */
    record Free(UUID contact) implements Command {}

    /** Somebody serves this contact although the engine did not know. */
    record Restore(UUID contact, UUID agent, UUID queue, String language, Instant since, Medium medium)
            implements Command {

        public Restore(UUID contact, UUID agent, UUID queue, String language, Instant since) {
            this(contact, agent, queue, language, since, Medium.CHAT);
        }
    }

    /** Time has passed: see {@link Engine#nextDeadline()}. */
    record Tick() implements Command {}
}
