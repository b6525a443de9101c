package io.airbranch.routing.figures;

import io.airbranch.acd.Fact;
import io.airbranch.routing.Queue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What happened in each queue by half-hours. */
public final class DayFigures {
    static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private final Map<HalfHour, Counts> halfHours = new ConcurrentHashMap<>();
    private final Function<UUID, @Nullable Queue> queues;

    public DayFigures(Function<UUID, @Nullable Queue> queues) {
        this.queues = queues;
    }

    public record HalfHour(UUID queue, Instant begins) {
        static HalfHour of(UUID queue, Instant at) {
            return new HalfHour(
                    queue, at.truncatedTo(ChronoUnit.HOURS).plus(minutes(at) < 30 ? Duration.ZERO : HALF_HOUR));
        }

        private static long minutes(Instant at) {
            return Duration.between(at.truncatedTo(ChronoUnit.HOURS), at).toMinutes();
        }
    }

    /**
     * @param waited of the answered ones together, in the queue in which they were answered
     * @param longestWait of those who were answered or gave up
     */
    public record Counts(
            int offered,
            int answered,
            int withinTarget,
            int abandoned,
            int abandonedSoon,
            Duration waited,
            Duration longestWait) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO);
        static final Counts ONE_OFFERED = new Counts(1, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO);

        static Counts answered(boolean within, Duration wait) {
            return new Counts(0, 1, within ? 1 : 0, 0, 0, wait, wait);
        }

        static Counts abandoned(boolean soon, Duration wait) {
            return new Counts(0, 0, 0, 1, soon ? 1 : 0, Duration.ZERO, wait);
        }

        Counts plus(Counts other) {
            return new Counts(
                    offered + other.offered,
                    answered + other.answered,
                    withinTarget + other.withinTarget,
                    abandoned + other.abandoned,
                    abandonedSoon + other.abandonedSoon,
                    waited.plus(other.waited),
                    longestWait.compareTo(other.longestWait) < 0 ? other.longestWait : longestWait);
        }
    }

    public void load(Map<HalfHour, Counts> stored) {
        halfHours.putAll(stored);
    }

    /** What these facts add, half-hour by half-hour. */
    public Map<HalfHour, Counts> count(Iterable<Fact> facts) {
        var counts = new HashMap<HalfHour, Counts>();
        for (var fact : facts) {
            switch (fact) {
                case Fact.Placed f -> add(counts, f.queue(), f.at(), Counts.ONE_OFFERED);
                case Fact.Transferred f -> add(counts, f.queue(), f.at(), Counts.ONE_OFFERED);
                case Fact.Assigned f -> {
                    boolean within = soon(f.queue(), f.queuedAt(), f.at());
                    add(counts, f.queue(), f.at(), Counts.answered(within, Duration.between(f.queuedAt(), f.at())));
                }
                case Fact.Left f -> {
                    boolean soon = soon(f.queue(), f.queuedAt(), f.at());
                    add(counts, f.queue(), f.at(), Counts.abandoned(soon, Duration.between(f.queuedAt(), f.at())));
                }
                case Fact.AgentRests f -> {}
                case Fact.AgentRested f -> {}
                case Fact.PrioritySet f -> {}
                case Fact.PlaceKept f -> {}
                case Fact.AgentSet f -> {}
                case Fact.AgentPresence f -> {}
                case Fact.AgentLine f -> {}
                case Fact.AgentSetAway f -> {}
                case Fact.QueueSet f -> {}
                case Fact.StepEntered f -> {}
                case Fact.Offered f -> {}
                case Fact.OfferEnded f -> {}
                case Fact.PauseOver f -> {}
                case Fact.Restored f -> {}
                case Fact.Returned f -> {}
                case Fact.AfterContact f -> {}
                case Fact.Freed f -> {}
            }
        }
        return counts;
    }

    private static void add(Map<HalfHour, Counts> counts, UUID queue, Instant at, Counts more) {
        counts.merge(HalfHour.of(queue, at), more, Counts::plus);
    }

    private boolean soon(UUID queue, Instant from, Instant to) {
        var known = queues.apply(queue);
        return known != null && Duration.between(from, to).compareTo(known.targetWait()) <= 0;
    }

    public void add(Map<HalfHour, Counts> counts) {
        counts.forEach((slot, more) -> halfHours.merge(slot, more, Counts::plus));
    }

    /** Since the last midnight in the queue's own zone. */
    public Counts today(UUID queue, ZoneId zone, Instant now) {
        var sum = Counts.NONE;
        var midnight = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        for (var slot = HalfHour.of(queue, midnight);
                !slot.begins().isAfter(now);
                slot = new HalfHour(queue, slot.begins().plus(HALF_HOUR))) {
            sum = sum.plus(halfHours.getOrDefault(slot, Counts.NONE));
        }
        return sum;
    }

    /** Of the half-hour that runs and the one before. */
    public Counts recent(UUID queue, Instant now) {
        var present = HalfHour.of(queue, now);
        var before = new HalfHour(queue, present.begins().minus(HALF_HOUR));
        return halfHours.getOrDefault(before, Counts.NONE).plus(halfHours.getOrDefault(present, Counts.NONE));
    }

    /** Forgets what no figure of today can need. */
    void forgetBefore(Instant limit) {
        halfHours.keySet().removeIf(slot -> slot.begins().isBefore(limit));
    }
}
