package io.airbranch.sim.day;

import java.time.Duration;
import java.util.Map;

/**
 * A queue of the simulated centre.
 *
 * @param skills minimum level by key
 * @param priority of its contacts where an agent serves several queues
 * @param lease how long an offer rings
 * @param target wait within which the service level counts an answer
 */
public record Line(
        String name,
        Medium medium,
        Map<String, Integer> skills,
        int priority,
        Duration lease,
        Duration target,
        int maxWaiting) {

    public static Line of(String name) {
        return new Line(
                name, Medium.VOICE, Map.of(), 0, Duration.ofMinutes(1), Duration.ofSeconds(20), Integer.MAX_VALUE);
    }
}
