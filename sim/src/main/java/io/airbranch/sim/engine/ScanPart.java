package io.airbranch.sim.engine;

import io.airbranch.sim.Options;
import io.airbranch.sim.bench.Figure;
import java.util.Arrays;
import java.util.List;

/**
 * The engine beside {@link ScanAndSort} at the same centre, one after the other in one JVM: 5,000 agents, 85 % busy, 1,000 waiting. The
 * scan is as fast as it can be: it is charged only for scanning, and what it assigns in a scan is as much as arrives in its 100 ms.
 */
final class ScanPart {
    private static final int AGENTS = 5_000;
    private static final long PERIOD_MICROS = 100_000;
    private static final int PER_SECOND = 2_000;

    private ScanPart() {}

    static List<Figure> measure(Options options) {
        var population = new Population(AGENTS, 7);
        var centre = new Centre(population, CyclePart.BUSY, CyclePart.WAITING, 11).filled();
        boolean quick = options.has("quick");
        int cycles = quick ? 100_000 : 1_000_000;
        cycles(centre, cycles);
        var times = new long[cycles];
        long started = System.nanoTime();
        long before = centre.assigned;
        for (int i = 0; i < cycles; i++) {
            long begin = System.nanoTime();
            centre.cycle();
            times[i] = System.nanoTime() - begin;
        }
        double ours = (centre.assigned - before) * 1e9 / (System.nanoTime() - started);
        Arrays.sort(times);

        int scans = quick ? 5 : 40;
        int batch = (int) (PER_SECOND * PERIOD_MICROS / 1_000_000);
        var scan = new ScanAndSort(population, 11);
        int busy = AGENTS * CyclePart.BUSY / 100;
        for (int i = 0; i < 10_000 && scan.working() < busy; i++) {
            scan.arrive(batch, busy, CyclePart.WAITING);
            scan.scan();
        }
        var scanTimes = new long[scans];
        long assigned = 0;
        for (int i = 0; i < scans; i++) {
            scan.arrive(batch, busy, CyclePart.WAITING);
            long begin = System.nanoTime();
            assigned += scan.scan();
            scanTimes[i] = System.nanoTime() - begin;
        }
        double theirs = assigned * 1e9 / Arrays.stream(scanTimes).sum();
        Arrays.sort(scanTimes);
        // Who arrives at any moment of the period waits for its end and then for the scan, or for a later one where
        // scans take longer.
        double scanMicros = scanTimes[scans / 2] / 1_000.0;
        double theirDelay = Math.max(PERIOD_MICROS, scanMicros) * 0.99 + scanMicros;
        double ourDelay = times[(int) (cycles * 0.99)] / 1_000.0;
        return List.of(
                Figure.stated("scan.assignments", ours, "/s").beside(theirs),
                Figure.stated("scan.dispatch-delay-p99", ourDelay, "µs").beside(theirDelay),
                Figure.stated("scan.dispatch-delay-shorter", theirDelay / ourDelay, "x"),
                Figure.stated("scan.one-scan-p50", scanMicros / 1_000, "ms"));
    }

    private static void cycles(Centre centre, int count) {
        for (int i = 0; i < count; i++) {
            centre.cycle();
        }
    }
}
