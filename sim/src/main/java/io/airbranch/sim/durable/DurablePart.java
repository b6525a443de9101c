package io.airbranch.sim.durable;

import io.airbranch.sim.Options;
import io.airbranch.sim.bench.Figure;
import io.airbranch.sim.bench.Progress;
import io.airbranch.sim.engine.Population;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Routing with its journal in PostgreSQL, beside writers that claim rows on the same server in the same run. A decision is a command
 * that led to records: a contact that was placed, accepted, ended, given up, an agent who was freed. They are counted in the journal's
 * table, after the fact.
 */
public final class DurablePart {
    static final int AGENTS = 5_000;
    static final int BUSY = 85;
    static final int WAITING = 1_000;
    static final int CALLERS = 32;
    static final int PACE = 2_000;
    private static final double REACH_DECISIONS = 20_000;
    private static final double REACH_MILLIS = 20;

    private DurablePart() {}

    public static List<Figure> measure(Options options) {
        boolean quick = options.has("quick");
        int seconds = quick ? 5 : 20;
        try (var database = BenchDatabase.start()) {
            Progress.say("routing on PostgreSQL");
            var ours = RigProcess.run(
                    database.folder(),
                    database.forApplication("routing"),
                    "load",
                    "--agents",
                    String.valueOf(AGENTS),
                    "--busy",
                    String.valueOf(BUSY),
                    "--waiting",
                    String.valueOf(WAITING),
                    "--callers",
                    String.valueOf(CALLERS),
                    "--pace",
                    String.valueOf(PACE),
                    "--seconds",
                    String.valueOf(seconds));
            Progress.say("writers that claim rows");
            var population = new Population(AGENTS, 7);
            var theirs = ClaimingRun.measure(
                    database.bare("claiming"),
                    CALLERS,
                    population,
                    new Crowd(population, BUSY, WAITING, 11),
                    Duration.ofSeconds(quick ? 2 : 10),
                    Duration.ofSeconds(seconds));
            Progress.say("the rig: " + ours);
            return figures(ours, theirs);
        }
    }

    private static List<Figure> figures(JsonNode ours, Outcome theirs) {
        var figures = new ArrayList<Figure>();
        figures.add(Figure.atLeast("durable.decisions", number(ours, "decisions"), "/s", REACH_DECISIONS));
        figures.add(Figure.stated("durable.records", number(ours, "records"), "/s"));
        figures.add(Figure.stated("durable.cpu-server", number(ours, "cpu-server"), "cores"));
        figures.add(Figure.stated("durable.cpu-database", number(ours, "cpu-database"), "cores"));
        figures.add(Figure.stated("durable.cpu-others", number(ours, "cpu-others"), "cores"));
        figures.add(Figure.stated("durable.at-2000.decided", number(ours, "paced.decisions"), "/s"));
        figures.add(Figure.stated("durable.at-2000.delay-p50", number(ours, "paced.answer.p50"), "ms"));
        figures.add(Figure.below("durable.at-2000.delay-p99", number(ours, "paced.answer.p99"), "ms", REACH_MILLIS));
        figures.add(Figure.stated("durable.at-2000.delay-max", number(ours, "paced.answer.max"), "ms"));
        figures.add(Figure.stated("durable.at-2000.cpu-others", number(ours, "paced.cpu-others"), "cores"));
        figures.add(Figure.stated("claim.32.assigned", number(ours, "callers.assigned"), "/s")
                .beside(theirs.assigned()));
        figures.add(Figure.stated("claim.32.dispatch-delay-p50", number(ours, "callers.dispatch.p50"), "ms")
                .beside(theirs.delayP50()));
        figures.add(Figure.stated("claim.32.dispatch-delay-p99", number(ours, "callers.dispatch.p99"), "ms")
                .beside(theirs.delayP99()));
        figures.add(Figure.exactly("claim.32.doubled", (long) number(ours, "doubled"), "", 0)
                .beside((double) theirs.doubled()));
        figures.add(Figure.exactly("claim.32.above-capacity", (long) number(ours, "above-capacity"), "", 0)
                .beside((double) theirs.aboveCapacity()));
        figures.add(Figure.exactly("claim.32.left-beside-free", (long) number(ours, "stranded"), "", 0)
                .beside((double) theirs.stranded()));
        return figures;
    }

    static double number(JsonNode answer, String key) {
        if (!answer.has(key)) {
            throw new IllegalStateException("The rig says nothing of " + key + ": " + answer);
        }
        return answer.get(key).asDouble();
    }
}
