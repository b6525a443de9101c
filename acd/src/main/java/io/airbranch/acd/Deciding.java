package io.airbranch.acd;

import io.airbranch.acd.Reply.Reason;
import io.airbranch.acd.Snapshot.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The handling of one command at one moment. Each method looks at the state and emits facts, which are applied at once; whoever could
 * find somebody because of them is given to {@link Matching}, which settles before the answer goes out.
 */
final class Deciding {
    private final State state;
    private final Settings settings;
    private final Instant now;
    private final List<Fact> facts = new ArrayList<>();
    private final Matching matching;

    Deciding(State state, Settings settings, Instant now) {
        this.state = state;
        this.settings = settings;
        this.now = now.isBefore(state.clock) ? state.clock : now;
        this.matching = new Matching(state, this.now, this::emit);
    }

    Decision decide(Command command) {
        passTime();
        var reply = handle(command);
        matching.settle();
        return new Decision(List.copyOf(facts), reply);
    }

    private Reply handle(Command command) {
        return switch (command) {
            case Command.SetAgent c -> setAgent(c.profile());
            case Command.SetPresence c -> setPresence(c);
            case Command.DisconnectAll c -> disconnectAll();
            case Command.SetQueue c -> setQueue(c.profile());
            case Command.Place c -> place(c);
            case Command.Accept c -> accept(c);
            case Command.Decline c -> decline(c);
            case Command.Transfer c -> transfer(c);
            case Command.End c -> end(c);
            case Command.Free c -> free(c.contact());
            case Command.Restore c -> restore(c);
            case Command.Tick c -> Reply.DONE;
        };
    }

    private void emit(Fact fact) {
        facts.add(fact);
        state.apply(fact);
    }

    private void passTime() {
        while (!state.timers.isEmpty() && !state.timers.first().at().isAfter(now)) {
            var timer = state.timers.first();
            switch (timer.kind()) {
                case OFFER -> expire(state.contact(timer.subject()));
                case STEP -> matching.nextStep(state.contact(timer.subject()));
                case PAUSE -> {
                    emit(new Fact.PauseOver(timer.subject(), now));
                    matching.place(state.contact(timer.subject()));
                }
                case AFTER_CONTACT -> freed(state.contact(timer.subject()));
                case RETURN -> giveBackContactsOf(state.agent(timer.subject()));
            }
            matching.settle();
        }
    }

    private Reply setAgent(AgentProfile profile) {
        var known = state.agents.get(profile.id());
        if (known == null || !known.profile.equals(profile)) {
            emit(new Fact.AgentSet(profile, now));
            matching.supply(state.agent(profile.id()));
        }
        return Reply.DONE;
    }

    private Reply setPresence(Command.SetPresence c) {
        var agent = state.agents.get(c.agent());
        if (agent == null) {
            return Reply.refused(Reason.AGENT_UNKNOWN);
        }
        if (agent.connected != c.connected()) {
            setLine(agent, c.connected());
        }
        if (agent.ready != c.ready()) {
            emit(new Fact.AgentPresence(agent.id, c.ready(), now));
        }
        matching.dutyChanged(agent);
        return Reply.DONE;
    }

    private Reply disconnectAll() {
        state.agents.values().stream()
                .filter(a -> a.connected)
                .map(a -> a.id)
                .sorted()
                .toList()
                .forEach(id -> {
                    setLine(state.agent(id), false);
                    matching.dutyChanged(state.agent(id));
                });
        return Reply.DONE;
    }

    private void setLine(AgentState agent, boolean connected) {
        var returnAt = connected || agent.serving.isEmpty() ? null : now.plus(settings.lineGrace());
        emit(new Fact.AgentLine(agent.id, connected, returnAt, now));
        if (!connected) {
            withdrawOffersOf(agent);
        }
    }

    private void withdrawOffersOf(AgentState agent) {
        for (var id : List.copyOf(agent.ringing)) {
            endOffer(state.contact(id), OfferEnd.AGENT_GONE, null);
        }
    }

    private void giveBackContactsOf(AgentState agent) {
        for (var id : List.copyOf(agent.serving)) {
            emit(new Fact.Returned(id, agent.id, state.contact(id).queue.id, now));
            matching.place(state.contact(id));
        }
    }

    private Reply setQueue(QueueProfile profile) {
        var known = state.queues.get(profile.id());
        if (known == null || !known.profile.equals(profile)) {
            emit(new Fact.QueueSet(profile, now));
            state.queue(profile.id()).line.forEach(matching::place);
        }
        return Reply.DONE;
    }

    private Reply place(Command.Place c) {
        if (state.contacts.containsKey(c.contact())) {
            return Reply.DONE;
        }
        var queue = state.queues.get(c.queue());
        if (queue == null) {
            return Reply.refused(Reason.QUEUE_UNKNOWN);
        }
        if (queue.line.size() >= queue.profile.maxWaiting()) {
            return new Reply.Refused(Reason.QUEUE_FULL, Integer.toString(queue.profile.maxWaiting()));
        }
        var steps = Step.completed(c.steps());
        emit(new Fact.Placed(c.contact(), queue.id, c.language(), c.priority(), c.since(), steps, expiry(steps), now));
        matching.place(state.contact(c.contact()));
        return Reply.DONE;
    }

    private @Nullable Instant expiry(List<Step> steps) {
        Duration first = steps.getFirst().expiry();
        return first == null ? null : now.plus(first);
    }

    private Reply accept(Command.Accept c) {
        var contact = state.offers.get(c.offer());
        if (contact == null) {
            return offerGone(c.offer(), c.agent());
        }
        var agent = asked(contact);
        if (!agent.id.equals(c.agent())) {
            return Reply.refused(Reason.OFFER_NOT_YOURS);
        }
        emit(new Fact.Assigned(
                c.offer(), contact.id, agent.id, contact.queue.id, contact.since, contact.queuedAt, now));
        return new Reply.Given(contact.id, agent.id);
    }

    private Reply decline(Command.Decline c) {
        var contact = state.offers.get(c.offer());
        if (contact == null) {
            return offerGone(c.offer(), c.agent());
        }
        if (!asked(contact).id.equals(c.agent())) {
            return Reply.refused(Reason.OFFER_NOT_YOURS);
        }
        endOffer(contact, OfferEnd.DECLINED, c.reason());
        return Reply.DONE;
    }

    private Reply offerGone(long offer, UUID agent) {
        var ended = state.endedOffers.get(offer);
        if (ended != null && !ended.agent().equals(agent)) {
            return Reply.refused(Reason.OFFER_NOT_YOURS);
        }
        return new Reply.Refused(
                Reason.OFFER_GONE, ended == null ? null : ended.end().code());
    }

    private void expire(ContactState contact) {
        var agent = asked(contact);
        endOffer(contact, OfferEnd.EXPIRED, null);
        if (agent.ready && agent.unanswered >= settings.unansweredLimit()) {
            emit(new Fact.AgentSetAway(agent.id, "unanswered", now));
            withdrawOffersOf(agent);
            matching.dutyChanged(agent);
        }
    }

    private void endOffer(ContactState contact, OfferEnd end, @Nullable String reason) {
        var agent = asked(contact);
        var pauseUntil = end.letPass() ? now.plus(settings.refusalPause()) : null;
        emit(new Fact.OfferEnded(
                number(contact), contact.id, agent.id, contact.queue.id, end, reason, pauseUntil, now));
        matching.place(contact);
        matching.supply(agent);
    }

    private static AgentState asked(ContactState contact) {
        if (contact.agent == null) {
            throw new IllegalStateException("Contact " + contact.id + " is " + contact.phase + " without an agent");
        }
        return contact.agent;
    }

    private static long number(ContactState contact) {
        if (contact.offer == null) {
            throw new IllegalStateException("Contact " + contact.id + " is " + contact.phase + " without an offer");
        }
        return contact.offer.number();
    }

    private Reply transfer(Command.Transfer c) {
        var contact = state.contacts.get(c.contact());
        if (contact == null) {
            return Reply.refused(Reason.CONTACT_UNKNOWN);
        }
        if (contact.phase == Phase.AFTER_CONTACT) {
            return Reply.refused(Reason.CONTACT_ENDED);
        }
        var target = c.toQueue() == null ? contact.queue : state.queues.get(c.toQueue());
        if (target == null) {
            return Reply.refused(Reason.QUEUE_UNKNOWN);
        }
        var steps = List.of(Step.ANYBODY);
        if (c.toAgent() != null) {
            var agent = state.agents.get(c.toAgent());
            if (agent == null) {
                return Reply.refused(Reason.AGENT_UNKNOWN);
            }
            if (!agent.onDuty()) {
                return Reply.refused(Reason.AGENT_UNAVAILABLE);
            }
            if (contact.phase == Phase.SERVED && agent == contact.agent) {
                return Reply.refused(Reason.AGENT_SAME);
            }
            steps = List.of(new Step(Set.of(agent.id), settings.transferWait()), Step.ANYBODY);
        }
        if (contact.phase == Phase.OFFERED) {
            endOffer(contact, OfferEnd.WITHDRAWN, null);
        }
        var from = contact.phase == Phase.SERVED ? asked(contact) : null;
        emit(new Fact.Transferred(
                contact.id, c.by(), from == null ? null : from.id, target.id, c.toAgent(), steps, expiry(steps), now));
        matching.place(contact);
        if (from != null) {
            matching.supply(from);
        }
        return Reply.DONE;
    }

    private Reply end(Command.End c) {
        var contact = state.contacts.get(c.contact());
        if (contact == null) {
            return Reply.DONE;
        }
        switch (contact.phase) {
            case WAITING -> leave(contact, c.reason());
            case OFFERED -> {
                endOffer(contact, OfferEnd.WITHDRAWN, c.reason());
                leave(contact, c.reason());
            }
            case SERVED ->
                emit(new Fact.AfterContact(
                        contact.id, asked(contact).id, contact.queue.id, now.plus(settings.afterContactCap()), now));
            case AFTER_CONTACT -> {}
        }
        return Reply.DONE;
    }

    private void leave(ContactState contact, String reason) {
        emit(new Fact.Left(contact.id, contact.queue.id, reason, contact.queuedAt, now));
        matching.forget(contact);
    }

    private Reply free(UUID id) {
        var contact = state.contacts.get(id);
        if (contact == null) {
            return Reply.DONE;
        }
        if (contact.inLine()) {
            return end(new Command.End(id, "over"));
        }
        freed(contact);
        return Reply.DONE;
    }

    private void freed(ContactState contact) {
        var agent = asked(contact);
        emit(new Fact.Freed(contact.id, agent.id, contact.queue.id, now));
        matching.supply(agent);
    }

    private Reply restore(Command.Restore c) {
        var agent = state.agents.get(c.agent());
        if (agent == null) {
            return Reply.refused(Reason.AGENT_UNKNOWN);
        }
        if (!state.queues.containsKey(c.queue())) {
            return Reply.refused(Reason.QUEUE_UNKNOWN);
        }
        var known = state.contacts.get(c.contact());
        if (known != null && known.phase == Phase.SERVED && known.agent == agent) {
            return Reply.DONE;
        }
        if (known != null) {
            free(known.id);
        }
        var grace = agent.returnAt != null ? agent.returnAt : now.plus(settings.lineGrace());
        emit(new Fact.Restored(
                c.contact(), agent.id, c.queue(), c.language(), c.since(), agent.connected ? null : grace, now));
        return Reply.DONE;
    }
}
