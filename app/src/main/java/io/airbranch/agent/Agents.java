package io.airbranch.agent;

import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everybody who serves contacts, and whether they want one now. */
public interface Agents {

    Optional<Agent> find(UUID id);

    List<Agent> within(InstitutionPath path);

    /** Everybody whom the running scope sees. */
    List<Agent> all();

    /**
     * Makes an operator an agent, or changes what he can do and how much at once. Publishes {@link AgentChanged}. Refused:
     * {@code skill.unknown}, {@code skill.level}, {@code language.unknown}, {@code capacity.out-of-range}.
     */
    Outcome<Agent> employ(Agent agent);

    Presence presenceOf(UUID id);

    /** How the agent's presence changed, in order, from the last change before the time on; as far as the running scope sees him. */
    List<Presence> presences(UUID agent, Instant from, Instant until);

    /**
     * The agent himself, or a supervisor for him, wants him ready or away. Durable when it returns. Publishes {@link AgentChanged}.
     * Refused: {@code agent.unknown}, {@code presence.not-connected} for READY and AWAY while no console of his is open,
     * {@code presence.reason-unknown}.
     *
     * @param state READY, AWAY or OFFLINE; LOST is never asked for
     */
    Outcome<Presence> become(UUID agent, Presence.State state, @Nullable String reason);

    /** The first console of the agent is open: LOST and OFFLINE end (LOST returns to what it was, OFFLINE becomes AWAY "arrived"). */
    void connected(UUID agent);

    /** The last console of the agent is gone. After a grace period (30 s) the agent is OFFLINE. */
    void disconnected(UUID agent);

    /** Published in-process and at once, not through the event registry: routing must know before the call returns. */
    record AgentChanged(Agent agent, Presence presence) {}
}
