package io.airbranch.acd;

import io.airbranch.acd.Snapshot.Phase;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides who serves whom. Three kinds of methods: {@link #handle} decides on a command and answers with facts that are applied already;
 * {@link #apply} replays a fact that was decided before; all others look. Not for several threads.
 *
 * <p>Rules: contacts go by whether we lost them once, then by priority, then by age; agents by how little of their capacity is taken,
 * then by how long ago they were last given something. An offer asks exactly one agent and ends with its lease. Pending offers and
 * after-contact work take capacity like contacts. A freed agent is given the next contact in the same decision.
 */
public final class Engine {
    private final Settings settings;
    private final State state;

    public Engine(Settings settings) {
        this(settings, new State());
    }

    private Engine(Settings settings, State state) {
        this.settings = settings;
        this.state = state;
    }

    public static Engine restore(Settings settings, Snapshot snapshot) {
        return new Engine(settings, Snapshots.restore(snapshot));
    }

    public Snapshot snapshot() {
        return Snapshots.of(state);
    }

    /** A clock that steps back is taken for one that stands still. */
    public Decision handle(Command command, Instant now) {
        return new Deciding(state, settings, now).decide(command);
    }

    public void apply(Fact fact) {
        state.apply(fact);
    }

    /** When {@link Command.Tick} is due; null while nothing would come of it. */
    public @Nullable Instant nextDeadline() {
        return state.timers.isEmpty() ? null : state.timers.first().at();
    }

    /** Place in line, 1 = next; empty where the contact does not wait. Those being offered come first. */
    public Optional<Place> placeOf(UUID contact) {
        var found = state.contacts.get(contact);
        if (found == null || !found.inLine()) {
            return Optional.empty();
        }
        int ahead = found.queue.offered.headSet(found).size()
                + found.queue.line.headSet(found).size();
        return Optional.of(new Place(found.queue.id, ahead + 1));
    }

    public record Place(UUID queue, int position) {}

    /** Waiting contacts of a queue in the order of their places. */
    public Stream<UUID> line(UUID queue) {
        var found = state.queues.get(queue);
        return found == null
                ? Stream.empty()
                : Stream.concat(found.offered.stream(), found.line.stream())
                        .sorted(ContactState.FIRST_IN_LINE)
                        .map(c -> c.id);
    }

    public Optional<Snapshot.Contact> contact(UUID id) {
        return Optional.ofNullable(state.contacts.get(id)).map(Snapshots::of);
    }

    public Collection<UUID> contacts() {
        return List.copyOf(state.contacts.keySet());
    }

    public Optional<QueueLoad> queue(UUID id) {
        return Optional.ofNullable(state.queues.get(id)).map(Engine::load);
    }

    private static QueueLoad load(QueueState queue) {
        var oldest = Stream.concat(queue.offered.stream(), queue.line.stream())
                .map(c -> c.since)
                .min(Instant::compareTo)
                .orElse(null);
        return new QueueLoad(queue.id, queue.line.size() + queue.offered.size(), oldest, queue.served);
    }

    /** @param waiting in line, asked for or not; @param oldest since when the longest waiting one waits */
    public record QueueLoad(
            UUID queue, int waiting, @Nullable Instant oldest, int served) {}

    public Optional<AgentLoad> agent(UUID id) {
        return Optional.ofNullable(state.agents.get(id)).map(Engine::load);
    }

    public Stream<AgentLoad> agents() {
        return state.agents.values().stream().map(Engine::load);
    }

    private static AgentLoad load(AgentState agent) {
        return new AgentLoad(
                agent.id,
                agent.onDuty(),
                List.copyOf(agent.serving),
                List.copyOf(agent.ringing),
                agent.after.size(),
                agent.used(),
                agent.profile.capacity(),
                agent.queues.stream().map(q -> q.id).toList());
    }

    /** @param ringing contacts being offered; @param afterContact how many are ended but not wrapped up */
    public record AgentLoad(
            UUID agent,
            boolean onDuty,
            List<UUID> serving,
            List<UUID> ringing,
            int afterContact,
            int used,
            int capacity,
            List<UUID> queues) {}

    public Optional<PendingOffer> offer(long number) {
        return Optional.ofNullable(state.offers.get(number)).map(Engine::pending);
    }

    public List<PendingOffer> offersOf(UUID agent) {
        var found = state.agents.get(agent);
        return found == null
                ? List.of()
                : found.ringing.stream()
                        .map(id -> pending(state.contact(id)))
                        .sorted((a, b) -> Long.compare(a.number(), b.number()))
                        .toList();
    }

    private static PendingOffer pending(ContactState contact) {
        var offer = contact.offer;
        var agent = contact.agent;
        if (contact.phase != Phase.OFFERED || offer == null || agent == null) {
            throw new IllegalStateException("Contact " + contact.id + " is " + contact.phase + ", not offered");
        }
        return new PendingOffer(
                offer.number(), contact.id, agent.id, contact.queue.id, offer.at(), offer.expiresAt(), contact.since);
    }

    public record PendingOffer(
            long number, UUID contact, UUID agent, UUID queue, Instant at, Instant expiresAt, Instant since) {}
}
