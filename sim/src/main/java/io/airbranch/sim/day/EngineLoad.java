package io.airbranch.sim.day;

import java.time.Duration;

/** @param records decided on these commands @param deciding processor time spent in the engine */
public record EngineLoad(long commands, long records, Duration deciding) {
    public double recordsPerSecond() {
        return records / Math.max(1e-9, deciding.toNanos() / 1e9);
    }
}
