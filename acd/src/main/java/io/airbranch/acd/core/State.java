package io.airbranch.acd.core;

import io.airbranch.acd.Fact;
import io.airbranch.acd.OfferEnd;
import io.airbranch.acd.QueueProfile;
import io.airbranch.acd.Settings;
import io.airbranch.acd.Snapshot;
import io.airbranch.acd.Snapshot.Phase;
import io.airbranch.acd.Step;
import io.airbranch.acd.index.IdMap;
import io.airbranch.acd.index.LongMap;
import io.airbranch.acd.index.Timers;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What all facts so far add up to, with the structures that keep decisions from looking at everybody. Only {@link #apply} changes it; it
 * decides nothing.
 */
public final class State {
    static final int REMEMBERED_OFFERS = 1_000;

    final Settings settings;
    final Timers timers = new Timers();
    final Staff staff;
    final Lines lines;
    final Map<UUID, QueueState> queues = new HashMap<>();
    final IdMap<ContactState> contacts = new IdMap<>();
    final LongMap<ContactState> offers = new LongMap<>();
    final ArrayDeque<Snapshot.EndedOffer> endedOffers = new ArrayDeque<>();
    private final LongMap<Snapshot.EndedOffer> endedByNumber = new LongMap<>();
    Instant clock = Instant.EPOCH;
    long clockMicros;
    long lastOffer;
    long lastArrival;

    private @Nullable ContactState contactAtHand;
    private @Nullable AgentState agentAtHand;

    /** Grows with every change of queues, for {@link Looks}. */
    long queuesVersion;

    public State(Settings settings) {
        this.settings = settings;
        this.staff = new Staff(settings, timers);
        this.lines = new Lines(staff.traits, staff.agents, Times.micros(settings.priorityWorth()));
    }

    public void apply(Fact fact) {
        long at = Times.micros(fact.at());
        if (at > clockMicros) {
            clockMicros = at;
            clock = fact.at();
        }
        switch (fact) {
            case Fact.AgentSet f -> {
                var agent = staff.set(f.profile());
                agent.named = lines.naming(agent.id);
            }
            case Fact.AgentPresence f -> staff.ready(agent(f.agent()), f.ready(), at);
            case Fact.AgentLine f -> {
                staff.connected(agent(f.agent()), f.connected());
                staff.returnAt(agent(f.agent()), Times.orNever(f.returnAt()));
            }
            case Fact.AgentSetAway f -> staff.ready(agent(f.agent()), false, at);
            case Fact.AgentRests f -> staff.rest(agent(f.agent()), Times.orNever(f.until()));
            case Fact.AgentRested f -> staff.rested(agent(f.agent()), at);
            case Fact.QueueSet f -> setQueue(f.profile());
            case Fact.Placed f -> place(f);
            case Fact.PrioritySet f -> {
                var contact = contact(f.contact());
                moveInLine(contact, () -> contact.priority = f.priority());
            }
            case Fact.PlaceKept f -> contact(f.contact()).callback = true;
            case Fact.StepEntered f -> {
                var contact = contact(f.contact());
                boolean offered = contact.phase == Phase.OFFERED;
                lines.unlist(contact);
                enterStep(contact, f.step(), Times.orNever(f.until()));
                lines.list(contact);
                if (offered) {
                    lines.hide(contact);
                }
            }
            case Fact.Offered f -> offer(f, at);
            case Fact.OfferEnded f -> endOffer(f, at);
            case Fact.PauseOver f -> timers.cancel(contact(f.contact()).pauseTimer);
            case Fact.Assigned f -> assign(f, at);
            case Fact.Restored f -> restore(f, at);
            case Fact.Transferred f -> transfer(f, at);
            case Fact.Returned f -> giveBack(f, at);
            case Fact.Left f -> remove(contact(f.contact()));
            case Fact.AfterContact f -> beginAfterContact(f);
            case Fact.Freed f -> {
                var contact = contact(f.contact());
                if (contact.servedAt != Times.NEVER) {
                    contact.queue.pace.finished(at - contact.servedAt);
                }
                release(contact, at);
                remove(contact);
            }
        }
    }

    AgentState agent(UUID id) {
        var at = agentAtHand;
        return at != null && at.id.equals(id) ? at : known(staff.agents.get(id), "agent", id);
    }

    QueueState queue(UUID id) {
        return known(queues.get(id), "queue", id);
    }

    ContactState contact(UUID id) {
        var at = contactAtHand;
        return at != null && at.id.equals(id) ? at : known(contacts.get(id), "contact", id);
    }

    /** Whom the next facts are about, so that they need not be looked up again. */
    void about(ContactState contact, @Nullable AgentState agent) {
        contactAtHand = contact;
        agentAtHand = agent;
    }

    private static <T> T known(@Nullable T found, String what, UUID id) {
        if (found == null) {
            throw new IllegalStateException(
                    "The facts name " + what + " " + id + ", which no fact before them has introduced");
        }
        return found;
    }

    private void setQueue(QueueProfile profile) {
        queuesVersion++;
        var queue = queues.get(profile.id());
        if (queue == null) {
            queues.put(profile.id(), new QueueState(profile, staff.traits));
            return;
        }
        var inLine = queue.roll.list(Integer.MAX_VALUE);
        inLine.forEach(lines::unlist);
        inLine.forEach(queue.roll::remove);
        queue.become(profile, staff.traits);
        lines.forgetLinesOf(queue);
        inLine.forEach(this::enterAgain);
    }

    private void moveInLine(ContactState contact, Runnable change) {
        lines.unlist(contact);
        contact.queue.roll.remove(contact);
        change.run();
        enterAgain(contact);
    }

    private void enterAgain(ContactState contact) {
        lines.enter(contact);
        if (contact.phase == Phase.OFFERED) {
            lines.hide(contact);
        }
    }

    private void place(Fact.Placed f) {
        var queue = queue(f.queue());
        var contact = new ContactState(
                f.contact(),
                ++lastArrival,
                f.medium(),
                f.language(),
                f.priority(),
                f.tier(),
                f.seed(),
                f.since(),
                queue,
                f.at(),
                f.steps());
        contacts.add(contact);
        contactAtHand = contact;
        boolean alone = queue.roll.isEmpty();
        enterLine(contact, Times.orNever(f.stepUntil()));
        if (!alone) {
            contact.expected = queue.pace.wait(queue.roll.before(contact) + 1, clockMicros);
        }
    }

    private void enterLine(ContactState contact, long stepUntil) {
        contact.phase = Phase.WAITING;
        enterStep(contact, 0, stepUntil);
        lines.enter(contact);
    }

    private void enterStep(ContactState contact, int step, long until) {
        contact.step = step;
        if (until == Times.NEVER) {
            timers.cancel(contact.stepTimer);
        } else {
            timers.set(contact.stepTimer(), Deadline.STEP.number, until);
        }
    }

    private void offer(Fact.Offered f, long at) {
        var contact = contact(f.contact());
        var agent = agent(f.agent());
        lastOffer = Math.max(lastOffer, f.offer());
        lines.hide(contact);
        contact.phase = Phase.OFFERED;
        contact.offer = f.offer();
        contact.offeredAt = f.at();
        contact.agent = agent;
        contact.chosenIdleSince = agent.idleSince;
        contact.chosenShare = agent.share();
        if (at == Times.micros(contact.queuedAt)) {
            contact.expected = -1;
        }
        offers.put(f.offer(), contact);
        staff.setTimer(contact.phaseTimer, Deadline.OFFER, Times.micros(f.expiresAt()));
        staff.ring(agent, contact);
    }

    private void endOffer(Fact.OfferEnded f, long at) {
        var contact = contact(f.contact());
        var agent = agent(f.agent());
        forgetOffer(contact, f.end());
        contact.phase = Phase.WAITING;
        contact.agent = null;
        lines.show(contact);
        if (f.end().letPass()) {
            letPass(contact, agent);
            staff.setTimer(contact.pauseTimer(), Deadline.PAUSE, Times.orNever(f.pauseUntil()));
        }
        agent.unanswered = switch (f.end()) {
            case EXPIRED -> agent.unanswered + 1;
            case DECLINED -> 0;
            case ACCEPTED, WITHDRAWN, AGENT_GONE -> agent.unanswered;
        };
        staff.unring(agent, contact, f.end().letPass(), at);
    }

    void letPass(ContactState contact, AgentState agent) {
        if (!contact.wasLetPassBy(agent)) {
            contact.letPass(agent.id);
            agent.passed.add(contact);
        }
    }

    private void forgetWhoLetPass(ContactState contact) {
        for (var id : contact.letPassBy()) {
            agent(id).passed.remove(contact);
        }
        contact.forgetWhoLetPass();
    }

    private void assign(Fact.Assigned f, long at) {
        var contact = contact(f.contact());
        forgetOffer(contact, OfferEnd.ACCEPTED);
        leaveLine(contact);
        contact.queue.pace.started(at, contact.queue.roll.size(), contact);
        begin(contact, agent(f.agent()), true, at);
    }

    private void restore(Fact.Restored f, long at) {
        var contact = new ContactState(
                f.contact(),
                ++lastArrival,
                f.medium(),
                f.language(),
                0,
                0,
                null,
                f.since(),
                queue(f.queue()),
                f.at(),
                Step.completed(List.of(), List.of()));
        contacts.add(contact);
        contactAtHand = contact;
        var agent = agent(f.agent());
        begin(contact, agent, false, at);
        staff.returnAt(agent, Times.orNever(f.returnAt()));
    }

    private void begin(ContactState contact, AgentState agent, boolean rung, long at) {
        contact.phase = Phase.SERVED;
        contact.agent = agent;
        contact.servedAt = at;
        contact.queue.served++;
        staff.serve(agent, contact, rung, at);
    }

    private void transfer(Fact.Transferred f, long at) {
        var contact = contact(f.contact());
        if (contact.inLine()) {
            leaveLine(contact);
        } else {
            release(contact, at);
        }
        contact.queue = queue(f.queue());
        contact.queuedAt = f.at();
        contact.steps = f.steps();
        if (f.from() != null) {
            letPass(contact, agent(f.from()));
        }
        enterLine(contact, Times.orNever(f.stepUntil()));
    }

    private void giveBack(Fact.Returned f, long at) {
        var contact = contact(f.contact());
        release(contact, at);
        contact.returned = true;
        contact.queuedAt = f.at();
        contact.steps = f.steps();
        enterLine(contact, Times.orNever(f.stepUntil()));
    }

    private void beginAfterContact(Fact.AfterContact f) {
        var contact = contact(f.contact());
        contact.phase = Phase.AFTER_CONTACT;
        contact.queue.served--;
        staff.setTimer(contact.phaseTimer, Deadline.AFTER_CONTACT, Times.micros(f.until()));
        keepReturnOnlyWhileServing(agent(f.agent()));
    }

    /** The agent who serves the contact, or has work after it, is rid of it. */
    private void release(ContactState contact, long at) {
        var agent = contact.agent;
        if (contact.phase == Phase.SERVED) {
            contact.queue.served--;
        }
        if (contact.phase == Phase.AFTER_CONTACT) {
            timers.cancel(contact.phaseTimer);
        }
        contact.agent = null;
        contact.servedAt = Times.NEVER;
        if (agent != null) {
            staff.release(agent, contact, at);
            keepReturnOnlyWhileServing(agent);
        }
    }

    private void remove(ContactState contact) {
        if (contact.inLine()) {
            leaveLine(contact);
        }
        contacts.remove(contact);
        contact.gone = true;
        contactAtHand = null;
    }

    private void leaveLine(ContactState contact) {
        lines.leave(contact);
        timers.cancel(contact.stepTimer);
        timers.cancel(contact.pauseTimer);
        forgetWhoLetPass(contact);
        contact.returned = false;
        contact.expected = contact.phase == Phase.OFFERED ? contact.expected : -1;
    }

    private void forgetOffer(ContactState contact, OfferEnd end) {
        if (contact.phase != Phase.OFFERED || contact.agent == null) {
            throw new IllegalStateException("The facts end an offer of contact " + contact.id + ", which has none");
        }
        timers.cancel(contact.phaseTimer);
        offers.remove(contact.offer);
        remember(new Snapshot.EndedOffer(contact.offer, contact.agent.id, end));
    }

    Snapshot.@Nullable EndedOffer endedOffer(long number) {
        return number < 0 ? null : endedByNumber.get(number);
    }

    void remember(Snapshot.EndedOffer ended) {
        endedOffers.addLast(ended);
        endedByNumber.put(ended.number(), ended);
        if (endedOffers.size() > REMEMBERED_OFFERS) {
            endedByNumber.remove(endedOffers.removeFirst().number());
        }
    }

    private void keepReturnOnlyWhileServing(AgentState agent) {
        if (agent.returns() && agent.in(Phase.SERVED).isEmpty()) {
            timers.cancel(agent.returnTimer);
        }
    }
}
