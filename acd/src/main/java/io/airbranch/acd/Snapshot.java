package io.airbranch.acd;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The whole state as a value: equal states give equal snapshots. */
public record Snapshot(
        Instant clock,
        long lastOffer,
        long lastArrival,
        List<Agent> agents,
        List<QueueProfile> queues,
        List<Contact> contacts,
        List<EndedOffer> endedOffers) {

    public record Agent(
            AgentProfile profile,
            boolean ready,
            boolean connected,
            Instant idleSince,
            int unanswered,
            @Nullable Instant returnAt) {}

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
            @Nullable Instant afterUntil) {}

    public record Offer(long number, Instant at, Instant expiresAt) {}

    public record EndedOffer(long number, UUID agent, OfferEnd end) {}

    public enum Phase {
        WAITING,
        /** Waits, and somebody is being asked. */
        OFFERED,
        SERVED,
        AFTER_CONTACT
    }
}
