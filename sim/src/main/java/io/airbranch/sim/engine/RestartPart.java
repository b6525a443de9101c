package io.airbranch.sim.engine;

import io.airbranch.acd.Engine;
import io.airbranch.acd.Fact;
import io.airbranch.acd.Settings;
import io.airbranch.sim.Options;
import io.airbranch.sim.bench.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A start from a snapshot and the facts since, in memory: 10,000 waiting, 5,000 agents, as many facts as come between two snapshots. */
final class RestartPart {
    private static final int AGENTS = 5_000;
    private static final int WAITING = 10_000;
    private static final int FACTS = 20_000;
    private static final double REACH_SECONDS = 2;

    private RestartPart() {}

    static List<Figure> measure(Options options) {
        var centre = new Centre(new Population(AGENTS, 7), CyclePart.BUSY, WAITING, 11).filled();
        var snapshot = centre.engine.snapshot();
        var facts = new ArrayList<Fact>();
        centre.keepIn(facts::addAll);
        while (facts.size() < FACTS) {
            centre.cycle();
        }
        var seconds = new double[5];
        for (int i = 0; i < seconds.length; i++) {
            long begin = System.nanoTime();
            var engine = Engine.restore(Settings.DEFAULT, snapshot);
            facts.forEach(engine::apply);
            seconds[i] = (System.nanoTime() - begin) / 1e9;
            if (!engine.snapshot().equals(centre.engine.snapshot())) {
                throw new IllegalStateException("The engine that was started again is not the one that was left");
            }
        }
        double first = seconds[0];
        Arrays.sort(seconds);
        return List.of(
                Figure.below("restart.first", first, "s", REACH_SECONDS),
                Figure.stated("restart.median", seconds[seconds.length / 2], "s"));
    }
}
