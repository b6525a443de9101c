package io.airbranch.sim.bank;

import io.airbranch.sim.day.Medium;
import java.util.Map;
import java.util.Set;

/** Agents with the same training. @param places contacts at once @param second what every third of them can do besides */
record Crew(
        String name,
        Medium medium,
        int places,
        Map<String, Integer> skills,
        Map<String, Integer> second,
        Set<String> languages) {}
