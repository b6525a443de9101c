package io.airbranch.acd.core;

import io.airbranch.acd.Fact;
import io.airbranch.acd.Snapshot.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings together whoever waits and whoever is free. Nobody waits while a colleague who may serve him is free: this holds before every
 * command, so that only the contacts and agents that a command touched have to be looked at after it.
 *
 * <p>Those who let a contact pass are asked again for it only when no other colleague is free and the pause after the last refusal is
 * over; and they are given everything else first. Whoever is asked is always the first by {@link Choosing#order}, whether the contact
 * or the agent was looked at.
 */
final class Matching {
    private static final Comparator<ContactState> FIRST_IN_LINE =
            Comparator.comparingLong(ContactState::key).thenComparingLong(ContactState::arrival);

    private final State state;
    private final Consumer<Fact> emit;
    private final Choosing choosing;
    private final List<ContactState> contacts = new ArrayList<>();
    private final List<AgentState> agents = new ArrayList<>();
    private final List<ContactState> waiting = new ArrayList<>();
    private final List<AgentState> free = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private long micros;

    Matching(State state, Consumer<Fact> emit) {
        this.state = state;
        this.emit = emit;
        this.choosing = new Choosing(state);
    }

    void begin(Instant at, long atMicros) {
        now = at;
        micros = atMicros;
    }

    /** This contact may find somebody now. */
    void place(ContactState contact) {
        if (!contact.marked) {
            contact.marked = true;
            contacts.add(contact);
        }
    }

    /** This agent may be free now. */
    void supply(AgentState agent) {
        if (!agent.marked) {
            agent.marked = true;
            agents.add(agent);
        }
    }

    void dutyChanged(AgentState agent) {
        supply(agent);
        if (agent.named != null) {
            agent.named.list(Integer.MAX_VALUE).forEach(this::place);
        }
    }

    /** Nothing of a command that failed is left for the next one. */
    void forget() {
        contacts.forEach(c -> c.marked = false);
        agents.forEach(a -> a.marked = false);
        contacts.clear();
        agents.clear();
    }

    void settle() {
        while (!contacts.isEmpty() || !agents.isEmpty()) {
            boolean alone = contacts.isEmpty() && agents.size() == 1;
            drain();
            for (var contact : waiting) {
                passHopelessSteps(contact);
            }
            match(false, alone);
            match(true, false);
        }
    }

    /**
     * Offers in the order of the contacts, whether it is a contact that was touched or one that a touched agent could take.
     *
     * @param alone the one touched agent is the only one who could be chosen
     */
    private void match(boolean again, boolean alone) {
        int next = 0;
        while (true) {
            ContactState contact = null;
            AgentState agent = null;
            for (; next < waiting.size() && agent == null; next += agent == null ? 1 : 0) {
                contact = waiting.get(next);
                agent = contact.phase != Phase.WAITING || (again && contact.paused())
                        ? null
                        : choosing.choose(contact, again);
            }
            var other = firstForTouched(again);
            if (other != null && (agent == null || contact == null || other.before(contact))) {
                contact = other;
                agent = alone ? free.getFirst() : choosing.choose(other, again);
            }
            if (agent == null || contact == null) {
                return;
            }
            offer(contact, agent);
        }
    }

    private @Nullable ContactState firstForTouched(boolean again) {
        ContactState best = null;
        for (var agent : free) {
            if (agent.open != 0) {
                var first = again ? passedBefore(agent) : firstFor(agent);
                best = first != null && (best == null || first.before(best)) ? first : best;
            }
        }
        return best;
    }

    private void drain() {
        waiting.clear();
        free.clear();
        for (var contact : contacts) {
            contact.marked = false;
            if (contact.phase == Phase.WAITING && !contact.gone) {
                waiting.add(contact);
            }
        }
        for (var agent : agents) {
            agent.marked = false;
            free.add(agent);
        }
        contacts.clear();
        agents.clear();
        if (waiting.size() > 1) {
            waiting.sort(FIRST_IN_LINE);
        }
    }

    void nextStep(ContactState contact) {
        int step = contact.step + 1;
        var expiry = contact.steps.get(step).expiry();
        var until = expiry == null ? null : Times.instant(micros + Times.micros(expiry));
        emit.accept(new Fact.StepEntered(contact.id, step, until, now));
        place(contact);
    }

    /** It is no use waiting for colleagues who are not there or have let it pass. */
    private void passHopelessSteps(ContactState contact) {
        while (contact.phase == Phase.WAITING
                && contact.current().named()
                && !contact.lastStep()
                && !anyNamedOnDuty(contact)) {
            nextStep(contact);
        }
    }

    private boolean anyNamedOnDuty(ContactState contact) {
        for (var id : contact.current().agents()) {
            var agent = state.staff.find(id);
            if (agent != null && agent.onDuty() && contact.mayBeServedBy(agent) && !contact.wasLetPassBy(agent)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable ContactState firstFor(AgentState agent) {
        ContactState best = null;
        if (agent.named != null) {
            for (var c = agent.named.first(); c != null; c = agent.named.after(c)) {
                if (Choosing.mayTake(c, agent) && !c.wasLetPassBy(agent)) {
                    best = c;
                    break;
                }
            }
        }
        return state.lines.buckets.firstFor(agent, best);
    }

    private static @Nullable ContactState passedBefore(AgentState agent) {
        ContactState best = null;
        for (var contact : agent.passed) {
            if (contact.phase == Phase.WAITING
                    && !contact.paused()
                    && Choosing.mayTake(contact, agent)
                    && (best == null || contact.before(best))) {
                best = contact;
            }
        }
        return best;
    }

    private void offer(ContactState contact, AgentState agent) {
        state.about(contact, agent);
        emit.accept(new Fact.Offered(
                state.lastOffer + 1,
                contact.id,
                agent.id,
                contact.queue.id,
                contact.since,
                Times.instant(micros + contact.queue.offerLease),
                now,
                contact.callback));
    }
}
