package io.airbranch.sim.day;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A simulated agent.
 *
 * @param skills level by key
 * @param capacity contacts at once by medium; one medium at a time
 * @param atWork when ready, in order and apart from each other: shifts without their breaks
 */
public record Worker(
        String name,
        Map<String, Integer> skills,
        Set<String> languages,
        Map<Medium, Integer> capacity,
        List<Span> atWork) {

    /** @param from microseconds of the day @param to exclusive */
    public record Span(long from, long to) {
        public boolean contains(long now) {
            return from <= now && now < to;
        }
    }

    public boolean atWork(long now) {
        return atWork.stream().anyMatch(s -> s.contains(now));
    }

    boolean fits(Line line, String language) {
        return capacity.getOrDefault(line.medium(), 0) > 0
                && languages.contains(language)
                && line.skills().entrySet().stream().allMatch(s -> skills.getOrDefault(s.getKey(), 0) >= s.getValue());
    }
}
