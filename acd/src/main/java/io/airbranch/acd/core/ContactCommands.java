package io.airbranch.acd.core;

import io.airbranch.acd.Command;
import io.airbranch.acd.Fact;
import io.airbranch.acd.OfferEnd;
import io.airbranch.acd.Reply;
import io.airbranch.acd.Reply.Reason;
import io.airbranch.acd.Snapshot.Phase;
import io.airbranch.acd.Step;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What customers and agents do with contacts. */
final class ContactCommands {
    private final Acts acts;
    private final State state;
    private final Checking checking;

    ContactCommands(Acts acts, Checking checking) {
        this.acts = acts;
        this.state = acts.state;
        this.checking = checking;
    }

    Reply place(Command.Place c) {
        if (state.contacts.contains(c.contact())) {
            return Reply.DONE;
        }
        var queue = state.queues.get(c.queue());
        if (queue == null) {
            return Reply.refused(Reason.QUEUE_UNKNOWN);
        }
        var refusal = checking.flaw(c, queue, acts.micros);
        if (refusal != null) {
            return refusal;
        }
        var steps = c.steps().isEmpty() ? queue.steps : Step.completed(c.steps(), queue.profile.steps());
        acts.emit(new Fact.Placed(
                c.contact(),
                queue.id,
                c.language(),
                c.priority(),
                Times.whole(c.since()),
                steps,
                acts.expiry(steps),
                acts.now,
                c.medium(),
                c.tier(),
                c.seed()));
        acts.matching.place(state.contact(c.contact()));
        return Reply.DONE;
    }

    Reply accept(Command.Accept c) {
        var contact = c.offer() < 0 ? null : state.offers.get(c.offer());
        if (contact == null) {
            return offerGone(c.offer(), c.agent());
        }
        var agent = Acts.asked(contact);
        if (!agent.id.equals(c.agent())) {
            return Reply.refused(Reason.OFFER_NOT_YOURS);
        }
        state.about(contact, agent);
        acts.emit(new Fact.Assigned(
                c.offer(), contact.id, agent.id, contact.queue.id, contact.since, contact.queuedAt, acts.now));
        return new Reply.Given(contact.id, agent.id);
    }

    Reply decline(Command.Decline c) {
        var contact = c.offer() < 0 ? null : state.offers.get(c.offer());
        if (contact == null) {
            return offerGone(c.offer(), c.agent());
        }
        if (!Acts.asked(contact).id.equals(c.agent())) {
            return Reply.refused(Reason.OFFER_NOT_YOURS);
        }
        acts.endOffer(contact, OfferEnd.DECLINED, c.reason());
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

    Reply transfer(Command.Transfer c) {
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
            acts.endOffer(contact, OfferEnd.WITHDRAWN, null);
        }
        var from = contact.phase == Phase.SERVED ? Acts.asked(contact) : null;
        acts.emit(new Fact.Transferred(
                contact.id,
                c.by(),
                from == null ? null : from.id,
                target.id,
                c.toAgent(),
                steps,
                acts.expiry(steps),
                acts.now));
        acts.matching.place(contact);
        if (from != null) {
            acts.released(from);
        }
        return Reply.DONE;
    }

    Reply setPriority(Command.SetPriority c) {
        var contact = state.contacts.get(c.contact());
        if (contact == null || !contact.inLine()) {
            return Reply.refused(contact == null ? Reason.CONTACT_UNKNOWN : Reason.CONTACT_SERVED);
        }
        var refusal = Checking.priority(c.priority());
        if (refusal != null) {
            return refusal;
        }
        if (contact.priority != c.priority()) {
            acts.emit(new Fact.PrioritySet(contact.id, contact.queue.id, c.by(), c.priority(), acts.now));
        }
        return Reply.DONE;
    }

    Reply keepPlace(Command.KeepPlace c) {
        var contact = state.contacts.get(c.contact());
        if (contact == null || !contact.inLine()) {
            return Reply.refused(contact == null ? Reason.CONTACT_UNKNOWN : Reason.CONTACT_SERVED);
        }
        if (!contact.callback) {
            acts.emit(new Fact.PlaceKept(contact.id, contact.queue.id, acts.now));
        }
        return Reply.DONE;
    }

    Reply end(Command.End c) {
        var contact = state.contacts.get(c.contact());
        if (contact == null) {
            return Reply.DONE;
        }
        switch (contact.phase) {
            case WAITING -> leave(contact, c.reason());
            case OFFERED -> {
                acts.endOffer(contact, OfferEnd.WITHDRAWN, c.reason());
                leave(contact, c.reason());
            }
            case SERVED ->
                acts.emit(new Fact.AfterContact(
                        contact.id,
                        Acts.asked(contact).id,
                        contact.queue.id,
                        acts.plus(state.settings.afterContactCap()),
                        acts.now));
            case AFTER_CONTACT -> {}
        }
        return Reply.DONE;
    }

    private void leave(ContactState contact, String reason) {
        acts.emit(new Fact.Left(contact.id, contact.queue.id, reason, contact.queuedAt, acts.now));
    }

    Reply free(UUID id) {
        var contact = state.contacts.get(id);
        if (contact == null) {
            return Reply.DONE;
        }
        if (contact.inLine()) {
            return end(new Command.End(id, "over"));
        }
        acts.freed(contact);
        return Reply.DONE;
    }

    Reply restore(Command.Restore c) {
        var agent = state.staff.find(c.agent());
        if (agent == null) {
            return Reply.refused(Reason.AGENT_UNKNOWN);
        }
        if (!state.queues.containsKey(c.queue())) {
            return Reply.refused(Reason.QUEUE_UNKNOWN);
        }
        var refusal = Checking.time(c.since(), acts.micros);
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
        var due = Snapshots.due(agent.returnTimer);
        var grace = due != null ? due : acts.plus(state.settings.lineGrace());
        acts.emit(new Fact.Restored(
                c.contact(),
                agent.id,
                c.queue(),
                c.language(),
                Times.whole(c.since()),
                agent.connected ? null : grace,
                acts.now,
                c.medium()));
        return Reply.DONE;
    }
}
