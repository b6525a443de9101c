package io.airbranch.acd.core;

import io.airbranch.acd.Snapshot;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast a queue moves, learned from what happened: the mean gap between two starts of service while somebody waited all the time
 * between them, the mean handling time, and how far earlier estimates were off. Means are over the last {@value #MEMORY} or so: each new
 * value moves them by 1/{@value #MEMORY}, and as plain means until there are so many.
 */
final class Pace {
    private static final int MEMORY = 16;
    private static final int ENOUGH = 4;

    /** A gap this much longer than usual tells that fewer serve than before. */
    private static final int STRETCH = 4;

    double gap;
    int gaps;
    long lastStart = Times.NEVER;
    double handling;
    int handled;
    double error;
    double bias;
    int errors;

    /** @param waiting how many still wait */
    void started(long at, int waiting, ContactState contact) {
        if (lastStart != Times.NEVER) {
            gaps = Math.min(MEMORY, gaps + 1);
            gap += (at - lastStart - gap) / gaps;
        }
        lastStart = waiting > 0 ? at : Times.NEVER;
        if (contact.expected >= 0) {
            double off = at - Times.micros(contact.queuedAt) - contact.expected;
            errors = Math.min(MEMORY, errors + 1);
            error += (Math.abs(off) - error) / errors;
            bias += (off - bias) / errors;
            contact.expected = -1;
        }
    }

    /** The line moves no more without anybody's having been served. */
    void emptied() {
        lastStart = Times.NEVER;
    }

    void finished(long micros) {
        handled = Math.min(MEMORY, handled + 1);
        handling += (micros - handling) / handled;
    }

    /** In microseconds, for the given place in line; negative where too little has been seen. */
    long wait(int position, long now) {
        if (gaps < ENOUGH) {
            return -1;
        }
        double quiet = lastStart == Times.NEVER ? 0 : (double) (now - lastStart) / STRETCH;
        return (long) (position * Math.max(gap, quiet));
    }

    @Nullable Duration typicalError() {
        return errors == 0 ? null : Duration.ofMillis((long) (error / 1_000));
    }

    Snapshot.@Nullable Pace kept(QueueState queue) {
        return gaps == 0 && handled == 0 && errors == 0 && lastStart == Times.NEVER
                ? null
                : new Snapshot.Pace(
                        queue.id, gap, gaps, Times.orNull(lastStart), handling, handled, error, bias, errors);
    }

    void restore(Snapshot.Pace saved) {
        gap = saved.gap();
        gaps = saved.gaps();
        lastStart = Times.orNever(saved.lastStart());
        handling = saved.handling();
        handled = saved.handled();
        error = saved.error();
        bias = saved.bias();
        errors = saved.errors();
    }
}
