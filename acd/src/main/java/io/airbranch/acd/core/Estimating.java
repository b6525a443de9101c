package io.airbranch.acd.core;

import io.airbranch.acd.Estimate;
import io.airbranch.acd.Estimate.Method;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long somebody at a place in line will wait: see {@link Estimate} for the method. */
final class Estimating {
    private static final long USUAL_HANDLING = 180 * Times.SECOND;

    private final State state;

    Estimating(State state) {
        this.state = state;
    }

    /** Null where nobody is there who could serve the queue. */
    @Nullable Estimate at(QueueState queue, int position) {
        long seen = queue.pace.wait(position, state.clockMicros);
        if (seen >= 0) {
            return estimate(seen, queue, Method.STARTS);
        }
        int servers = 0;
        for (var agent : state.staff.agents.values()) {
            if (agent.onDuty() && queue.base.metBy(agent)) {
                servers++;
            }
        }
        if (servers == 0) {
            return null;
        }
        double handling = queue.pace.handled == 0 ? USUAL_HANDLING : queue.pace.handling;
        return estimate((long) (position * handling / servers), queue, Method.HANDLING);
    }

    private static Estimate estimate(long micros, QueueState queue, Method method) {
        return new Estimate(
                Duration.ofSeconds((micros + Times.SECOND - 1) / Times.SECOND), queue.pace.typicalError(), method);
    }
}
