package io.airbranch.acd;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that the engine can decide. Facts carry what their readers need, so that no reader has to know the state. */
public sealed interface Fact {

    /** When it was decided; never earlier than the fact before. */
    Instant at();

    record AgentSet(AgentProfile profile, Instant at) implements Fact {}

    record AgentPresence(UUID agent, boolean ready, Instant at) implements Fact {}

    /** @param returnAt when his contacts go back to their queues unless he is there again; null where he serves nobody */
    record AgentLine(
            UUID agent, boolean connected, @Nullable Instant returnAt, Instant at) implements Fact {}

    /** The engine itself takes him out of the line of those who want contacts. */
    record AgentSetAway(UUID agent, String reason, Instant at) implements Fact {}

    /**
     * Nothing new is offered to the agent.
     *
     * @param until null: until his hands are empty, when his rest begins
     */
    record AgentRests(
            UUID agent, RestReason reason, @Nullable Instant until, Instant at) implements Fact {}

    enum RestReason {
        /** Has worked long without a pause. */
        LONG_WORK,
        /** Was in work for more of the time than is allowed. */
        OCCUPANCY
    }

    record AgentRested(UUID agent, Instant at) implements Fact {}

    record QueueSet(QueueProfile profile, Instant at) implements Fact {}

    record Placed(
            UUID contact,
            UUID queue,
            String language,
            int priority,
            Instant since,
            List<Step> steps,
            @Nullable Instant stepUntil,
            Instant at,
            Medium medium,
            Integer tier,
            @Nullable Long seed)
            implements Fact {

        /** Records of older journals know chats of ordinary customers only. */
        public Placed {
            medium = medium == null ? Medium.CHAT : medium;
            tier = tier == null ? 0 : tier;
        }
    }

    /** Goes on with another priority. */
    record PrioritySet(UUID contact, UUID queue, UUID by, int priority, Instant at) implements Fact {}

    /** The customer is gone and will be called back; the contact waits on in its place. */
    record PlaceKept(UUID contact, UUID queue, Instant at) implements Fact {}

    record StepEntered(UUID contact, int step, @Nullable Instant until, Instant at) implements Fact {}

    /** @param callback the customer is gone and is called once the offer is accepted */
    record Offered(
            long offer,
            UUID contact,
            UUID agent,
            UUID queue,
            Instant since,
            Instant expiresAt,
            Instant at,
            Boolean callback)
            implements Fact {

        /** Records of older journals know no callbacks. */
        public Offered {
            callback = callback != null && callback;
        }
    }

    /** @param pauseUntil until then those who let the contact pass are not asked again; null where nobody let it pass */
    record OfferEnded(
            long offer,
            UUID contact,
            UUID agent,
            UUID queue,
            OfferEnd end,
            @Nullable String reason,
            @Nullable Instant pauseUntil,
            Instant at)
            implements Fact {}

    record PauseOver(UUID contact, Instant at) implements Fact {}

    /** @param queuedAt when it came into this queue; {@code since} counts earlier waiting too */
    record Assigned(long offer, UUID contact, UUID agent, UUID queue, Instant since, Instant queuedAt, Instant at)
            implements Fact {}

    record Restored(
            UUID contact,
            UUID agent,
            UUID queue,
            String language,
            Instant since,
            @Nullable Instant returnAt,
            Instant at,
            Medium medium)
            implements Fact {

        /** Records of older journals know chats only. */
        public Restored {
            medium = medium == null ? Medium.CHAT : medium;
        }
    }

    /** @param from the agent who served it; null where it was still waiting */
    record Transferred(
            UUID contact,
            UUID by,
            @Nullable UUID from,
            UUID queue,
            @Nullable UUID toAgent,
            List<Step> steps,
            @Nullable Instant stepUntil,
            Instant at)
            implements Fact {}

    /** The agent is gone; the contact waits again, first in line. */
    record Returned(
            UUID contact,
            UUID agent,
            UUID queue,
            Instant at,
            List<Step> steps,
            @Nullable Instant stepUntil) implements Fact {

        /** Records of older journals know no steps of queues. */
        public Returned {
            steps = steps == null ? List.of(Step.ANYBODY) : steps;
        }
    }

    /** Left the line unserved. */
    record Left(UUID contact, UUID queue, String reason, Instant queuedAt, Instant at) implements Fact {}

    /** Over; the agent's work after it begins. */
    record AfterContact(UUID contact, UUID agent, UUID queue, Instant until, Instant at) implements Fact {}

    /** The agent has nothing more to do with it. */
    record Freed(UUID contact, UUID agent, UUID queue, Instant at) implements Fact {}
}
