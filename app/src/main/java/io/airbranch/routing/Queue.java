package io.airbranch.routing;

import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Name;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line in which contacts wait for colleagues who have the skills.
 *
 * @param skills minimum level by skill key that serves this queue
 * @param calendar own business hours, or null for the institution's
 * @param target share of contacts to be answered within {@code targetWait}, 0 to 1
 * @param maxWaiting beyond this many waiting, new contacts are refused with {@code queue.full}
 * @param choice who of those who fit is asked first; null = as is usual for the medium
 * @param weights only with {@link Choice#WEIGHTED}
 * @param steps in order, each until its expiry; empty = whoever fits, for as long as it takes
 * @param limits beyond which new contacts are refused with {@code queue.overloaded}
 * @param closedMessage what a customer reads while the queue is closed, or null for the general sentence
 */
public record Queue(
        UUID id,
        InstitutionPath institution,
        Name name,
        Map<String, Integer> skills,
        int priority,
        @Nullable UUID calendar,
        double target,
        Duration targetWait,
        Duration offerTimeout,
        int maxWaiting,
        @Nullable Choice choice,
        @Nullable Weights weights,
        List<Step> steps,
        @Nullable Limits limits,
        @Nullable Name closedMessage,
        boolean active,
        long version) {

    public Queue {
        skills = Map.copyOf(skills);
        steps = List.copyOf(steps);
    }

    /** Whoever fits is asked, as is usual for the medium. */
    public Queue(
            UUID id,
            InstitutionPath institution,
            Name name,
            Map<String, Integer> skills,
            int priority,
            @Nullable UUID calendar,
            double target,
            Duration targetWait,
            Duration offerTimeout,
            int maxWaiting,
            @Nullable Name closedMessage,
            boolean active,
            long version) {
        this(
                id,
                institution,
                name,
                skills,
                priority,
                calendar,
                target,
                targetWait,
                offerTimeout,
                maxWaiting,
                null,
                null,
                List.of(),
                null,
                closedMessage,
                active,
                version);
    }

    public Queue withVersion(long next) {
        return new Queue(
                id,
                institution,
                name,
                skills,
                priority,
                calendar,
                target,
                targetWait,
                offerTimeout,
                maxWaiting,
                choice,
                weights,
                steps,
                limits,
                closedMessage,
                active,
                next);
    }

    /** Ties go to whoever has been idle longest. */
    public enum Choice {
        LONGEST_IDLE,
        /** Smallest share of the capacity in hand. */
        LEAST_OCCUPIED,
        /** Largest sum of levels over the minimum. */
        MOST_SKILLED,
        WEIGHTED;

        /** {@code longest-idle} for {@code LONGEST_IDLE}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Points; most points are asked first.
     *
     * @param skill for each level over the minimum
     * @param idle for each minute idle
     * @param occupancy taken off for each tenth of the capacity in hand
     */
    public record Weights(int skill, int idle, int occupancy) {}

    /**
     * @param expiry after which the next step begins; after the last one whoever fits the queue; null, in the last one only = it lasts
     * @param asks all of it, and the contact's language unless a language is asked for; null = the queue's skills
     */
    public record Step(@Nullable Duration expiry, @Nullable List<Ask> asks) {}

    /**
     * @param expectedWait longest wait that may be expected of a contact that joins
     * @param oldestWait longest wait of anybody in line
     */
    public record Limits(
            @Nullable Duration expectedWait, @Nullable Duration oldestWait) {}
}
