package io.airbranch.acd.core;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Inside, time is a number: microseconds since 1970. */
final class Times {
    static final long NEVER = Long.MIN_VALUE;
    static final long SECOND = 1_000_000;

    private Times() {}

    static long micros(Instant at) {
        return at.getEpochSecond() * SECOND + at.getNano() / 1_000;
    }

    static long micros(Duration of) {
        return of.getSeconds() * SECOND + of.getNano() / 1_000;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1_000);
    }

    static @Nullable Instant orNull(long micros) {
        return micros == NEVER ? null : instant(micros);
    }

    static long orNever(@Nullable Instant at) {
        return at == null ? NEVER : micros(at);
    }

    /** Facts name no moment that the state could not keep. */
    static Instant whole(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
