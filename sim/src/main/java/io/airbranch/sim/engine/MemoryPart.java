package io.airbranch.sim.engine;

import io.airbranch.sim.Options;
import io.airbranch.sim.bench.Figure;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/** Live heap of an agent and of a waiting contact, profiles and identifiers included. */
final class MemoryPart {
    private static final int AGENTS = 20_000;
    private static final int WAITING = 100_000;

    private MemoryPart() {}

    static List<Figure> measure(Options options) {
        var figures = new ArrayList<Figure>(ofAgents());
        figures.add(ofContacts());
        return figures;
    }

    private static List<Figure> ofAgents() {
        long nobody = used();
        var population = new Population(AGENTS, 7);
        long known = used();
        var centre = new Centre(population, 100, 0, 11);
        try {
            long employed = used();
            return List.of(
                    Figure.stated("memory.agent", (employed - nobody) / (double) AGENTS, "B"),
                    Figure.stated("memory.agent-without-profile", (employed - known) / (double) AGENTS, "B"));
        } finally {
            Reference.reachabilityFence(centre);
        }
    }

    private static Figure ofContacts() {
        var crowd = new Centre(new Population(1_000, 7), 100, WAITING, 11);
        long before = used();
        try {
            crowd.backlog();
            return Figure.stated("memory.waiting-contact", (used() - before) / (double) crowd.inLine, "B");
        } finally {
            Reference.reachabilityFence(crowd);
        }
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
