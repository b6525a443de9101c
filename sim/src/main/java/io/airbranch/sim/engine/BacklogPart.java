package io.airbranch.sim.engine;

import io.airbranch.sim.Options;
import io.airbranch.sim.bench.Figure;
import java.util.List;
import org.openjdk.jmh.annotations.Mode;

/** Assignments a second out of a backlog. */
final class BacklogPart {
    private static final double REACH = 200_000;

    private BacklogPart() {}

    static List<Figure> measure(Options options) {
        return Harness.run(EngineBacklog.class, Mode.SingleShotTime, options, new String[] {"5000"}).stream()
                .map(result -> {
                    double seconds = result.getPrimaryResult().getScore() * CyclePart.micros(result) / 1_000_000;
                    return Figure.atLeast("backlog.assignments", 1 / seconds, "/s", REACH);
                })
                .toList();
    }
}
