package io.airbranch.sim.engine;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** JMH: arrive, assign, release, at a centre that stays as busy as it is. */
@State(Scope.Thread)
public class EngineCycle {
    @Param({"5000"})
    public int agents;

    private Centre centre = new Centre(new Population(1, 1), 0, 0, 1);

    /** Cycles that went all the way: some contacts give up instead. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Full {
        public long assigned;
    }

    @Setup(Level.Trial)
    public void fill() {
        centre = new Centre(new Population(agents, 7), CyclePart.BUSY, CyclePart.WAITING, 11).filled();
    }

    @Benchmark
    public long cycle(Full full) {
        long assigned = centre.cycle();
        full.assigned += assigned;
        return assigned;
    }
}
