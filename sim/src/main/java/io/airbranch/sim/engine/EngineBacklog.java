package io.airbranch.sim.engine;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** JMH: 10,000 wait and nobody is free; agents become free one by one until half of those who waited are served. */
@State(Scope.Thread)
public class EngineBacklog {
    static final int WAITING = 10_000;
    static final int SERVED = 5_000;

    @Param({"5000"})
    public int agents;

    private Population population = new Population(1, 1);
    private Centre centre = new Centre(population, 0, 0, 1);

    @Setup(Level.Trial)
    public void people() {
        population = new Population(agents, 7);
    }

    @Setup(Level.Invocation)
    public void fill() {
        centre = new Centre(population, 100, WAITING, 11).backlog();
    }

    @Benchmark
    @OperationsPerInvocation(SERVED)
    public long release() {
        long until = centre.assigned + SERVED;
        while (centre.assigned < until && centre.anybodyServed()) {
            centre.releaseOne();
        }
        if (centre.assigned < until) {
            throw new IllegalStateException(
                    "Only " + (SERVED - until + centre.assigned) + " of " + WAITING + " that waited could be served");
        }
        return centre.assigned;
    }
}
