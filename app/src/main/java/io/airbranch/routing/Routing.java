package io.airbranch.routing;

import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides who serves whom. Every decision is in the journal before anybody is rung; each call returns after that. The module itself
 * appends what it decides (queued, offered, joined, returned) to the contact.
 */
public interface Routing {

    /** The contact waits from now on. Idempotent by contact. Refused: {@code queue.unknown}, {@code queue.full}, {@code queue.closed}. */
    Outcome<Position> place(Request request);

    /**
     * Steps are tried in order, each until its expiry has passed; the last one has none. Several steps express skills, preferred
     * (sticky or owning) colleagues, widening rings and overflow alike.
     *
     * @param since waiting counts from here: earlier than now where the customer has waited before (transfer, return)
     * @param priority higher first
     */
    record Request(UUID contact, UUID queue, String language, int priority, Instant since, List<Step> steps) {}

    /** @param agents only these colleagues while the step lasts; empty = whoever fits the queue */
    record Step(java.util.@Nullable Set<UUID> agents, java.time.@Nullable Duration expiry) {}

    /** @param position 1 is next; @param estimateSeconds null where there is no ground for one */
    record Position(UUID contact, int position, @Nullable Integer estimateSeconds) {}

    Optional<Position> position(UUID contact);

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

    record Offer(
            UUID id,
            UUID contact,
            UUID agent,
            UUID queue,
            Instant offeredAt,
            Instant expiresAt,
            Instant waitingSince) {}

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
            boolean open) {}

    /** Those who wait in the queue, the next one first, at most {@code most}. */
    List<Waiting> line(UUID queue, int most);

    /** @param since when the wait began, credit included; @param asked the colleague to whom it is being offered */
    record Waiting(
            UUID contact,
            int position,
            Instant since,
            @Nullable UUID asked) {}

    /** @param contacts being served; @param afterContact ended, wrap-up missing */
    record AgentLoad(UUID agent, List<UUID> contacts, int afterContact, int used, int max, List<UUID> queues) {}
}
