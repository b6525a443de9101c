package io.airbranch.acd.core;

import io.airbranch.acd.Fact;
import io.airbranch.acd.Fact.RestReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether somebody who was just rid of a contact shall rest before anything new is offered to him. */
final class Resting {
    private final State state;

    Resting(State state) {
        this.state = state;
    }

    @Nullable Fact after(AgentState agent, Instant now, long micros) {
        if (agent.timedRest()) {
            return null;
        }
        var rest = state.settings.rest();
        if (rest != null && agent.workSince != Times.NEVER) {
            boolean due = agent.restDue || micros - agent.workSince >= Times.micros(rest.work());
            if (due && agent.working == 0) {
                var until = Times.instant(micros + Times.micros(rest.rest()));
                return new Fact.AgentRests(agent.id, RestReason.LONG_WORK, until, now);
            }
            if (due && !agent.restDue) {
                return new Fact.AgentRests(agent.id, RestReason.LONG_WORK, null, now);
            }
        }
        return agent.working == 0 ? ofOccupancy(agent, now, micros) : null;
    }

    private @Nullable Fact ofOccupancy(AgentState agent, Instant now, long micros) {
        var rule = state.settings.occupancy();
        if (rule == null) {
            return null;
        }
        double share = state.staff.occupancy(agent, 0, micros);
        if (share <= rule.limit()) {
            return null;
        }
        // The share decays as exp(-t / window) while nothing is in hand.
        double wait = Times.micros(rule.window()) * StrictMath.log(share / rule.limit());
        return new Fact.AgentRests(
                agent.id, RestReason.OCCUPANCY, Times.instant(micros + (long) StrictMath.ceil(wait)), now);
    }
}
