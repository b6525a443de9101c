package io.airbranch.routing.work;

import io.airbranch.agent.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One colleague's day, put together from his presence and from what was decided about him. Pure. Every moment in which he was on duty
 * (ready, or with something in hand) is one of three: busy (a contact offered or served), in after-contact work (nothing else in hand),
 * or waiting for a contact.
 *
 * @param states his presence, without holes from its first note on
 * @param contacts what he served and wrapped up, by its beginning
 */
record AgentDay(List<State> states, List<Work> contacts, Totals totals) {

    /** @param to null while it lasts */
    record State(
            Presence.State state,
            @Nullable String reason,
            Instant from,
            @Nullable Instant to) {}

    enum Kind {
        OFFERED,
        SERVED,
        AFTER_CONTACT
    }

    /** @param to null while it lasts */
    record Work(
            UUID contact,
            UUID queue,
            Kind kind,
            Instant from,
            @Nullable Instant to) {}

    /** @param occupancy (busy + after contact) / on duty; null where he was not on duty */
    record Totals(
            Duration ready,
            Map<String, Duration> away,
            Duration busy,
            Duration afterContact,
            @Nullable Double occupancy,
            int contacts,
            int declined,
            int unanswered) {}

    enum What {
        OFFERED,
        DECLINED,
        UNANSWERED,
        /** An offer that ended in any other way. */
        OFFER_GONE,
        ASSIGNED,
        /** Served again after it was lost: nobody was asked. */
        RESTORED,
        AFTER_CONTACT,
        /** Transferred, returned or done. */
        FREED
    }

    /** Something that was decided about him. */
    record Deed(Instant at, What what, UUID contact, UUID queue) {}

    /**
     * @param presences his changes in order, from the last one before the day on
     * @param deeds in order, from before the day on as far as something may still be in hand
     * @param until the day's end, or now
     */
    static AgentDay of(List<Presence> presences, List<Deed> deeds, Instant from, Instant until, boolean running) {
        var open = running ? null : until;
        var states = states(presences, from, until, open);
        var all = work(deeds, from, until, open);
        return new AgentDay(
                states,
                all.stream().filter(w -> w.kind() != Kind.OFFERED).toList(),
                totals(states, all, deeds, from, until));
    }

    private static List<State> states(List<Presence> presences, Instant from, Instant until, @Nullable Instant open) {
        var states = new ArrayList<State>();
        for (int i = 0; i < presences.size(); i++) {
            var now = presences.get(i);
            var next = i + 1 < presences.size() ? presences.get(i + 1).since() : null;
            var begins = now.since().isBefore(from) ? from : now.since();
            boolean over = next != null && !next.isAfter(begins);
            if (over || !begins.isBefore(until)) {
                continue;
            }
            states.add(
                    new State(now.state(), now.reason(), begins, next == null || !next.isBefore(until) ? open : next));
        }
        return states;
    }

    private static List<Work> work(List<Deed> deeds, Instant from, Instant until, @Nullable Instant open) {
        var inHand = new LinkedHashMap<UUID, Work>();
        var done = new ArrayList<Work>();
        for (var deed : deeds) {
            var before = inHand.remove(deed.contact());
            if (before != null) {
                done.add(new Work(before.contact(), before.queue(), before.kind(), before.from(), deed.at()));
            }
            var kind = kind(deed.what());
            if (kind != null) {
                inHand.put(deed.contact(), new Work(deed.contact(), deed.queue(), kind, deed.at(), null));
            }
        }
        done.addAll(inHand.values());
        return done.stream()
                .filter(w -> w.from().isBefore(until) && (w.to() == null || w.to().isAfter(from)))
                .map(w -> new Work(
                        w.contact(),
                        w.queue(),
                        w.kind(),
                        w.from().isBefore(from) ? from : w.from(),
                        w.to() == null || w.to().isAfter(until) ? open : w.to()))
                .sorted(Comparator.comparing(Work::from))
                .toList();
    }

    private static @Nullable Kind kind(What what) {
        return switch (what) {
            case OFFERED -> Kind.OFFERED;
            case ASSIGNED, RESTORED -> Kind.SERVED;
            case AFTER_CONTACT -> Kind.AFTER_CONTACT;
            case DECLINED, UNANSWERED, OFFER_GONE, FREED -> null;
        };
    }

    /** When how many of what begin and end. */
    private static final class Edges {
        private static final int READY = 0;
        private static final int BUSY = 1;
        private static final int AFTER = 2;

        private final TreeMap<Instant, int[]> steps = new TreeMap<>();
        private Duration ready = Duration.ZERO;
        private Duration busy = Duration.ZERO;
        private Duration after = Duration.ZERO;
        private Duration staffed = Duration.ZERO;

        void span(int what, Instant from, Instant to) {
            steps.computeIfAbsent(from, at -> new int[3])[what]++;
            steps.computeIfAbsent(to, at -> new int[3])[what]--;
        }

        void sum() {
            var on = new int[3];
            Instant before = null;
            for (var step : steps.entrySet()) {
                var span = before == null ? Duration.ZERO : Duration.between(before, step.getKey());
                ready = on[READY] > 0 ? ready.plus(span) : ready;
                busy = on[BUSY] > 0 ? busy.plus(span) : busy;
                after = on[BUSY] == 0 && on[AFTER] > 0 ? after.plus(span) : after;
                staffed = on[READY] + on[BUSY] + on[AFTER] > 0 ? staffed.plus(span) : staffed;
                for (int i = 0; i < on.length; i++) {
                    on[i] += step.getValue()[i];
                }
                before = step.getKey();
            }
        }

        @Nullable Double occupancy() {
            return staffed.isZero() ? null : (double) busy.plus(after).toNanos() / staffed.toNanos();
        }
    }

    private static Totals totals(List<State> states, List<Work> work, List<Deed> deeds, Instant from, Instant until) {
        var edges = new Edges();
        var away = new TreeMap<String, Duration>();
        for (var state : states) {
            var to = state.to() == null ? until : state.to();
            switch (state.state()) {
                case READY -> edges.span(Edges.READY, state.from(), to);
                case AWAY -> {
                    var reason = state.reason() == null ? "" : state.reason();
                    away.merge(reason, Duration.between(state.from(), to), Duration::plus);
                }
                case LOST, OFFLINE -> {}
            }
        }
        work.forEach(w -> edges.span(
                w.kind() == Kind.AFTER_CONTACT ? Edges.AFTER : Edges.BUSY, w.from(), w.to() == null ? until : w.to()));
        edges.sum();
        return new Totals(
                edges.ready,
                away,
                edges.busy,
                edges.after,
                edges.occupancy(),
                count(deeds, What.ASSIGNED, from, until),
                count(deeds, What.DECLINED, from, until),
                count(deeds, What.UNANSWERED, from, until));
    }

    private static int count(List<Deed> deeds, What what, Instant from, Instant until) {
        return (int) deeds.stream()
                .filter(d -> d.what() == what && !d.at().isBefore(from) && d.at().isBefore(until))
                .count();
    }
}
