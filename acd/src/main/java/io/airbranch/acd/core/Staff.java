package io.airbranch.acd.core;

import io.airbranch.acd.AgentProfile;
import io.airbranch.acd.Settings;
import io.airbranch.acd.index.IdleOrder;
import io.airbranch.acd.index.Timers;
import io.airbranch.acd.index.Timers.Timer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The agents, and the order in which they have been idle. Whoever is given something, gets rid of something or comes on duty goes to the
 * end of it; whoever may be offered something has a seat in it, and keeps the seat while he is being asked, so that an offer that is
 * withdrawn costs him nothing.
 */
final class Staff {
    final Map<UUID, AgentState> agents = new HashMap<>();
    final IdleOrder<AgentState> idle = new IdleOrder<>();
    final Traits traits = new Traits(idle, agents.values());
    final Bands bands = new Bands(traits);
    private final Settings settings;
    private final Timers timers;
    long lastStamp;

    Staff(Settings settings, Timers timers) {
        this.settings = settings;
        this.timers = timers;
    }

    AgentState set(AgentProfile profile) {
        var agent = agents.computeIfAbsent(profile.id(), id -> new AgentState(profile));
        idle.leave(agent);
        agent.become(profile);
        traits.learn(agent);
        refresh(agent);
        return agent;
    }

    void ready(AgentState agent, boolean ready, long at) {
        boolean begins = ready && !agent.ready;
        agent.ready = ready;
        if (begins) {
            agent.unanswered = 0;
            stamp(agent, at);
        }
        refresh(agent);
    }

    void connected(AgentState agent, boolean connected) {
        agent.connected = connected;
        refresh(agent);
    }

    /** To the end of the order. */
    void stamp(AgentState agent, long at) {
        idle.leave(agent);
        agent.idleSince = at;
        agent.stamp(++lastStamp);
    }

    /** What may be offered to him has changed, or may have. */
    void refresh(AgentState agent) {
        int open = agent.onDuty() && !agent.resting() ? agent.takeable() : 0;
        agent.open = open;
        if (!agent.seated()) {
            if (!agent.ready || (open == 0 && !agent.ringing())) {
                return;
            }
            idle.seat(agent);
        } else if (!agent.ready) {
            idle.leave(agent);
            return;
        }
        if (open == 0) {
            idle.hide(agent);
        } else {
            idle.show(agent, open, bands.column(agent.share()));
        }
    }

    void ring(AgentState agent, ContactState contact) {
        agent.take(contact);
        refresh(agent);
    }

    /** @param tired he let it pass: whoever has not goes before him */
    void unring(AgentState agent, ContactState contact, boolean tired, long at) {
        agent.drop(contact);
        if (tired) {
            stamp(agent, at);
        }
        refresh(agent);
    }

    /** @param rung the contact is in his hand already */
    void serve(AgentState agent, ContactState contact, boolean rung, long at) {
        if (!rung) {
            agent.take(contact);
        }
        agent.unanswered = 0;
        if (agent.working++ == 0) {
            beginWork(agent, at);
        }
        stamp(agent, at);
        refresh(agent);
    }

    void release(AgentState agent, ContactState contact, long at) {
        agent.drop(contact);
        if (--agent.working == 0) {
            passOccupancy(agent, 1, at);
            agent.emptySince = at;
        }
        stamp(agent, at);
        refresh(agent);
    }

    private void beginWork(AgentState agent, long at) {
        passOccupancy(agent, 0, at);
        var rest = settings.rest();
        if (rest != null && (agent.workSince == Times.NEVER || at - agent.emptySince >= Times.micros(rest.rest()))) {
            agent.workSince = at;
        }
    }

    private void passOccupancy(AgentState agent, double level, long at) {
        if (settings.occupancy() != null) {
            agent.occupancy = occupancy(agent, level, at);
            agent.occupancyAt = at;
        }
    }

    /** Share of time in work, after time at this level: 1 while working, 0 while not. */
    double occupancy(AgentState agent, double level, long at) {
        var rule = settings.occupancy();
        if (rule == null || agent.occupancyAt == Times.NEVER) {
            return agent.occupancy;
        }
        double passed = (double) (at - agent.occupancyAt) / Times.micros(rule.window());
        return level + (agent.occupancy - level) * StrictMath.exp(-passed);
    }

    /** @param until {@link Times#NEVER}: once his hands are empty */
    void rest(AgentState agent, long until) {
        agent.restDue = until == Times.NEVER;
        setTimer(agent.restTimer(), Deadline.REST, until);
        refresh(agent);
    }

    void rested(AgentState agent, long at) {
        agent.restDue = false;
        timers.cancel(agent.restTimer);
        agent.workSince = Times.NEVER;
        stamp(agent, at);
        refresh(agent);
    }

    void returnAt(AgentState agent, long at) {
        if (at == Times.NEVER) {
            timers.cancel(agent.returnTimer);
        } else {
            timers.set(agent.returnTimer(), Deadline.RETURN.number, at);
        }
    }

    void setTimer(Timer timer, Deadline kind, long at) {
        if (at == Times.NEVER) {
            timers.cancel(timer);
        } else {
            timers.set(timer, kind.number, at);
        }
    }

    @Nullable AgentState find(UUID id) {
        return agents.get(id);
    }
}
