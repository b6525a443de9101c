package io.airbranch.sim.durable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Who serves whom, as far as those who were told know: finds contacts that were given to two, and agents who were given more than they
 * may have. Knows nothing of how it was decided.
 */
public final class Ledger {
    private final int capacity;
    private final Map<UUID, UUID> agentOf = new HashMap<>();
    private final Map<UUID, Integer> load = new HashMap<>();
    private final Set<UUID> everGiven = new HashSet<>();
    private long doubled;
    private long aboveCapacity;

    /** @param capacity contacts that an agent may have at once */
    public Ledger(int capacity) {
        this.capacity = capacity;
    }

    /** A contact is given once in its life: nobody here hands on. */
    public synchronized void given(UUID contact, UUID agent) {
        if (!everGiven.add(contact)) {
            doubled++;
            return;
        }
        agentOf.put(contact, agent);
        if (load.merge(agent, 1, Integer::sum) > capacity) {
            aboveCapacity++;
        }
    }

    /** Before the release is asked for, so that what the agent is given in return does not count beside it. */
    public synchronized void released(UUID contact) {
        var agent = agentOf.remove(contact);
        if (agent != null) {
            load.merge(agent, -1, Integer::sum);
        }
    }

    public synchronized boolean free(UUID agent) {
        return load.getOrDefault(agent, 0) < capacity;
    }

    public synchronized long doubled() {
        return doubled;
    }

    public synchronized long aboveCapacity() {
        return aboveCapacity;
    }
}
