package io.airbranch.agent;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Starts everybody's grace with the server, and looks every second whose grace is over. Before routing starts. */
@Component
class LineWatch implements SmartLifecycle {
    static final int PHASE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(LineWatch.class);

    private final AgentRoster roster;
    private volatile @Nullable ScheduledExecutorService timer;

    LineWatch(AgentRoster roster) {
        this.roster = roster;
    }

    @Override
    public void start() {
        roster.loseAll();
        var started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("agent-line-watch").daemon().factory());
        var _ = started.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
        timer = started;
    }

    private void sweep() {
        try {
            roster.sweep();
        } catch (RuntimeException e) {
            LOG.warn("Could not look for agents whose line stayed broken; again in a second: {}", e.toString());
        }
    }

    @Override
    public void stop() {
        var running = timer;
        if (running != null) {
            running.shutdownNow();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
