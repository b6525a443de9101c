package io.airbranch.routing.desk;

import io.airbranch.acd.Engine;
import java.util.Map;
import java.util.UUID;

/** How queues and agents stood when the engine was asked. */
public record Targets(Map<UUID, Staffed> queues, Map<UUID, Engine.AgentLoad> agents) {
    public Staffed of(UUID queue) {
        return queues.getOrDefault(queue, Staffed.NOBODY);
    }

    public int free(UUID agent) {
        var load = agents.get(agent);
        return load == null ? 0 : free(load);
    }

    public boolean onDuty(UUID agent) {
        var load = agents.get(agent);
        return load != null && load.onDuty();
    }

    private static int free(Engine.AgentLoad agent) {
        return Math.max(0, agent.capacity() - agent.used());
    }

    /** @param able colleagues who meet the requirement, at work or not; @param ready of those who are; @param free contacts that the ready ones could take now */
    public record Staffed(int waiting, int able, int ready, int free) {
        static final Staffed NOBODY = new Staffed(0, 0, 0, 0);

        Staffed with(Engine.AgentLoad agent) {
            int more = agent.onDuty() ? 1 : 0;
            return new Staffed(waiting, able + 1, ready + more, free + more * Targets.free(agent));
        }
    }
}
