package io.airbranch.acd;

import io.airbranch.acd.Snapshot.Phase;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all facts so far add up to, with the indexes that keep decisions from looking at everybody. Only {@link #apply} changes it; it
 * decides nothing.
 */
final class State {
    static final int REMEMBERED_OFFERS = 1_000;

    final Map<UUID, AgentState> agents = new HashMap<>();
    final Map<UUID, QueueState> queues = new HashMap<>();
    final Map<UUID, ContactState> contacts = new HashMap<>();
    final NavigableSet<Timer> timers = new TreeSet<>();

    /** Contacts in line whose current step asks for this very agent. */
    final Map<UUID, Set<ContactState>> namedBy = new HashMap<>();

    final Map<Long, ContactState> offers = new HashMap<>();
    final LinkedHashMap<Long, Snapshot.EndedOffer> endedOffers = new LinkedHashMap<>();
    Instant clock = Instant.EPOCH;
    long lastOffer;
    long lastArrival;

    void apply(Fact fact) {
        if (fact.at().isAfter(clock)) {
            clock = fact.at();
        }
        switch (fact) {
            case Fact.AgentSet f -> setAgent(f.profile());
            case Fact.AgentPresence f ->
                change(agent(f.agent()), a -> {
                    if (f.ready() && !a.ready) {
                        a.idleSince = f.at();
                        a.unanswered = 0;
                    }
                    a.ready = f.ready();
                });
            case Fact.AgentLine f ->
                change(agent(f.agent()), a -> {
                    a.connected = f.connected();
                    setReturnAt(a, f.returnAt());
                });
            case Fact.AgentSetAway f -> change(agent(f.agent()), a -> a.ready = false);
            case Fact.QueueSet f -> setQueue(f.profile());
            case Fact.Placed f -> place(f);
            case Fact.StepEntered f -> {
                var c = contact(f.contact());
                unlistNames(c);
                enterStep(c, f.step(), f.until());
                listNames(c);
            }
            case Fact.Offered f -> offer(f);
            case Fact.OfferEnded f -> endOffer(f);
            case Fact.PauseOver f -> setPause(contact(f.contact()), null);
            case Fact.Assigned f -> assign(f);
            case Fact.Restored f -> restore(f);
            case Fact.Transferred f -> transfer(f);
            case Fact.Returned f -> giveBack(f);
            case Fact.Left f -> remove(contact(f.contact()));
            case Fact.AfterContact f -> beginAfterContact(f);
            case Fact.Freed f -> {
                release(contact(f.contact()), f.at());
                remove(contact(f.contact()));
            }
        }
    }

    AgentState agent(UUID id) {
        return known(agents.get(id), "agent", id);
    }

    QueueState queue(UUID id) {
        return known(queues.get(id), "queue", id);
    }

    ContactState contact(UUID id) {
        return known(contacts.get(id), "contact", id);
    }

    private static <T> T known(@Nullable T found, String what, UUID id) {
        if (found == null) {
            throw new IllegalStateException(
                    "The facts name " + what + " " + id + ", which no fact before them has introduced");
        }
        return found;
    }

    private void setAgent(AgentProfile profile) {
        var agent = agents.computeIfAbsent(profile.id(), id -> new AgentState(profile));
        change(agent, a -> {
            a.profile = profile;
            a.queues.clear();
            queues.values().stream().filter(q -> q.profile.fits(profile)).forEach(a.queues::add);
        });
    }

    private void setQueue(QueueProfile profile) {
        var queue = queues.computeIfAbsent(profile.id(), id -> new QueueState(profile));
        queue.profile = profile;
        for (var agent : agents.values()) {
            if (profile.fits(agent.profile) != agent.queues.contains(queue)) {
                change(agent, a -> {
                    if (!a.queues.remove(queue)) {
                        a.queues.add(queue);
                    }
                });
            }
        }
    }

    private void place(Fact.Placed f) {
        var contact = new ContactState(
                f.contact(), ++lastArrival, f.language(), f.priority(), f.since(), queue(f.queue()), f.at(), f.steps());
        contacts.put(contact.id, contact);
        enterLine(contact, f.stepUntil());
    }

    private void enterLine(ContactState contact, @Nullable Instant stepUntil) {
        contact.phase = Phase.WAITING;
        enterStep(contact, 0, stepUntil);
        contact.queue.line.add(contact);
        listNames(contact);
    }

    private void enterStep(ContactState contact, int step, @Nullable Instant until) {
        cancel(contact.stepUntil, Timer.Kind.STEP, contact.id);
        contact.step = step;
        contact.stepUntil = until;
        schedule(until, Timer.Kind.STEP, contact.id);
    }

    private void offer(Fact.Offered f) {
        var contact = contact(f.contact());
        lastOffer = f.offer();
        contact.queue.line.remove(contact);
        contact.queue.offered.add(contact);
        contact.phase = Phase.OFFERED;
        contact.offer = new Snapshot.Offer(f.offer(), f.at(), f.expiresAt());
        offers.put(f.offer(), contact);
        schedule(f.expiresAt(), Timer.Kind.OFFER, contact.id);
        var agent = agent(f.agent());
        contact.agent = agent;
        change(agent, a -> a.ringing.add(contact.id));
    }

    private void endOffer(Fact.OfferEnded f) {
        var contact = contact(f.contact());
        forgetOffer(contact, f.end());
        contact.queue.offered.remove(contact);
        contact.queue.line.add(contact);
        contact.phase = Phase.WAITING;
        contact.agent = null;
        if (f.end().letPass()) {
            contact.letPassBy.add(f.agent());
            setPause(contact, f.pauseUntil());
        }
        change(agent(f.agent()), a -> {
            a.ringing.remove(contact.id);
            a.unanswered = switch (f.end()) {
                case EXPIRED -> a.unanswered + 1;
                case DECLINED -> 0;
                case ACCEPTED, WITHDRAWN, AGENT_GONE -> a.unanswered;
            };
            if (f.end().letPass()) {
                a.idleSince = f.at();
            }
        });
    }

    private void assign(Fact.Assigned f) {
        var contact = contact(f.contact());
        forgetOffer(contact, OfferEnd.ACCEPTED);
        leaveLine(contact);
        serve(contact, agent(f.agent()), f.at());
    }

    private void restore(Fact.Restored f) {
        var contact = new ContactState(
                f.contact(),
                ++lastArrival,
                f.language(),
                0,
                f.since(),
                queue(f.queue()),
                f.at(),
                Step.completed(List.of()));
        contacts.put(contact.id, contact);
        serve(contact, agent(f.agent()), f.at());
        setReturnAt(agent(f.agent()), f.returnAt());
    }

    private void serve(ContactState contact, AgentState agent, Instant at) {
        contact.phase = Phase.SERVED;
        contact.agent = agent;
        contact.queue.served++;
        change(agent, a -> {
            a.ringing.remove(contact.id);
            a.serving.add(contact.id);
            a.unanswered = 0;
            a.idleSince = at;
        });
    }

    private void transfer(Fact.Transferred f) {
        var contact = contact(f.contact());
        if (contact.inLine()) {
            leaveLine(contact);
        } else {
            release(contact, f.at());
        }
        contact.queue = queue(f.queue());
        contact.queuedAt = f.at();
        contact.steps = f.steps();
        contact.letPassBy.clear();
        setPause(contact, null);
        if (f.from() != null) {
            contact.letPassBy.add(f.from());
        }
        enterLine(contact, f.stepUntil());
    }

    private void giveBack(Fact.Returned f) {
        var contact = contact(f.contact());
        release(contact, f.at());
        contact.returned = true;
        contact.queuedAt = f.at();
        contact.letPassBy.clear();
        setPause(contact, null);
        contact.steps = List.of(Step.ANYBODY);
        enterLine(contact, null);
    }

    private void beginAfterContact(Fact.AfterContact f) {
        var contact = contact(f.contact());
        contact.phase = Phase.AFTER_CONTACT;
        contact.queue.served--;
        contact.afterUntil = f.until();
        schedule(f.until(), Timer.Kind.AFTER_CONTACT, contact.id);
        change(agent(f.agent()), a -> {
            a.serving.remove(contact.id);
            a.after.add(contact.id);
            keepReturnOnlyWhileServing(a);
        });
    }

    /** The agent who serves the contact, or has work after it, is rid of it. */
    private void release(ContactState contact, Instant at) {
        var agent = contact.agent;
        if (contact.phase == Phase.SERVED) {
            contact.queue.served--;
        }
        cancel(contact.afterUntil, Timer.Kind.AFTER_CONTACT, contact.id);
        contact.afterUntil = null;
        contact.agent = null;
        if (agent != null) {
            change(agent, a -> {
                a.serving.remove(contact.id);
                a.after.remove(contact.id);
                a.idleSince = at;
                keepReturnOnlyWhileServing(a);
            });
        }
    }

    private void remove(ContactState contact) {
        if (contact.inLine()) {
            leaveLine(contact);
        }
        setPause(contact, null);
        contacts.remove(contact.id);
    }

    private void leaveLine(ContactState contact) {
        contact.queue.line.remove(contact);
        contact.queue.offered.remove(contact);
        unlistNames(contact);
        cancel(contact.stepUntil, Timer.Kind.STEP, contact.id);
        contact.stepUntil = null;
        contact.returned = false;
        setPause(contact, null);
    }

    private void forgetOffer(ContactState contact, OfferEnd end) {
        var offer = contact.offer;
        if (offer == null || contact.agent == null) {
            throw new IllegalStateException("The facts end an offer of contact " + contact.id + ", which has none");
        }
        cancel(offer.expiresAt(), Timer.Kind.OFFER, contact.id);
        offers.remove(offer.number());
        contact.offer = null;
        remember(new Snapshot.EndedOffer(offer.number(), contact.agent.id, end));
    }

    void remember(Snapshot.EndedOffer ended) {
        endedOffers.put(ended.number(), ended);
        if (endedOffers.size() > REMEMBERED_OFFERS) {
            endedOffers.pollFirstEntry();
        }
    }

    void listNames(ContactState contact) {
        for (var name : contact.current().agents()) {
            namedBy.computeIfAbsent(name, n -> new TreeSet<>(Comparator.comparingLong((ContactState c) -> c.arrival)))
                    .add(contact);
        }
    }

    private void unlistNames(ContactState contact) {
        for (var name : contact.current().agents()) {
            namedBy.computeIfPresent(name, (n, named) -> {
                named.remove(contact);
                return named.isEmpty() ? null : named;
            });
        }
    }

    private void setPause(ContactState contact, @Nullable Instant until) {
        cancel(contact.pauseUntil, Timer.Kind.PAUSE, contact.id);
        contact.pauseUntil = until;
        schedule(until, Timer.Kind.PAUSE, contact.id);
    }

    private void keepReturnOnlyWhileServing(AgentState agent) {
        if (agent.serving.isEmpty()) {
            setReturnAt(agent, null);
        }
    }

    private void setReturnAt(AgentState agent, @Nullable Instant at) {
        cancel(agent.returnAt, Timer.Kind.RETURN, agent.id);
        agent.returnAt = at;
        schedule(at, Timer.Kind.RETURN, agent.id);
    }

    private void schedule(@Nullable Instant at, Timer.Kind kind, UUID subject) {
        if (at != null) {
            timers.add(new Timer(at, kind, subject));
        }
    }

    private void cancel(@Nullable Instant at, Timer.Kind kind, UUID subject) {
        if (at != null) {
            timers.remove(new Timer(at, kind, subject));
        }
    }

    /** The sets of idle agents are ordered by what changes here: out before, in again after. */
    private static void change(AgentState agent, Consumer<AgentState> change) {
        agent.queues.forEach(q -> q.idle.remove(agent));
        change.accept(agent);
        if (agent.free()) {
            agent.queues.forEach(q -> q.idle.add(agent));
        }
    }
}
