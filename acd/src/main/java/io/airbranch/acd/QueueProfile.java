package io.airbranch.acd;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a queue asks for, and how it chooses.
 *
 * @param skills minimum level by skill key; empty = everybody fits
 * @param priority added to the priority of its contacts where an agent serves several queues
 * @param offerLease how long an offer waits for its answer
 * @param maxWaiting contacts in line beyond which new ones are refused
 * @param choice among those who fit; null = {@link Choice#usualFor} the medium
 * @param weights for {@link Choice#WEIGHTED}; null = {@link Weights#EVEN}
 * @param steps through which its contacts go after those they bring themselves: rings that widen, overflow; empty = whoever fits
 * @param limits beyond which new contacts are refused; null = only {@code maxWaiting}
 */
public record QueueProfile(
        UUID id,
        Map<String, Integer> skills,
        int priority,
        Duration offerLease,
        int maxWaiting,
        @Nullable Choice choice,
        @Nullable Weights weights,
        List<Step> steps,
        @Nullable Limits limits) {

    /** Ties go to whoever has been idle longest. */
    public enum Choice {
        LONGEST_IDLE,
        /** Smallest share of the capacity in hand. */
        LEAST_OCCUPIED,
        /** Largest sum of levels over the minimum. */
        MOST_SKILLED,
        WEIGHTED;

        public static Choice usualFor(Medium medium) {
            return switch (medium) {
                case VOICE, VIDEO -> LONGEST_IDLE;
                case CHAT, MAIL, TASK -> LEAST_OCCUPIED;
            };
        }
    }

    /**
     * Points in the weighted choice; most points are asked first.
     *
     * @param skill for each level over the minimum
     * @param idle for each minute idle
     * @param occupancy taken off for each tenth of the capacity in hand
     */
    public record Weights(int skill, int idle, int occupancy) {
        public static final Weights EVEN = new Weights(1, 1, 1);
    }

    /**
     * @param estimate longest wait that may be expected of a contact that joins
     * @param oldest longest wait of anybody in line
     */
    public record Limits(
            @Nullable Duration estimate, @Nullable Duration oldest) {}

    /** Records of older journals know no steps. */
    public QueueProfile {
        skills = Collections.unmodifiableMap(new TreeMap<>(skills));
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    /** Chooses as is usual for the medium, among whoever fits. */
    public QueueProfile(UUID id, Map<String, Integer> skills, int priority, Duration offerLease, int maxWaiting) {
        this(id, skills, priority, offerLease, maxWaiting, null, null, List.of(), null);
    }

    /** The skills as traits; with the contact's language, what a step asks for that says nothing else. */
    public List<Trait> traits() {
        return skills.entrySet().stream()
                .filter(s -> s.getValue() > 0)
                .map(s -> Trait.skill(s.getKey(), s.getValue()))
                .toList();
    }
}
