package io.airbranch.desk.picture;

import com.fasterxml.jackson.annotation.JsonValue;
import io.airbranch.routing.Queue;
import io.airbranch.routing.Routing.QueueFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody must do something about a queue, and why. Pure. A customer waiting beyond three times the promised time, or waiting
 * with nobody ready at all, is "act now"; beyond the promise, or a day below target, is a warning.
 */
public record Trouble(Level level, @Nullable Why why) {
    private static final int ACT_AFTER_PROMISES = 3;
    private static final int ENOUGH_TO_JUDGE = 10;

    public enum Level {
        NONE,
        WARN,
        ACT;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Why {
        NOBODY_READY,
        WAITS_TOO_LONG,
        WAITS_LONG,
        BELOW_TARGET;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Trouble of(Queue queue, QueueFigures figures, Instant now) {
        var waited = figures.oldestSince() == null ? Duration.ZERO : Duration.between(figures.oldestSince(), now);
        if (figures.waiting() > 0) {
            if (waited.compareTo(queue.targetWait().multipliedBy(ACT_AFTER_PROMISES)) > 0) {
                return new Trouble(Level.ACT, Why.WAITS_TOO_LONG);
            }
            if (figures.agentsReady() == 0 && figures.active() == 0) {
                return new Trouble(Level.ACT, Why.NOBODY_READY);
            }
            if (waited.compareTo(queue.targetWait()) > 0) {
                return new Trouble(Level.WARN, Why.WAITS_LONG);
            }
        }
        var judged = figures.serviceLevelBase() >= ENOUGH_TO_JUDGE
                && figures.answeredInTarget() < queue.target() * figures.serviceLevelBase();
        return judged ? new Trouble(Level.WARN, Why.BELOW_TARGET) : new Trouble(Level.NONE, null);
    }
}
