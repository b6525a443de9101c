package io.airbranch.acd;

import io.airbranch.acd.core.Deciding;
import io.airbranch.acd.core.Explaining;
import io.airbranch.acd.core.Looks;
import io.airbranch.acd.core.Snapshots;
import io.airbranch.acd.core.State;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides who serves whom. Three kinds of methods: {@link #handle} decides on a command and answers with facts that are applied already;
 * {@link #apply} replays a fact that was decided before; all others look. Not for several threads. Moments are kept to the microsecond.
 *
 * <p>Rules: contacts go by whether we lost them once, then by age and priority on one scale, on which a step of priority is worth a
 * fixed time of waiting; agents by the queue's choice among those who have what the contact's step asks for and may take its medium
 * beside what they have in hand. An offer asks exactly one agent and ends with its lease. Pending offers and after-contact work take
 * capacity like contacts. A freed agent is given the next contact in the same decision. The whole model stands in
 * docs/flows/routing.md.
 */
public final class Engine {
    private final State state;
    private final Deciding deciding;
    private final Looks looks;

    public Engine(Settings settings) {
        this(new State(settings));
    }

    private Engine(State state) {
        this.state = state;
        this.deciding = new Deciding(state);
        this.looks = new Looks(state);
    }

    public static Engine restore(Settings settings, Snapshot snapshot) {
        return new Engine(Snapshots.restore(settings, snapshot));
    }

    public Snapshot snapshot() {
        return Snapshots.of(state);
    }

    /** A clock that steps back is taken for one that stands still. Whatever the command, the answer is a reply. */
    public Decision handle(Command command, Instant now) {
        return deciding.decide(command, now);
    }

    public void apply(Fact fact) {
        state.apply(fact);
    }

    /** When {@link Command.Tick} is due; null while nothing would come of it. */
    public @Nullable Instant nextDeadline() {
        return looks.nextDeadline();
    }

    /** Place in line, 1 = next; empty where the contact does not wait. Those being offered keep their places. */
    public Optional<Place> placeOf(UUID contact) {
        return looks.placeOf(contact);
    }

    public record Place(UUID queue, int position) {}

    /** Waiting contacts of a queue in the order of their places. */
    public Stream<UUID> line(UUID queue) {
        return looks.line(queue);
    }

    public Optional<Snapshot.Contact> contact(UUID id) {
        return looks.contact(id);
    }

    public Collection<UUID> contacts() {
        return looks.contacts();
    }

    public Optional<QueueLoad> queue(UUID id) {
        return looks.queue(id);
    }

    /** @param waiting in line, asked for or not; @param oldest since when the longest waiting one waits */
    public record QueueLoad(
            UUID queue, int waiting, @Nullable Instant oldest, int served) {}

    public Optional<AgentLoad> agent(UUID id) {
        return looks.agent(id);
    }

    public Stream<AgentLoad> agents() {
        return looks.agents();
    }

    /**
     * @param ringing contacts being offered
     * @param afterContact how many are ended but not wrapped up
     * @param used contacts in hand, of all media
     * @param queues whose skills he has
     * @param restUntil nothing new is offered before; null = he does not rest
     */
    public record AgentLoad(
            UUID agent,
            boolean onDuty,
            List<UUID> serving,
            List<UUID> ringing,
            int afterContact,
            int used,
            int capacity,
            List<UUID> queues,
            @Nullable Instant restUntil) {}

    public Optional<PendingOffer> offer(long number) {
        return looks.offer(number);
    }

    public List<PendingOffer> offersOf(UUID agent) {
        return looks.offersOf(agent);
    }

    /** @param callback the customer is gone and is called once the offer is accepted */
    public record PendingOffer(
            long number,
            UUID contact,
            UUID agent,
            UUID queue,
            Instant at,
            Instant expiresAt,
            Instant since,
            boolean callback) {}

    /** Of a contact in line; empty where it is not, or where nobody is there who could serve its queue. */
    public Optional<Estimate> estimateFor(UUID contact) {
        return looks.estimateFor(contact);
    }

    /** Of whoever joined the queue now. */
    public Optional<Estimate> estimateOf(UUID queue) {
        return looks.estimateOf(queue);
    }

    /** Whom the skills of a queue reach; nobody known, or nobody on duty, is a finding. Looks at every agent. */
    public Optional<Reach> reachOf(UUID queue) {
        return looks.reachOf(queue);
    }

    /** Agents who have the queue's skills. @param free could be asked for something now */
    public record Reach(int known, int onDuty, int free) {}

    /** Why a contact stands where it stands. Looks at every agent. Of a past moment: of an engine replayed to it. */
    public Optional<Explanation> explain(UUID contact) {
        return new Explaining(state).explain(contact);
    }
}
