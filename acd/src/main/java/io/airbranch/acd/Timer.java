package io.airbranch.acd;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/** Something that becomes due by itself. @param subject contact, for RETURN agent */
record Timer(Instant at, Kind kind, UUID subject) implements Comparable<Timer> {
    private static final Comparator<Timer> EARLIEST_FIRST =
            Comparator.comparing(Timer::at).thenComparing(Timer::kind).thenComparing(Timer::subject);

    enum Kind {
        OFFER,
        STEP,
        PAUSE,
        AFTER_CONTACT,
        RETURN
    }

    @Override
    public int compareTo(Timer other) {
        return EARLIEST_FIRST.compare(this, other);
    }
}
