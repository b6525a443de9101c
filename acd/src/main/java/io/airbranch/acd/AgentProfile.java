package io.airbranch.acd;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What an agent can do.
 *
 * @param skills level by skill key
 * @param languages spoken, as ISO 639-1 codes
 * @param capacity contacts at once, at least 1; pending offers and after-contact work count
 */
public record AgentProfile(UUID id, Map<String, Integer> skills, Set<String> languages, int capacity) {

    /** Sorted copies, so that equal profiles are written alike. */
    public AgentProfile {
        skills = Collections.unmodifiableMap(new TreeMap<>(skills));
        languages = Collections.unmodifiableSet(new TreeSet<>(languages));
    }
}
