package io.airbranch.chat.socket;

import io.airbranch.chat.line.LineSweep;
import io.airbranch.chat.line.WaitingBoard;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Calls, on one thread, whatever depends on the passing of time. How late it is they read from the clock. */
@Component
class Heartbeat implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final ChatSockets sockets;
    private final LineSweep sweep;
    private final WaitingBoard board;
    private final Clock clock;
    private @Nullable ScheduledExecutorService beats;

    Heartbeat(ChatSockets sockets, LineSweep sweep, WaitingBoard board, Clock clock) {
        this.sockets = sockets;
        this.sweep = sweep;
        this.board = board;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("chat-heartbeat").daemon().factory());
        var _ = executor.scheduleWithFixedDelay(() -> guarded(board::tick), 500, 500, TimeUnit.MILLISECONDS);
        var _ = executor.scheduleWithFixedDelay(
                () -> guarded(() -> sockets.sweep(clock.instant())), 500, 500, TimeUnit.MILLISECONDS);
        var _ = executor.scheduleWithFixedDelay(() -> guarded(sweep::sweep), 1_000, 1_000, TimeUnit.MILLISECONDS);
        beats = executor;
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // An exception would end the beating.
            LOG.warn("A beat failed; the next one tries again: {}", e.toString());
        }
    }

    @Override
    public synchronized void stop() {
        var executor = beats;
        if (executor != null) {
            executor.shutdownNow();
            beats = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return beats != null;
    }
}
