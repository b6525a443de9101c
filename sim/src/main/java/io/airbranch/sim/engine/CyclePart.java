package io.airbranch.sim.engine;

import io.airbranch.sim.Options;
import io.airbranch.sim.bench.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;

/** Full cycles a second on one thread at three sizes, how the cost grows, and the slowest of a thousand. */
final class CyclePart {
    static final int BUSY = 85;
    static final int WAITING = 1_000;
    private static final String[] SIZES = {"500", "5000", "50000"};
    private static final double REACH = 500_000;
    private static final double REACH_GROWTH = 2;
    private static final double REACH_MICROS = 100;

    private CyclePart() {}

    static List<Figure> measure(Options options) {
        var figures = new ArrayList<Figure>();
        double small = 0;
        double large = 0;
        for (var result : Harness.run(EngineCycle.class, Mode.Throughput, options, SIZES)) {
            int agents = agents(result);
            double full = result.getSecondaryResults().values().stream()
                    .filter(r -> r.getLabel().equals("assigned"))
                    .mapToDouble(r -> r.getScore())
                    .sum();
            small = agents == 500 ? full : small;
            large = agents == 50_000 ? full : large;
            var id = "cycle." + agents + "-agents";
            figures.add(agents == 5_000 ? Figure.atLeast(id, full, "/s", REACH) : Figure.stated(id, full, "/s"));
        }
        figures.add(Figure.below("cycle.growth-500-to-50000", small / large, "x", REACH_GROWTH));
        for (var result : Harness.run(EngineCycle.class, Mode.SampleTime, options, new String[] {"5000"})) {
            var statistics = result.getPrimaryResult().getStatistics();
            double toMicros = micros(result);
            figures.add(Figure.stated("cycle.p50", statistics.getPercentile(50) * toMicros, "µs"));
            figures.add(Figure.stated("cycle.p99", statistics.getPercentile(99) * toMicros, "µs"));
            figures.add(Figure.below("cycle.p99.9", statistics.getPercentile(99.9) * toMicros, "µs", REACH_MICROS));
        }
        return figures;
    }

    static int agents(RunResult result) {
        return Integer.parseInt(result.getParams().getParam("agents"));
    }

    static double micros(RunResult result) {
        var unit = result.getParams().getTimeUnit();
        return unit.toNanos(1) / (double) TimeUnit.MICROSECONDS.toNanos(1);
    }
}
