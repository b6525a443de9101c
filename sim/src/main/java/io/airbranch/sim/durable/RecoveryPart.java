package io.airbranch.sim.durable;

import io.airbranch.sim.Options;
import io.airbranch.sim.bench.Figure;
import io.airbranch.sim.bench.Progress;
import java.util.List;

/**
 * The whole application killed with 10,000 waiting, 5,000 agents and a journal as long as it gets between two snapshots, and started
 * again: from the moment at which routing begins to read until its first decisions are committed. Then the same after an orderly stop.
 */
public final class RecoveryPart {
    private static final int WAITING = 10_000;
    private static final int TAIL = 19_000;
    private static final double REACH_SECONDS = 2;

    private RecoveryPart() {}

    public static List<Figure> measure(Options options) {
        try (var database = BenchDatabase.start()) {
            var environment = database.forApplication("recovery");
            Progress.say("the whole application, filled");
            var filled = RigProcess.run(
                    database.folder(),
                    environment,
                    "fill",
                    "--kill",
                    "--agents",
                    String.valueOf(DurablePart.AGENTS),
                    "--waiting",
                    String.valueOf(WAITING),
                    "--tail",
                    String.valueOf(TAIL));
            Progress.say("started again");
            var killed = RigProcess.run(database.folder(), environment, "start");
            var stopped = RigProcess.run(database.folder(), environment, "start");
            return List.of(
                    Figure.below("recovery.after-kill", DurablePart.number(killed, "seconds"), "s", REACH_SECONDS),
                    Figure.below("recovery.after-stop", DurablePart.number(stopped, "seconds"), "s", REACH_SECONDS),
                    Figure.stated("recovery.records-behind-snapshot", DurablePart.number(filled, "tail"), ""));
        }
    }
}
