package io.airbranch.acd;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a queue asks for.
 *
 * @param skills minimum level by skill key; empty = everybody fits
 * @param priority added to the priority of its contacts where an agent serves several queues
 * @param offerLease how long an offer waits for its answer
 * @param maxWaiting contacts in line beyond which new ones are refused
 */
public record QueueProfile(UUID id, Map<String, Integer> skills, int priority, Duration offerLease, int maxWaiting) {

    public QueueProfile {
        skills = Collections.unmodifiableMap(new TreeMap<>(skills));
    }

    boolean fits(AgentProfile agent) {
        return skills.entrySet().stream().allMatch(s -> agent.skills().getOrDefault(s.getKey(), 0) >= s.getValue());
    }
}
