package io.airbranch.chat.protocol;

import java.time.Duration;
import java.time.Instant;

/** How many frames one socket may send: 20 a second, saved up for at most 10 s. Not thread-safe: a socket's frames come one by one. */
public final class FrameAllowance {
    private static final int PER_SECOND = 20;
    private static final int SAVED = 200;

    private double left = SAVED;
    private Instant last;

    public FrameAllowance(Instant now) {
        last = now;
    }

    /** False once the allowance is used up. */
    public boolean take(Instant now) {
        double seconds = Math.max(0, Duration.between(last, now).toNanos() / 1e9);
        last = now;
        left = Math.min(SAVED, left + seconds * PER_SECOND);
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
