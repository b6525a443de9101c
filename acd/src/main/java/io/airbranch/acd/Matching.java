package io.airbranch.acd;

import io.airbranch.acd.Snapshot.Phase;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings together whoever waits and whoever is free. Nobody waits while a colleague who may serve him is free: this holds before every
 * command, so that only the contacts and agents that a command touched have to be looked at after it.
 *
 * <p>Those who let a contact pass are asked again for it only when no other colleague is free and the pause after the last refusal is
 * over; and they are given everything else first.
 */
final class Matching {
    private final State state;
    private final Instant now;
    private final Consumer<Fact> emit;
    private final Set<ContactState> contacts = new LinkedHashSet<>();
    private final Set<AgentState> agents = new LinkedHashSet<>();

    Matching(State state, Instant now, Consumer<Fact> emit) {
        this.state = state;
        this.now = now;
        this.emit = emit;
    }

    /** This contact may find somebody now. */
    void place(ContactState contact) {
        contacts.add(contact);
    }

    void forget(ContactState contact) {
        contacts.remove(contact);
    }

    /** This agent may be free now. */
    void supply(AgentState agent) {
        agents.add(agent);
    }

    void dutyChanged(AgentState agent) {
        agents.add(agent);
        contacts.addAll(state.namedBy.getOrDefault(agent.id, Set.of()));
    }

    void settle() {
        while (!contacts.isEmpty() || !agents.isEmpty()) {
            var waiting =
                    drain(contacts).stream().sorted(ContactState.FIRST_IN_LINE).toList();
            var free = drain(agents).stream().sorted(AgentState.IDLEST_FIRST).toList();
            waiting.forEach(this::passHopelessSteps);
            waiting.forEach(c -> findAgent(c, false));
            free.forEach(this::findContacts);
            waiting.forEach(c -> findAgent(c, true));
        }
    }

    private static <T> List<T> drain(Collection<T> from) {
        var all = List.copyOf(from);
        from.clear();
        return all;
    }

    void nextStep(ContactState contact) {
        int step = contact.step + 1;
        var expiry = contact.steps.get(step).expiry();
        emit.accept(new Fact.StepEntered(contact.id, step, expiry == null ? null : now.plus(expiry), now));
        contacts.add(contact);
    }

    /** It is no use waiting for colleagues who are not there or have let it pass. */
    private void passHopelessSteps(ContactState contact) {
        while (contact.phase == Phase.WAITING
                && !contact.lastStep()
                && contact.current().named()
                && named(contact).noneMatch(a -> a.onDuty() && !contact.letPassBy.contains(a.id))) {
            nextStep(contact);
        }
    }

    private Stream<AgentState> named(ContactState contact) {
        return contact.current().agents().stream().map(state.agents::get).filter(Objects::nonNull);
    }

    private void findAgent(ContactState contact, boolean again) {
        if (contact.phase != Phase.WAITING || (again && contact.pauseUntil != null)) {
            return;
        }
        var candidates = contact.current().named()
                ? named(contact).filter(AgentState::free).sorted(AgentState.IDLEST_FIRST)
                : contact.queue.idle.stream().filter(contact::mayBeServedBy);
        candidates
                .filter(a -> contact.letPassBy.contains(a.id) == again)
                .findFirst()
                .ifPresent(a -> offer(contact, a));
    }

    private void findContacts(AgentState agent) {
        for (boolean again : new boolean[] {false, true}) {
            while (agent.free()) {
                var first = firstFor(agent, again);
                if (first == null) {
                    break;
                }
                offer(first, agent);
            }
        }
    }

    private @Nullable ContactState firstFor(AgentState agent, boolean again) {
        ContactState best = null;
        for (var queue : agent.queues) {
            best = first(best, queue.line, agent, again);
        }
        var named = state.namedBy.getOrDefault(agent.id, Set.of());
        return named.isEmpty()
                ? best
                : first(best, named.stream().sorted(ContactState.FIRST_IN_LINE).toList(), agent, again);
    }

    /** The first of the line that the agent may be given, unless the best so far comes before it. */
    private static @Nullable ContactState first(
            @Nullable ContactState best, Collection<ContactState> line, AgentState agent, boolean again) {
        for (var contact : line) {
            if (best != null && ContactState.FIRST_IN_LINE.compare(best, contact) <= 0) {
                return best;
            }
            if (contact.phase == Phase.WAITING
                    && contact.letPassBy.contains(agent.id) == again
                    && !(again && contact.pauseUntil != null)
                    && contact.mayBeServedBy(agent)) {
                return contact;
            }
        }
        return best;
    }

    private void offer(ContactState contact, AgentState agent) {
        emit.accept(new Fact.Offered(
                state.lastOffer + 1,
                contact.id,
                agent.id,
                contact.queue.id,
                contact.since,
                now.plus(contact.queue.profile.offerLease()),
                now));
    }
}
