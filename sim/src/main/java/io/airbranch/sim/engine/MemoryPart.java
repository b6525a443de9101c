package io.airbranch.sim.engine;

import io.airbranch.sim.Options;
import io.airbranch.sim.bench.Figure;
import java.lang.ref.Reference;
import java.util.List;

/** Live heap of an agent and of a waiting contact, profiles and identifiers included. */
final class MemoryPart {
    private static final int AGENTS = 20_000;
    private static final int WAITING = 100_000;

    private MemoryPart() {}

    static List<Figure> measure(Options options) {
        var small = new Population(1_000, 7);
        long nobody = used();
        var population = new Population(AGENTS, 7);
        long known = used();
        var centre = new Centre(population, 100, 0, 11);
        long employed = used();
        var crowd = new Centre(small, 100, WAITING, 11);
        long before = used();
        crowd.backlog();
        long after = used();
        long waiting = crowd.inLine;
        Reference.reachabilityFence(centre);
        Reference.reachabilityFence(crowd);
        return List.of(
                Figure.stated("memory.agent", (employed - nobody) / (double) AGENTS, "B"),
                Figure.stated("memory.agent-without-profile", (employed - known) / (double) AGENTS, "B"),
                Figure.stated("memory.waiting-contact", (after - before) / (double) waiting, "B"));
    }

    private static long used() {
        var runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
