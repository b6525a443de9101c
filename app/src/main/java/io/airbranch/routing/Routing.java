package io.airbranch.routing;

import io.airbranch.access.InstitutionPath;
import io.airbranch.agent.Medium;
import io.airbranch.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides who serves whom. Every decision is in the journal before anybody is rung; each call returns after that. The module itself
 * appends what it decides (queued, offered, joined, returned) to the contact.
 */
public interface Routing {

    /**
     * The contact waits from now on. Idempotent by contact. Refused: {@code queue.unknown}, {@code queue.full}, {@code queue.closed},
     * {@code queue.overloaded}, {@code routing.invalid}.
     */
    Outcome<Position> place(Request request);

    /**
     * Steps are tried in order, each until its expiry has passed; the last one has none. Several steps express skills, preferred
     * (sticky or owning) colleagues, widening rings and overflow alike.
     *
     * @param since waiting counts from here: earlier than now where the customer has waited before (transfer, return)
     * @param priority higher first
     * @param steps before those of the queue; empty = none
     * @param tier of the customer, in steps of priority
     * @param seed breaks ties between agents by lot, always the same for the same seed; null = whoever became idle first
     */
    record Request(
            UUID contact,
            UUID queue,
            String language,
            int priority,
            Instant since,
            List<Step> steps,
            Medium medium,
            int tier,
            @Nullable Long seed) {

        /** A chat of an ordinary customer. */
        public Request(UUID contact, UUID queue, String language, int priority, Instant since, List<Step> steps) {
            this(contact, queue, language, priority, since, steps, Medium.CHAT, 0, null);
        }
    }

    /**
     * @param agents only these colleagues while the step lasts; empty = whoever has what is asked for
     * @param expiry after which the next step begins; null = it lasts, and nothing comes after it
     * @param asks all of it; null = what the queue asks for, of named colleagues nothing
     * @param scores of named colleagues, largest first; who is missing has 0
     */
    record Step(
            Set<UUID> agents,
            @Nullable Duration expiry,
            @Nullable List<Ask> asks,
            Map<UUID, Integer> scores) {
        public Step(Set<UUID> agents, @Nullable Duration expiry) {
            this(agents, expiry, null, Map.of());
        }
    }

    /**
     * @param position 1 is next
     * @param estimateSeconds null where there is no ground for one: nobody is there who could serve the queue
     * @param typicalErrorSeconds mean distance of the last estimates from the real wait; null = none is known yet
     */
    record Position(
            UUID contact,
            int position,
            @Nullable Integer estimateSeconds,
            @Nullable Integer typicalErrorSeconds) {
        public Position(UUID contact, int position, @Nullable Integer estimateSeconds) {
            this(contact, position, estimateSeconds, null);
        }
    }

    Optional<Position> position(UUID contact);

    /**
     * Another priority for a contact in line, -100 to 100. Refused: {@code contact.unknown}, {@code contact.served}, {@code
     * routing.invalid}.
     */
    Outcome<Position> setPriority(UUID contact, UUID by, int priority);

    /**
     * The customer hangs up and will be called back: the contact keeps its place, and its offer says so. Refused: {@code
     * contact.unknown}, {@code contact.served}.
     */
    Outcome<Position> keepPlace(UUID contact);

    /** Exactly one accept of an offer succeeds. Refused: {@code offer.gone} with the reason, {@code offer.not-yours}. */
    Outcome<Assignment> accept(UUID offer, UUID agent);

    record Assignment(UUID contact, UUID agent) {}

    Outcome<Outcome.Nothing> decline(UUID offer, UUID agent, @Nullable String reason);

    /** The customer does not wait any more. Unknown contacts are ignored. */
    void withdraw(UUID contact, String reason);

    /** Hands an active contact on, keeping its age. Exactly one of queue and agent. */
    Outcome<Outcome.Nothing> transfer(
            UUID contact, UUID by, @Nullable UUID toQueue, @Nullable UUID toAgent, @Nullable String note);

    List<Offer> offersOf(UUID agent);

    /** @param callback the customer is gone and is called once the offer is accepted */
    record Offer(
            UUID id,
            UUID contact,
            UUID agent,
            UUID queue,
            Instant offeredAt,
            Instant expiresAt,
            Instant waitingSince,
            boolean callback) {}

    /** Hears of decisions after their commit, in order, on the routing thread: hand over and return. */
    interface Listener {
        void offered(Offer offer);

        /** @param reason {@code accepted}, {@code declined}, {@code expired}, {@code withdrawn} or {@code agent-gone} */
        void offerEnded(Offer offer, String reason);

        /** Something in the queue's figures or an agent's load changed. */
        void changed(@Nullable UUID queue, @Nullable UUID agent);
    }

    /** A picture of the floor for the institutions that the caller asks for. */
    Floor floor(InstitutionPath within);

    record Floor(List<QueueFigures> queues, List<AgentLoad> agents) {}

    /**
     * @param answeredInTarget of {@code answeredToday + abandonedToday}, since the queue's own midnight; abandoned within the target
     *     wait are left out of the base
     * @param expectedWaitSeconds of whoever joined behind those who wait; null where nobody waits or nobody is there to serve them
     */
    record QueueFigures(
            UUID queue,
            int waiting,
            @Nullable Instant oldestSince,
            int active,
            int answeredToday,
            int abandonedToday,
            int answeredInTarget,
            int serviceLevelBase,
            int agentsReady,
            boolean open,
            @Nullable Integer expectedWaitSeconds) {}

    /** Those who wait in the queue, the next one first, at most {@code most}. */
    List<Waiting> line(UUID queue, int most);

    /**
     * @param since when the wait began, credit included
     * @param asked the colleague to whom it is being offered
     * @param priority without the queue's own and the customer's tier
     * @param step in which it looks for somebody, from 0
     * @param callback the customer is gone and will be called
     */
    record Waiting(
            UUID contact,
            int position,
            Instant since,
            @Nullable UUID asked,
            int priority,
            int step,
            boolean callback) {}

    /** @param contacts being served; @param afterContact ended, wrap-up missing */
    record AgentLoad(UUID agent, List<UUID> contacts, int afterContact, int used, int max, List<UUID> queues) {}
}
