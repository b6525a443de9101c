package io.airbranch.sim.bank;

import io.airbranch.sim.day.Medium;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Agents with the same training.
 *
 * @param medium for which they are staffed
 * @param places contacts of it at once
 * @param second what every third of them can do besides
 * @param other media that every third takes when nothing is in hand, and how many at once
 */
record Crew(
        String name,
        Medium medium,
        int places,
        Map<String, Integer> skills,
        Map<String, Integer> second,
        Map<Medium, Integer> other,
        Set<String> languages) {

    private static boolean versatile(int number) {
        return number % 3 == 0;
    }

    Map<String, Integer> skills(int number) {
        var all = new HashMap<>(skills);
        if (versatile(number)) {
            all.putAll(second);
        }
        return all;
    }

    Map<Medium, Integer> capacity(int number) {
        var all = new HashMap<Medium, Integer>();
        all.put(medium, places);
        if (versatile(number)) {
            all.putAll(other);
        }
        return all;
    }
}
