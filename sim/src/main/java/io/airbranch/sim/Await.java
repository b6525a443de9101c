package io.airbranch.sim;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits with a deadline for something that becomes true. */
public final class Await {
    private static final long STEP_NANOS = 2_000_000;

    private Await() {}

    /** True as soon as the condition is; false if it is not by the deadline. */
    public static boolean upTo(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }

    public static void until(String what, Duration limit, BooleanSupplier condition) {
        if (!upTo(limit, condition)) {
            throw new IllegalStateException("Not within " + limit + ": " + what);
        }
    }

    public static void pause(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        long left;
        while ((left = deadline - System.nanoTime()) > 0) {
            LockSupport.parkNanos(left);
        }
    }
}
