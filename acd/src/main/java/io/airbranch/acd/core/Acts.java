package io.airbranch.acd.core;

import io.airbranch.acd.Fact;
import io.airbranch.acd.OfferEnd;
import io.airbranch.acd.Snapshot.Phase;
import io.airbranch.acd.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the handlers of commands share: the moment, the facts so far, and the acts that several of them need. */
final class Acts {
    final State state;
    final Matching matching;
    private final Resting resting;
    private final List<Fact> facts = new ArrayList<>();
    Instant now = Instant.EPOCH;
    long micros;

    Acts(State state) {
        this.state = state;
        this.matching = new Matching(state, this::emit);
        this.resting = new Resting(state);
    }

    /** A clock that steps back is taken for one that stands still. */
    void begin(Instant at) {
        long asked = Times.micros(at);
        now = asked < state.clockMicros ? state.clock : Times.whole(at);
        micros = Math.max(asked, state.clockMicros);
        facts.clear();
        matching.begin(now, micros);
    }

    List<Fact> facts() {
        return List.copyOf(facts);
    }

    void emit(Fact fact) {
        facts.add(fact);
        state.apply(fact);
    }

    Instant plus(Duration duration) {
        return Times.instant(micros + Times.micros(duration));
    }

    @Nullable Instant expiry(List<Step> steps) {
        Duration first = steps.getFirst().expiry();
        return first == null ? null : plus(first);
    }

    void endOffer(ContactState contact, OfferEnd end, @Nullable String reason) {
        var agent = asked(contact);
        state.about(contact, agent);
        var pauseUntil = end.letPass() ? plus(state.settings.refusalPause()) : null;
        emit(new Fact.OfferEnded(contact.offer, contact.id, agent.id, contact.queue.id, end, reason, pauseUntil, now));
        matching.place(contact);
        matching.supply(agent);
    }

    void withdrawOffersOf(AgentState agent) {
        for (var contact : agent.in(Phase.OFFERED)) {
            endOffer(contact, OfferEnd.AGENT_GONE, null);
        }
    }

    void freed(ContactState contact) {
        var agent = asked(contact);
        state.about(contact, agent);
        emit(new Fact.Freed(contact.id, agent.id, contact.queue.id, now));
        released(agent);
    }

    void released(AgentState agent) {
        var rest = resting.after(agent, now, micros);
        if (rest != null) {
            emit(rest);
        }
        matching.supply(agent);
    }

    static AgentState asked(ContactState contact) {
        if (contact.agent == null) {
            throw new IllegalStateException("Contact " + contact.id + " is " + contact.phase + " without an agent");
        }
        return contact.agent;
    }
}
