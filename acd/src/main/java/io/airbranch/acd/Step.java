package io.airbranch.acd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a search for somebody.
 *
 * @param agents only these colleagues while the step lasts, whatever their skills; empty = whoever fits queue and language
 * @param expiry after which the next step begins; null = lasts
 */
public record Step(Set<UUID> agents, @Nullable Duration expiry) {
    public static final Step ANYBODY = new Step(Set.of(), null);

    public Step {
        agents = Collections.unmodifiableSet(new TreeSet<>(agents));
    }

    boolean named() {
        return !agents.isEmpty();
    }

    /** Steps without an end in which a contact could be forgotten: the last one always asks anybody, for as long as it takes. */
    static List<Step> completed(List<Step> steps) {
        var complete = new ArrayList<Step>();
        for (var step : steps) {
            complete.add(step);
            if (step.expiry() == null) {
                break;
            }
        }
        if (complete.isEmpty() || complete.getLast().expiry() != null) {
            complete.add(ANYBODY);
        }
        return List.copyOf(complete);
    }
}
