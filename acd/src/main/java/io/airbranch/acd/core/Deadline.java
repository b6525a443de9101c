package io.airbranch.acd.core;

import io.airbranch.acd.index.Timers.Timer;

/** What becomes due by itself; of several at one moment in this order. */
enum Deadline {
    OFFER,
    STEP,
    PAUSE,
    AFTER_CONTACT,
    RETURN,
    REST;

    private static final Deadline[] ALL = values();

    static Deadline of(Timer timer) {
        return ALL[timer.kind()];
    }
}
