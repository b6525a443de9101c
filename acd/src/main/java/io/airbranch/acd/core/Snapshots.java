package io.airbranch.acd.core;

import io.airbranch.acd.Settings;
import io.airbranch.acd.Snapshot;
import io.airbranch.acd.Snapshot.Phase;
import io.airbranch.acd.index.Timers.Timer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Between the living state and its value. */
public final class Snapshots {
    private static final Comparator<Snapshot.Agent> BY_IDLE = Comparator.comparingLong(
                    (Snapshot.Agent a) -> a.stamp() == null ? 0 : a.stamp())
            .thenComparing(Snapshot.Agent::idleSince)
            .thenComparing(a -> a.profile().id());

    private Snapshots() {}

    public static Snapshot of(State state) {
        return new Snapshot(
                state.clock,
                state.lastOffer,
                state.lastArrival,
                state.staff.agents.values().stream()
                        .sorted(Comparator.comparing(a -> a.id))
                        .map(Snapshots::of)
                        .toList(),
                state.queues.values().stream()
                        .map(q -> q.profile)
                        .sorted(Comparator.comparing(q -> q.id()))
                        .toList(),
                state.contacts.list().stream()
                        .sorted(Comparator.comparingLong(ContactState::arrival))
                        .map(Snapshots::of)
                        .toList(),
                List.copyOf(state.endedOffers),
                state.queues.values().stream()
                        .sorted(Comparator.comparing(q -> q.id))
                        .map(q -> q.pace.kept(q))
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static Snapshot.Agent of(AgentState a) {
        boolean worked = a.workSince != Times.NEVER
                || a.emptySince != Times.NEVER
                || a.resting()
                || a.occupancyAt != Times.NEVER;
        return new Snapshot.Agent(
                a.profile,
                a.ready,
                a.connected,
                Times.instant(a.idleSince == Times.NEVER ? 0 : a.idleSince),
                a.unanswered,
                due(a.returnTimer),
                a.stamp(),
                worked
                        ? new Snapshot.Work(
                                Times.orNull(a.workSince),
                                Times.orNull(a.emptySince),
                                a.restDue,
                                due(a.restTimer),
                                a.occupancy,
                                Times.orNull(a.occupancyAt))
                        : null);
    }

    public static Snapshot.Contact of(ContactState c) {
        var phaseUntil = due(c.phaseTimer);
        return new Snapshot.Contact(
                c.id,
                c.phase,
                c.queue.id,
                c.language,
                c.priority,
                c.returned,
                c.since,
                c.queuedAt,
                c.arrival(),
                c.steps,
                c.step,
                due(c.stepTimer),
                new TreeSet<>(c.letPassBy()),
                due(c.pauseTimer),
                c.agent == null ? null : c.agent.id,
                c.phase == Phase.OFFERED && phaseUntil != null
                        ? new Snapshot.Offer(c.offer, c.offeredAt, phaseUntil)
                        : null,
                c.phase == Phase.AFTER_CONTACT ? phaseUntil : null,
                c.medium,
                c.tier,
                c.seed,
                c.callback,
                Times.orNull(c.servedAt),
                c.expected < 0 ? null : c.expected,
                c.chosenIdleSince == Times.NEVER
                        ? null
                        : new Snapshot.Chosen(Times.instant(c.chosenIdleSince), c.chosenShare));
    }

    static @Nullable Instant due(@Nullable Timer timer) {
        return timer == null || !timer.set() ? null : Times.instant(timer.due());
    }

    public static State restore(Settings settings, Snapshot snapshot) {
        var state = new State(settings);
        snapshot.queues().forEach(q -> state.queues.put(q.id(), new QueueState(q, state.staff.traits)));
        var byIdle = snapshot.agents().stream().sorted(BY_IDLE).toList();
        byIdle.forEach(a -> restore(state, a));
        snapshot.contacts().forEach(c -> restore(state, c));
        snapshot.endedOffers().forEach(state::remember);
        snapshot.paces().forEach(p -> state.queue(p.queue()).pace.restore(p));
        state.clock = snapshot.clock();
        state.clockMicros = Times.micros(snapshot.clock());
        state.lastOffer = snapshot.lastOffer();
        state.lastArrival = snapshot.lastArrival();
        // In the order of their stamps, so that everybody takes the next seat.
        byIdle.forEach(a -> state.staff.refresh(state.agent(a.profile().id())));
        return state;
    }

    private static void restore(State state, Snapshot.Agent saved) {
        var staff = state.staff;
        var agent = staff.set(saved.profile());
        agent.ready = saved.ready();
        agent.connected = saved.connected();
        agent.idleSince = Times.micros(saved.idleSince());
        agent.unanswered = saved.unanswered();
        agent.stamp(saved.stamp() == null ? staff.lastStamp + 1 : saved.stamp());
        staff.lastStamp = Math.max(staff.lastStamp, agent.stamp());
        staff.returnAt(agent, Times.orNever(saved.returnAt()));
        var work = saved.work();
        if (work != null) {
            agent.workSince = Times.orNever(work.since());
            agent.emptySince = Times.orNever(work.emptySince());
            agent.restDue = work.restDue();
            staff.setTimer(agent.restTimer(), Deadline.REST, Times.orNever(work.restUntil()));
            agent.occupancy = work.occupancy();
            agent.occupancyAt = Times.orNever(work.occupancyAt());
        }
    }

    private static void restore(State state, Snapshot.Contact saved) {
        var contact = new ContactState(
                saved.id(),
                saved.arrival(),
                saved.medium(),
                saved.language(),
                saved.priority(),
                saved.tier(),
                saved.seed(),
                saved.since(),
                state.queue(saved.queue()),
                saved.queuedAt(),
                saved.steps());
        contact.phase = saved.phase();
        contact.returned = saved.returned();
        contact.callback = saved.callback();
        contact.step = saved.step();
        contact.servedAt = Times.orNever(saved.servedAt());
        contact.expected = saved.expectedMicros() == null ? -1 : saved.expectedMicros();
        if (saved.chosen() != null) {
            contact.chosenIdleSince = Times.micros(saved.chosen().idleSince());
            contact.chosenShare = saved.chosen().share();
        }
        state.contacts.add(contact);
        var staff = state.staff;
        staff.setTimer(contact.stepTimer(), Deadline.STEP, Times.orNever(saved.stepUntil()));
        staff.setTimer(contact.pauseTimer(), Deadline.PAUSE, Times.orNever(saved.pauseUntil()));
        staff.setTimer(contact.phaseTimer, Deadline.AFTER_CONTACT, Times.orNever(saved.afterUntil()));
        if (contact.inLine()) {
            state.lines.enter(contact);
            saved.letPassBy().forEach(by -> state.letPass(contact, state.agent(by)));
        }
        restoreAgent(state, contact, saved);
    }

    private static void restoreAgent(State state, ContactState contact, Snapshot.Contact saved) {
        var agent = saved.agent() == null ? null : state.agent(saved.agent());
        if ((agent == null) != (contact.phase == Phase.WAITING) || (saved.offer() == null) == isOffered(contact)) {
            throw new IllegalStateException("Snapshot holds contact " + contact.id + " as " + contact.phase
                    + " with agent " + saved.agent() + " and offer " + saved.offer());
        }
        if (agent == null) {
            return;
        }
        contact.agent = agent;
        agent.take(contact);
        if (saved.offer() != null) {
            restoreOffer(state, contact, saved.offer());
        } else {
            agent.working++;
            contact.queue.served += contact.phase == Phase.SERVED ? 1 : 0;
        }
    }

    private static boolean isOffered(ContactState contact) {
        return contact.phase == Phase.OFFERED;
    }

    private static void restoreOffer(State state, ContactState contact, Snapshot.Offer offer) {
        state.lines.hide(contact);
        contact.offer = offer.number();
        contact.offeredAt = offer.at();
        state.offers.put(offer.number(), contact);
        state.staff.setTimer(contact.phaseTimer, Deadline.OFFER, Times.micros(offer.expiresAt()));
    }
}
