package io.airbranch.acd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a search for somebody. The contact's language is asked for too, unless the step names colleagues or asks for a language
 * itself.
 *
 * @param agents only these colleagues while the step lasts; empty = whoever has what is asked for
 * @param expiry after which the next step begins; null = lasts
 * @param asks traits, all of them; null = what the queue asks for, of named colleagues nothing
 * @param scores of named colleagues, largest first; who is missing has 0
 */
public record Step(
        Set<UUID> agents,
        @Nullable Duration expiry,
        @Nullable List<Trait> asks,
        Map<UUID, Integer> scores) {
    public static final Step ANYBODY = new Step(Set.of(), null);

    /** Sorted copies, so that equal steps are written alike. Records of older journals know neither asks nor scores. */
    public Step {
        agents = agents.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(agents));
        asks = asks == null ? null : Trait.sorted(asks);
        scores = scores == null || scores.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(scores));
    }

    public Step(Set<UUID> agents, @Nullable Duration expiry) {
        this(agents, expiry, null, Map.of());
    }

    /** A ring: whoever has all of this. */
    public static Step asking(@Nullable Duration expiry, Trait... asks) {
        return new Step(Set.of(), expiry, List.of(asks), Map.of());
    }

    /** These colleagues, whatever their skills, largest score first. */
    public static Step preferring(@Nullable Duration expiry, Map<UUID, Integer> scores) {
        return new Step(scores.keySet(), expiry, null, scores);
    }

    public boolean named() {
        return !agents.isEmpty();
    }

    /** Steps without an end in which a contact could be forgotten: the last one always lasts, and asks anybody where none says otherwise. */
    public static List<Step> completed(List<Step> first, List<Step> then) {
        if (first.isEmpty() && then.isEmpty()) {
            return ANY;
        }
        var complete = new ArrayList<Step>();
        for (var part : List.of(first, then)) {
            for (var step : part) {
                complete.add(step);
                if (step.expiry() == null) {
                    return List.copyOf(complete);
                }
            }
        }
        complete.add(ANYBODY);
        return List.copyOf(complete);
    }

    private static final List<Step> ANY = List.of(ANYBODY);
}
