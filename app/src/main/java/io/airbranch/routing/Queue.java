package io.airbranch.routing;

import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Name;
import java.time.Duration;
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
        @Nullable Name closedMessage,
        boolean active,
        long version) {}
