package io.airbranch.acd;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long somebody at a place in line will wait, in whole seconds.
 *
 * <p>{@link Method#STARTS}: place x mean gap between the last starts of service in this queue, counting only gaps during which somebody
 * waited all the time; the newest of 16 counts 1/16. When nobody has been served for more than four mean gaps, a quarter of that time
 * stands for the gap. {@link Method#HANDLING}, until four gaps have been seen: place x mean handling time of the queue (180 s before any
 * is known) / colleagues on duty who have the queue's skills.
 *
 * @param typicalError mean distance of the last estimates by STARTS from the real wait of those who were served; null = none yet
 */
public record Estimate(Duration expected, @Nullable Duration typicalError, Method method) {
    public enum Method {
        STARTS,
        HANDLING
    }
}
