package io.airbranch.acd;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The whole state as a value: equal states give equal snapshots. What older ones do not know they leave null. */
public record Snapshot(
        Instant clock,
        long lastOffer,
        long lastArrival,
        List<Agent> agents,
        List<QueueProfile> queues,
        List<Contact> contacts,
        List<EndedOffer> endedOffers,
        List<Pace> paces) {

    public Snapshot {
        paces = paces == null ? List.of() : paces;
    }

    /** @param stamp place in the idle order; null in older snapshots, which order by {@code idleSince} */
    public record Agent(
            AgentProfile profile,
            boolean ready,
            boolean connected,
            Instant idleSince,
            int unanswered,
            @Nullable Instant returnAt,
            @Nullable Long stamp,
            @Nullable Work work) {}

    /**
     * @param since without a long pause
     * @param emptySince hands are empty since
     * @param restDue once hands are empty
     * @param occupancy share of time in work at {@code occupancyAt}
     */
    public record Work(
            @Nullable Instant since,
            @Nullable Instant emptySince,
            boolean restDue,
            @Nullable Instant restUntil,
            double occupancy,
            @Nullable Instant occupancyAt) {}

    /**
     * @param expectedMicros wait that was expected when it was placed; null = nothing was said
     * @param chosen how its agent stood when he was chosen; null = nobody was yet
     */
    public record Contact(
            UUID id,
            Phase phase,
            UUID queue,
            String language,
            int priority,
            boolean returned,
            Instant since,
            Instant queuedAt,
            long arrival,
            List<Step> steps,
            int step,
            @Nullable Instant stepUntil,
            Set<UUID> letPassBy,
            @Nullable Instant pauseUntil,
            @Nullable UUID agent,
            @Nullable Offer offer,
            @Nullable Instant afterUntil,
            Medium medium,
            Integer tier,
            @Nullable Long seed,
            Boolean callback,
            @Nullable Instant servedAt,
            @Nullable Long expectedMicros,
            @Nullable Chosen chosen) {

        public Contact {
            medium = medium == null ? Medium.CHAT : medium;
            tier = tier == null ? 0 : tier;
            callback = callback != null && callback;
        }
    }

    public record Offer(long number, Instant at, Instant expiresAt) {}

    /** @param share of his capacity in hand before, in parts of 720,720 */
    public record Chosen(Instant idleSince, int share) {}

    public record EndedOffer(long number, UUID agent, OfferEnd end) {}

    /**
     * How fast a queue moves; means of the last few, in microseconds.
     *
     * @param error mean distance between estimated and real wait
     * @param bias mean of real less estimated wait
     */
    public record Pace(
            UUID queue,
            double gap,
            int gaps,
            @Nullable Instant lastStart,
            double handling,
            int handled,
            double error,
            double bias,
            int errors) {}

    public enum Phase {
        WAITING,
        /** Waits, and somebody is being asked. */
        OFFERED,
        SERVED,
        AFTER_CONTACT
    }
}
