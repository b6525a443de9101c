package io.airbranch.acd.core;

import io.airbranch.acd.AgentProfile;
import io.airbranch.acd.Command;
import io.airbranch.acd.Decision;
import io.airbranch.acd.Fact;
import io.airbranch.acd.OfferEnd;
import io.airbranch.acd.QueueProfile;
import io.airbranch.acd.Reply;
import io.airbranch.acd.Reply.Reason;
import io.airbranch.acd.Snapshot.Phase;
import io.airbranch.acd.Step;
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
public final class Deciding {
    private final State state;
    private final Matching matching;
    private final Resting resting;
    private final Checking checking;
    private final List<Fact> facts = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private long micros;

    public Deciding(State state) {
        this.state = state;
        this.matching = new Matching(state, this::emit);
        this.resting = new Resting(state);
        this.checking = new Checking(state);
    }

    /** A clock that steps back is taken for one that stands still. */
    public Decision decide(Command command, Instant at) {
        long asked = Times.micros(at);
        now = asked < state.clockMicros ? state.clock : Times.whole(at);
        micros = Math.max(asked, state.clockMicros);
        facts.clear();
        matching.begin(now, micros);
        try {
            passTime();
            var reply = handle(command);
            matching.settle();
            return new Decision(List.copyOf(facts), reply);
        } finally {
            matching.forget();
        }
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
            case Command.SetPriority c -> setPriority(c);
            case Command.KeepPlace c -> keepPlace(c);
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

    private Instant plus(Duration duration) {
        return Times.instant(micros + Times.micros(duration));
    }

    private void passTime() {
        for (var timer = state.timers.first(); timer != null && timer.due() <= micros; timer = state.timers.first()) {
            switch (Deadline.of(timer)) {
                case OFFER -> expire((ContactState) timer.subject());
                case STEP -> matching.nextStep((ContactState) timer.subject());
                case PAUSE -> {
                    var contact = (ContactState) timer.subject();
                    emit(new Fact.PauseOver(contact.id, now));
                    matching.place(contact);
                }
                case AFTER_CONTACT -> freed((ContactState) timer.subject());
                case RETURN -> giveBackContactsOf((AgentState) timer.subject());
                case REST -> {
                    var agent = (AgentState) timer.subject();
                    emit(new Fact.AgentRested(agent.id, now));
                    matching.supply(agent);
                }
            }
            matching.settle();
        }
    }

    private Reply setAgent(AgentProfile profile) {
        var known = state.staff.find(profile.id());
        if (known == null || !known.profile.equals(profile)) {
            var refusal = Checking.flaw(profile);
            if (refusal != null) {
                return refusal;
            }
            emit(new Fact.AgentSet(profile, now));
            matching.supply(state.agent(profile.id()));
        }
        return Reply.DONE;
    }

    private Reply setPresence(Command.SetPresence c) {
        var agent = state.staff.find(c.agent());
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
        state.staff.agents.values().stream()
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
        var returnAt = connected || agent.in(Phase.SERVED).isEmpty() ? null : plus(state.settings.lineGrace());
        emit(new Fact.AgentLine(agent.id, connected, returnAt, now));
        if (!connected) {
            withdrawOffersOf(agent);
        }
    }

    private void withdrawOffersOf(AgentState agent) {
        for (var contact : agent.in(Phase.OFFERED)) {
            endOffer(contact, OfferEnd.AGENT_GONE, null);
        }
    }

    private void giveBackContactsOf(AgentState agent) {
        for (var contact : agent.in(Phase.SERVED)) {
            var steps = contact.queue.steps;
            emit(new Fact.Returned(contact.id, agent.id, contact.queue.id, now, steps, expiry(steps)));
            matching.place(contact);
        }
    }

    private Reply setQueue(QueueProfile profile) {
        var known = state.queues.get(profile.id());
        if (known == null || !known.profile.equals(profile)) {
            var refusal = checking.flaw(profile);
            if (refusal != null) {
                return refusal;
            }
            emit(new Fact.QueueSet(profile, now));
            state.queue(profile.id()).roll.list(Integer.MAX_VALUE).forEach(matching::place);
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
        var refusal = checking.flaw(c, queue, micros);
        if (refusal != null) {
            return refusal;
        }
        var steps = c.steps().isEmpty() ? queue.steps : Step.completed(c.steps(), queue.profile.steps());
        emit(new Fact.Placed(
                c.contact(),
                queue.id,
                c.language(),
                c.priority(),
                Times.whole(c.since()),
                steps,
                expiry(steps),
                now,
                c.medium(),
                c.tier(),
                c.seed()));
        matching.place(state.contact(c.contact()));
        return Reply.DONE;
    }

    private @Nullable Instant expiry(List<Step> steps) {
        Duration first = steps.getFirst().expiry();
        return first == null ? null : plus(first);
    }

    private Reply accept(Command.Accept c) {
        var contact = c.offer() < 0 ? null : state.offers.get(c.offer());
        if (contact == null) {
            return offerGone(c.offer(), c.agent());
        }
        var agent = asked(contact);
        if (!agent.id.equals(c.agent())) {
            return Reply.refused(Reason.OFFER_NOT_YOURS);
        }
        state.about(contact, agent);
        emit(new Fact.Assigned(
                c.offer(), contact.id, agent.id, contact.queue.id, contact.since, contact.queuedAt, now));
        return new Reply.Given(contact.id, agent.id);
    }

    private Reply decline(Command.Decline c) {
        var contact = c.offer() < 0 ? null : state.offers.get(c.offer());
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
        var ended = state.endedOffer(offer);
        if (ended != null && !ended.agent().equals(agent)) {
            return Reply.refused(Reason.OFFER_NOT_YOURS);
        }
        return new Reply.Refused(
                Reason.OFFER_GONE, ended == null ? null : ended.end().code());
    }

    private void expire(ContactState contact) {
        var agent = asked(contact);
        endOffer(contact, OfferEnd.EXPIRED, null);
        if (agent.ready && agent.unanswered >= state.settings.unansweredLimit()) {
            emit(new Fact.AgentSetAway(agent.id, "unanswered", now));
            withdrawOffersOf(agent);
            matching.dutyChanged(agent);
        }
    }

    private void endOffer(ContactState contact, OfferEnd end, @Nullable String reason) {
        var agent = asked(contact);
        state.about(contact, agent);
        var pauseUntil = end.letPass() ? plus(state.settings.refusalPause()) : null;
        emit(new Fact.OfferEnded(
                contact.offer, contact.id, agent.id, contact.queue.id, end, reason, pauseUntil, now));
        matching.place(contact);
        matching.supply(agent);
    }

    private static AgentState asked(ContactState contact) {
        if (contact.agent == null) {
            throw new IllegalStateException("Contact " + contact.id + " is " + contact.phase + " without an agent");
        }
        return contact.agent;
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
        var steps = target.steps;
        if (c.toAgent() != null) {
            var agent = state.staff.find(c.toAgent());
            if (agent == null) {
                return Reply.refused(Reason.AGENT_UNKNOWN);
            }
            if (!agent.onDuty()) {
                return Reply.refused(Reason.AGENT_UNAVAILABLE);
            }
            if (contact.phase == Phase.SERVED && agent == contact.agent) {
                return Reply.refused(Reason.AGENT_SAME);
            }
            steps = Step.completed(
                    List.of(new Step(Set.of(agent.id), state.settings.transferWait())), target.profile.steps());
        }
        if (contact.phase == Phase.OFFERED) {
            endOffer(contact, OfferEnd.WITHDRAWN, null);
        }
        var from = contact.phase == Phase.SERVED ? asked(contact) : null;
        emit(new Fact.Transferred(
                contact.id, c.by(), from == null ? null : from.id, target.id, c.toAgent(), steps, expiry(steps), now));
        matching.place(contact);
        if (from != null) {
            released(from);
        }
        return Reply.DONE;
    }

    private Reply setPriority(Command.SetPriority c) {
        var contact = state.contacts.get(c.contact());
        if (contact == null || !contact.inLine()) {
            return Reply.refused(contact == null ? Reason.CONTACT_UNKNOWN : Reason.CONTACT_SERVED);
        }
        var refusal = Checking.priority(c.priority());
        if (refusal != null) {
            return refusal;
        }
        if (contact.priority != c.priority()) {
            emit(new Fact.PrioritySet(contact.id, contact.queue.id, c.by(), c.priority(), now));
        }
        return Reply.DONE;
    }

    private Reply keepPlace(Command.KeepPlace c) {
        var contact = state.contacts.get(c.contact());
        if (contact == null || !contact.inLine()) {
            return Reply.refused(contact == null ? Reason.CONTACT_UNKNOWN : Reason.CONTACT_SERVED);
        }
        if (!contact.callback) {
            emit(new Fact.PlaceKept(contact.id, contact.queue.id, now));
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
                        contact.id, asked(contact).id, contact.queue.id, plus(state.settings.afterContactCap()), now));
            case AFTER_CONTACT -> {}
        }
        return Reply.DONE;
    }

    private void leave(ContactState contact, String reason) {
        emit(new Fact.Left(contact.id, contact.queue.id, reason, contact.queuedAt, now));
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
        state.about(contact, agent);
        emit(new Fact.Freed(contact.id, agent.id, contact.queue.id, now));
        released(agent);
    }

    private void released(AgentState agent) {
        var rest = resting.after(agent, now, micros);
        if (rest != null) {
            emit(rest);
        }
        matching.supply(agent);
    }

    private Reply restore(Command.Restore c) {
        var agent = state.staff.find(c.agent());
        if (agent == null) {
            return Reply.refused(Reason.AGENT_UNKNOWN);
        }
        if (!state.queues.containsKey(c.queue())) {
            return Reply.refused(Reason.QUEUE_UNKNOWN);
        }
        var refusal = Checking.time(c.since(), micros);
        if (refusal != null) {
            return refusal;
        }
        var known = state.contacts.get(c.contact());
        if (known != null && known.phase == Phase.SERVED && known.agent == agent) {
            return Reply.DONE;
        }
        if (known != null) {
            free(known.id);
        }
        var grace = agent.returnTimer.set()
                ? Times.instant(agent.returnTimer.due())
                : plus(state.settings.lineGrace());
        emit(new Fact.Restored(
                c.contact(),
                agent.id,
                c.queue(),
                c.language(),
                Times.whole(c.since()),
                agent.connected ? null : grace,
                now,
                c.medium()));
        return Reply.DONE;
    }
}
