package io.airbranch.acd.core;

import io.airbranch.acd.AgentProfile;
import io.airbranch.acd.Command;
import io.airbranch.acd.Fact;
import io.airbranch.acd.OfferEnd;
import io.airbranch.acd.QueueProfile;
import io.airbranch.acd.Reply;
import io.airbranch.acd.Reply.Reason;
import io.airbranch.acd.Snapshot.Phase;

/** Who is there, what they can do, and what queues ask for. */
final class DutyCommands {
    private final Acts acts;
    private final State state;
    private final Checking checking;

    DutyCommands(Acts acts, Checking checking) {
        this.acts = acts;
        this.state = acts.state;
        this.checking = checking;
    }

    Reply setAgent(AgentProfile profile) {
        var known = state.staff.find(profile.id());
        if (known == null || !known.profile.equals(profile)) {
            var refusal = Checking.flaw(profile);
            if (refusal != null) {
                return refusal;
            }
            acts.emit(new Fact.AgentSet(profile, acts.now));
            acts.matching.supply(state.agent(profile.id()));
        }
        return Reply.DONE;
    }

    Reply setPresence(Command.SetPresence c) {
        var agent = state.staff.find(c.agent());
        if (agent == null) {
            return Reply.refused(Reason.AGENT_UNKNOWN);
        }
        if (agent.connected != c.connected()) {
            setLine(agent, c.connected());
        }
        if (agent.ready != c.ready()) {
            acts.emit(new Fact.AgentPresence(agent.id, c.ready(), acts.now));
        }
        acts.matching.dutyChanged(agent);
        return Reply.DONE;
    }

    Reply disconnectAll() {
        state.staff.agents.values().stream()
                .filter(a -> a.connected)
                .map(a -> a.id)
                .sorted()
                .toList()
                .forEach(id -> {
                    setLine(state.agent(id), false);
                    acts.matching.dutyChanged(state.agent(id));
                });
        return Reply.DONE;
    }

    private void setLine(AgentState agent, boolean connected) {
        var returnAt = connected || agent.in(Phase.SERVED).isEmpty() ? null : acts.plus(state.settings.lineGrace());
        acts.emit(new Fact.AgentLine(agent.id, connected, returnAt, acts.now));
        if (!connected) {
            acts.withdrawOffersOf(agent);
        }
    }

    void giveBackContactsOf(AgentState agent) {
        for (var contact : agent.in(Phase.SERVED)) {
            var steps = contact.queue.steps;
            acts.emit(new Fact.Returned(contact.id, agent.id, contact.queue.id, acts.now, steps, acts.expiry(steps)));
            acts.matching.place(contact);
        }
    }

    void expire(ContactState contact) {
        var agent = Acts.asked(contact);
        acts.endOffer(contact, OfferEnd.EXPIRED, null);
        if (agent.ready && agent.unanswered >= state.settings.unansweredLimit()) {
            acts.emit(new Fact.AgentSetAway(agent.id, "unanswered", acts.now));
            acts.withdrawOffersOf(agent);
            acts.matching.dutyChanged(agent);
        }
    }

    Reply setQueue(QueueProfile profile) {
        var known = state.queues.get(profile.id());
        if (known == null || !known.profile.equals(profile)) {
            var refusal = checking.flaw(profile);
            if (refusal != null) {
                return refusal;
            }
            acts.emit(new Fact.QueueSet(profile, acts.now));
            state.queue(profile.id()).roll.list(Integer.MAX_VALUE).forEach(acts.matching::place);
        }
        return Reply.DONE;
    }
}
