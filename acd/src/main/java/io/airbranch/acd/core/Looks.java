package io.airbranch.acd.core;

import io.airbranch.acd.Engine.AgentLoad;
import io.airbranch.acd.Engine.PendingOffer;
import io.airbranch.acd.Engine.Place;
import io.airbranch.acd.Engine.QueueLoad;
import io.airbranch.acd.Engine.Reach;
import io.airbranch.acd.Estimate;
import io.airbranch.acd.Snapshot.Phase;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers about the state. Nothing here decides or changes anything that a decision depends on. */
public final class Looks {
    private final State state;

    public Looks(State state) {
        this.state = state;
    }

    public @Nullable Instant nextDeadline() {
        var first = state.timers.first();
        return first == null ? null : Times.instant(first.due());
    }

    public Optional<Place> placeOf(UUID contact) {
        var found = state.contacts.get(contact);
        return found == null || !found.inLine()
                ? Optional.empty()
                : Optional.of(new Place(found.queue.id, found.queue.roll.before(found) + 1));
    }

    public Stream<UUID> line(UUID queue) {
        var found = state.queues.get(queue);
        return found == null
                ? Stream.empty()
                : found.roll.list(Integer.MAX_VALUE).stream().map(c -> c.id);
    }

    public Optional<io.airbranch.acd.Snapshot.Contact> contact(UUID id) {
        return Optional.ofNullable(state.contacts.get(id)).map(Snapshots::of);
    }

    public List<UUID> contacts() {
        return state.contacts.list().stream().map(c -> c.id).toList();
    }

    public Optional<QueueLoad> queue(UUID id) {
        return Optional.ofNullable(state.queues.get(id)).map(q -> {
            long oldest = q.roll.oldest();
            return new QueueLoad(
                    q.id, q.roll.size(), oldest == Long.MAX_VALUE ? null : Times.instant(oldest), q.served);
        });
    }

    public Optional<AgentLoad> agent(UUID id) {
        return Optional.ofNullable(state.staff.find(id)).map(this::load);
    }

    public Stream<AgentLoad> agents() {
        return state.staff.agents.values().stream().map(this::load);
    }

    private AgentLoad load(AgentState agent) {
        return new AgentLoad(
                agent.id,
                agent.onDuty(),
                ids(agent, Phase.SERVED),
                ids(agent, Phase.OFFERED),
                agent.in(Phase.AFTER_CONTACT).size(),
                agent.used(),
                agent.profile.capacity(),
                queuesOf(agent),
                Snapshots.due(agent.restTimer));
    }

    private static List<UUID> ids(AgentState agent, Phase phase) {
        return agent.in(phase).stream().map(c -> c.id).toList();
    }

    /** Found out once after each change of agent or queues. */
    private List<UUID> queuesOf(AgentState agent) {
        if (agent.queuesAt != state.queuesVersion) {
            agent.queuesAt = state.queuesVersion;
            agent.queues = state.queues.values().stream()
                    .filter(q -> q.base.metBy(agent))
                    .map(q -> q.id)
                    .sorted()
                    .toList();
        }
        return agent.queues;
    }

    public Optional<PendingOffer> offer(long number) {
        return number < 0
                ? Optional.empty()
                : Optional.ofNullable(state.offers.get(number)).map(Looks::pending);
    }

    public List<PendingOffer> offersOf(UUID agent) {
        var found = state.staff.find(agent);
        return found == null
                ? List.of()
                : found.in(Phase.OFFERED).stream()
                        .map(Looks::pending)
                        .sorted(Comparator.comparingLong(PendingOffer::number))
                        .toList();
    }

    private static PendingOffer pending(ContactState contact) {
        var agent = contact.agent;
        if (contact.phase != Phase.OFFERED || agent == null) {
            throw new IllegalStateException("Contact " + contact.id + " is " + contact.phase + ", not offered");
        }
        return new PendingOffer(
                contact.offer,
                contact.id,
                agent.id,
                contact.queue.id,
                contact.offeredAt,
                Times.instant(contact.phaseTimer.due()),
                contact.since,
                contact.callback);
    }

    public Optional<Estimate> estimateFor(UUID contact) {
        var found = state.contacts.get(contact);
        return found == null || !found.inLine()
                ? Optional.empty()
                : Optional.ofNullable(new Estimating(state).at(found.queue, found.queue.roll.before(found) + 1));
    }

    public Optional<Estimate> estimateOf(UUID queue) {
        var found = state.queues.get(queue);
        return found == null
                ? Optional.empty()
                : Optional.ofNullable(new Estimating(state).at(found, found.roll.size() + 1));
    }

    public Optional<Reach> reachOf(UUID queue) {
        return Optional.ofNullable(state.queues.get(queue)).map(q -> {
            int known = 0;
            int onDuty = 0;
            int free = 0;
            for (var agent : state.staff.agents.values()) {
                if (q.base.metBy(agent)) {
                    known++;
                    onDuty += agent.onDuty() ? 1 : 0;
                    free += agent.open != 0 ? 1 : 0;
                }
            }
            return new Reach(known, onDuty, free);
        });
    }
}
