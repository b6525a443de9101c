package io.airbranch.acd;

import io.airbranch.acd.Snapshot.Phase;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between the living state and its value. */
final class Snapshots {
    private Snapshots() {}

    static Snapshot of(State state) {
        return new Snapshot(
                state.clock,
                state.lastOffer,
                state.lastArrival,
                state.agents.values().stream()
                        .sorted(Comparator.comparing(a -> a.id))
                        .map(a -> new Snapshot.Agent(
                                a.profile, a.ready, a.connected, a.idleSince, a.unanswered, a.returnAt))
                        .toList(),
                state.queues.values().stream()
                        .map(q -> q.profile)
                        .sorted(Comparator.comparing(QueueProfile::id))
                        .toList(),
                state.contacts.values().stream()
                        .sorted(Comparator.comparingLong(c -> c.arrival))
                        .map(Snapshots::of)
                        .toList(),
                List.copyOf(state.endedOffers.values()));
    }

    static Snapshot.Contact of(ContactState c) {
        return new Snapshot.Contact(
                c.id,
                c.phase,
                c.queue.id,
                c.language,
                c.priority,
                c.returned,
                c.since,
                c.queuedAt,
                c.arrival,
                c.steps,
                c.step,
                c.stepUntil,
                new TreeSet<>(c.letPassBy),
                c.pauseUntil,
                c.agent == null ? null : c.agent.id,
                c.offer,
                c.afterUntil);
    }

    static State restore(Snapshot snapshot) {
        var state = new State();
        snapshot.queues().forEach(q -> state.queues.put(q.id(), new QueueState(q)));
        snapshot.agents().forEach(a -> restore(state, a));
        snapshot.contacts().forEach(c -> restore(state, c));
        snapshot.endedOffers().forEach(state::remember);
        state.clock = snapshot.clock();
        state.lastOffer = snapshot.lastOffer();
        state.lastArrival = snapshot.lastArrival();
        for (var agent : state.agents.values()) {
            if (agent.free()) {
                agent.queues.forEach(q -> q.idle.add(agent));
            }
        }
        return state;
    }

    private static void restore(State state, Snapshot.Agent saved) {
        var agent = new AgentState(saved.profile());
        agent.ready = saved.ready();
        agent.connected = saved.connected();
        agent.idleSince = saved.idleSince();
        agent.unanswered = saved.unanswered();
        agent.returnAt = saved.returnAt();
        state.queues.values().stream()
                .filter(q -> q.profile.fits(agent.profile))
                .forEach(agent.queues::add);
        schedule(state, agent.returnAt, Timer.Kind.RETURN, agent.id);
        state.agents.put(agent.id, agent);
    }

    private static void restore(State state, Snapshot.Contact saved) {
        var contact = new ContactState(
                saved.id(),
                saved.arrival(),
                saved.language(),
                saved.priority(),
                saved.since(),
                state.queue(saved.queue()),
                saved.queuedAt(),
                saved.steps());
        contact.phase = saved.phase();
        contact.returned = saved.returned();
        contact.step = saved.step();
        contact.stepUntil = saved.stepUntil();
        contact.letPassBy.addAll(saved.letPassBy());
        contact.pauseUntil = saved.pauseUntil();
        contact.agent = saved.agent() == null ? null : state.agent(saved.agent());
        contact.offer = saved.offer();
        contact.afterUntil = saved.afterUntil();
        state.contacts.put(contact.id, contact);
        schedule(state, contact.stepUntil, Timer.Kind.STEP, contact.id);
        schedule(state, contact.pauseUntil, Timer.Kind.PAUSE, contact.id);
        schedule(state, contact.afterUntil, Timer.Kind.AFTER_CONTACT, contact.id);
        if (contact.inLine()) {
            state.listNames(contact);
        }
        var agent = contact.agent;
        switch (contact.phase) {
            case WAITING -> contact.queue.line.add(contact);
            case OFFERED -> {
                contact.queue.offered.add(contact);
                restoreOffer(state, contact);
            }
            case SERVED -> {
                contact.queue.served++;
                if (agent != null) {
                    agent.serving.add(contact.id);
                }
            }
            case AFTER_CONTACT -> {
                if (agent != null) {
                    agent.after.add(contact.id);
                }
            }
        }
    }

    private static void restoreOffer(State state, ContactState contact) {
        if (contact.offer == null || contact.agent == null) {
            throw new IllegalStateException(
                    "Snapshot holds contact " + contact.id + " as " + Phase.OFFERED + " to nobody");
        }
        state.offers.put(contact.offer.number(), contact);
        schedule(state, contact.offer.expiresAt(), Timer.Kind.OFFER, contact.id);
        contact.agent.ringing.add(contact.id);
    }

    private static void schedule(State state, @Nullable Instant at, Timer.Kind kind, UUID subject) {
        if (at != null) {
            state.timers.add(new Timer(at, kind, subject));
        }
    }
}
