package io.airbranch.routing.figures;

import io.airbranch.access.InstitutionPath;
import io.airbranch.acd.Fact;
import io.airbranch.acd.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How much of each half-hour every colleague was on duty and busy, counted from facts alone: the same facts give the same times, however
 * they are cut into batches. On duty is who wants contacts and has a console open, or has contacts in hand; busy is who has at least one
 * contact in hand: offered, served or in after-contact work. A time is counted when it ends, with the fact that ends it; the time that
 * still runs follows from {@link Spent#since} and {@link Spent#standing}. Not for several threads.
 */
public final class WorkTimes {
    public static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private final Map<UUID, Colleague> colleagues = new HashMap<>();
    private final Map<UUID, Colleague> holders = new HashMap<>();
    private final Function<UUID, @Nullable InstitutionPath> homes;

    public WorkTimes(Function<UUID, @Nullable InstitutionPath> homes) {
        this.homes = homes;
    }

    public enum Standing {
        OFF,
        /** On duty with empty hands. */
        FREE,
        BUSY
    }

    /** @param begins in UTC, on the half-hour */
    public record Slot(UUID agent, Instant begins) {}

    /**
     * What one batch adds to a half-hour.
     *
     * @param home where he belongs; null = not known
     * @param since everything before is counted
     * @param standing how he stands from then on
     */
    public record Spent(
            @Nullable InstitutionPath home, long staffedMicros, long busyMicros, Instant since, Standing standing) {
        Spent plus(Spent later) {
            return new Spent(
                    later.home,
                    staffedMicros + later.staffedMicros,
                    busyMicros + later.busyMicros,
                    later.since.isBefore(since) ? since : later.since,
                    later.standing);
        }
    }

    private static final class Colleague {
        private final UUID id;
        private final Set<UUID> hands = new HashSet<>();
        private boolean ready;
        private boolean connected;
        private @Nullable Instant since;
        private Standing counted = Standing.OFF;

        Colleague(UUID id) {
            this.id = id;
        }

        Standing standing() {
            return !hands.isEmpty() ? Standing.BUSY : ready && connected ? Standing.FREE : Standing.OFF;
        }
    }

    public static Instant halfHourOf(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), HALF_HOUR.toSeconds()) * HALF_HOUR.toSeconds());
    }

    /**
     * As if all facts up to this state had been counted.
     *
     * @param until up to when each colleague's time is counted; who is not named, is counted from now
     */
    public void begin(Snapshot state, Map<UUID, Instant> until, Instant now) {
        colleagues.clear();
        holders.clear();
        for (var agent : state.agents()) {
            var colleague = of(agent.profile().id());
            colleague.ready = agent.ready();
            colleague.connected = agent.connected();
        }
        for (var contact : state.contacts()) {
            var agent = contact.agent();
            if (agent != null && contact.phase() != Snapshot.Phase.WAITING) {
                take(contact.id(), agent);
            }
        }
        for (var colleague : colleagues.values()) {
            colleague.counted = colleague.standing();
            colleague.since = until.getOrDefault(colleague.id, now);
        }
    }

    /** What these facts add. They must be the next ones. */
    public Map<Slot, Spent> count(List<Fact> facts) {
        var spent = new LinkedHashMap<Slot, Spent>();
        for (var fact : facts) {
            var at = fact.at();
            switch (fact) {
                case Fact.AgentPresence f -> {
                    of(f.agent()).ready = f.ready();
                    note(f.agent(), at, spent);
                }
                case Fact.AgentLine f -> {
                    of(f.agent()).connected = f.connected();
                    note(f.agent(), at, spent);
                }
                case Fact.AgentSetAway f -> {
                    of(f.agent()).ready = false;
                    note(f.agent(), at, spent);
                }
                case Fact.Offered f -> {
                    take(f.contact(), f.agent());
                    note(f.agent(), at, spent);
                }
                case Fact.Assigned f -> {
                    take(f.contact(), f.agent());
                    note(f.agent(), at, spent);
                }
                case Fact.Restored f -> {
                    take(f.contact(), f.agent());
                    note(f.agent(), at, spent);
                }
                case Fact.OfferEnded f -> drop(f.contact(), at, spent);
                case Fact.Transferred f -> drop(f.contact(), at, spent);
                case Fact.Returned f -> drop(f.contact(), at, spent);
                case Fact.Freed f -> drop(f.contact(), at, spent);
                case Fact.Left f -> drop(f.contact(), at, spent);
                case Fact.AfterContact f -> {}
                case Fact.AgentSet f -> {}
                case Fact.AgentRests f -> {}
                case Fact.AgentRested f -> {}
                case Fact.QueueSet f -> {}
                case Fact.Placed f -> {}
                case Fact.PrioritySet f -> {}
                case Fact.PlaceKept f -> {}
                case Fact.StepEntered f -> {}
                case Fact.PauseOver f -> {}
            }
        }
        return spent;
    }

    private Colleague of(UUID agent) {
        return colleagues.computeIfAbsent(agent, Colleague::new);
    }

    private void take(UUID contact, UUID agent) {
        var holder = of(agent);
        holders.put(contact, holder);
        holder.hands.add(contact);
    }

    private void drop(UUID contact, Instant at, Map<Slot, Spent> spent) {
        var holder = holders.remove(contact);
        if (holder != null) {
            holder.hands.remove(contact);
            note(holder.id, at, spent);
        }
    }

    /** Counts what has passed, if the colleague stands differently now. */
    private void note(UUID agent, Instant at, Map<Slot, Spent> spent) {
        var colleague = of(agent);
        var now = colleague.standing();
        if (now == colleague.counted) {
            return;
        }
        if (colleague.since != null) {
            passed(colleague, colleague.since, at, spent);
        }
        add(spent, agent, at, new Spent(homes.apply(agent), 0, 0, at, now));
        colleague.since = at;
        colleague.counted = now;
    }

    private void passed(Colleague colleague, Instant from, Instant to, Map<Slot, Spent> spent) {
        if (colleague.counted == Standing.OFF) {
            return;
        }
        for (var begins = from; begins.isBefore(to); ) {
            var ends = min(halfHourOf(begins).plus(HALF_HOUR), to);
            long micros = ChronoUnit.MICROS.between(begins, ends);
            add(
                    spent,
                    colleague.id,
                    begins,
                    new Spent(
                            homes.apply(colleague.id),
                            micros,
                            colleague.counted == Standing.BUSY ? micros : 0,
                            ends,
                            colleague.counted));
            begins = ends;
        }
    }

    private static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static void add(Map<Slot, Spent> spent, UUID agent, Instant at, Spent more) {
        spent.merge(new Slot(agent, halfHourOf(at)), more, Spent::plus);
    }
}
