package io.airbranch.desk.stream;

import java.time.Duration;
import java.time.Instant;

/** How many frames a console may send: 20 a second over ten seconds. Pure; a socket's frames come one after the other. */
final class FrameAllowance {
    private static final double PER_SECOND = 20;
    private static final double BURST = 200;

    private double left = BURST;
    private Instant at;

    FrameAllowance(Instant now) {
        at = now;
    }

    boolean takes(Instant now) {
        var passed = Duration.between(at, now).toMillis() / 1000.0;
        left = Math.min(BURST, left + Math.max(0, passed) * PER_SECOND);
        at = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
