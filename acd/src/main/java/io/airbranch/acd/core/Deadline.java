package io.airbranch.acd.core;

import io.airbranch.acd.index.Timers.Timer;

/** What becomes due by itself; of several at one moment in this order. */
enum Deadline {
    OFFER(0),
    STEP(1),
    PAUSE(2),
    AFTER_CONTACT(3),
    RETURN(4),
    REST(5);

    private static final Deadline[] ALL = values();

    final int number;

    Deadline(int number) {
        this.number = number;
    }

    static Deadline of(Timer timer) {
        return ALL[timer.kind()];
    }
}
