package io.airbranch.sim.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.sim.theory.ErlangA;
import io.airbranch.sim.theory.ErlangC;
import io.airbranch.sim.theory.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The engine against queueing theory: independent replications of a centre with 100 calls in 30 min of 180 s, from seeds that never change.
 * An interval holds the truth with 99 % confidence; the half-widths asserted say how small a fault would show.
 */
class TheoryTests {
    private static final double CALLS_PER_HALF_HOUR = 100;
    private static final double HANDLING = 180;
    private static final double PATIENCE = 300;
    private static final int REPLICATIONS = 20;
    private static final int HALF_HOURS = 400;
    private static final int WARM_UP = 4;

    @Test
    void withoutAbandonmentTheEngineIsErlangC() {
        var simulated = simulate(14, new Law.Endless());
        var theory = new ErlangC(CALLS_PER_HALF_HOUR / 1800, HANDLING, 14);
        simulated.get("waiting").agrees(theory.waitingProbability(), .005);
        simulated.get("wait").agrees(theory.meanWait(), .4);
        simulated.get("within 20 s").agrees(theory.answeredWithin(20), .004);
        assertThat(simulated.get("abandoned").interval.mean()).isZero();
    }

    @Test
    void withPatienceTheEngineIsErlangA() {
        var simulated = simulate(14, new Law.Exponential(PATIENCE));
        var theory = new ErlangA(CALLS_PER_HALF_HOUR / 1800, HANDLING, PATIENCE, 14);
        simulated.get("waiting").agrees(theory.waitingProbability(), .005);
        simulated.get("abandoned").agrees(theory.abandonment(), .0008);
        simulated.get("within 20 s").agrees(theory.answeredWithin(20), .004);
        simulated.get("wait").agrees(theory.meanWait(), .2);
    }

    @Test
    void oneAgentLessIsFoundOut() {
        var simulated = simulate(13, new Law.Exponential(PATIENCE));
        var fourteen = new ErlangA(CALLS_PER_HALF_HOUR / 1800, HANDLING, PATIENCE, 14);
        assertThat(simulated.get("waiting").interval.contains(fourteen.waitingProbability())).isFalse();
        assertThat(simulated.get("abandoned").interval.contains(fourteen.abandonment())).isFalse();
        assertThat(simulated.get("within 20 s").interval.contains(fourteen.answeredWithin(20))).isFalse();
        assertThat(simulated.get("wait").interval.contains(fourteen.meanWait())).isFalse();
        var thirteen = new ErlangA(CALLS_PER_HALF_HOUR / 1800, HANDLING, PATIENCE, 13);
        simulated.get("waiting").agrees(thirteen.waitingProbability(), .006);
    }

    private record Simulated(String name, Interval interval) {
        void agrees(double theory, double halfWidth) {
            assertThat(interval.contains(theory))
                    .as("%s: simulated %s, theory %.5f", name, interval, theory)
                    .isTrue();
            assertThat(interval.halfWidth()).as("half-width of %s", name).isLessThan(halfWidth);
        }
    }

    private static Map<String, Simulated> simulate(int agents, Law patience) {
        var replications = IntStream.rangeClosed(1, REPLICATIONS)
                .mapToObj(seed -> replicate(seed, agents, patience))
                .toList();
        var found = new HashMap<String, Simulated>();
        for (var name : replications.getFirst().figures().keySet()) {
            found.put(name, new Simulated(name, Interval.of(replications.stream()
                    .mapToDouble(r -> r.figures().get(name))
                    .toArray())));
        }
        return found;
    }

    private static Counts replicate(int seed, int agents, Law patience) {
        var random = new SplittableRandom(seed);
        var perHalfHour = new double[HALF_HOURS];
        Arrays.fill(perHalfHour, CALLS_PER_HALF_HOUR);
        var handling = new Law.Exponential(HANDLING);
        var arrivals = new ArrayList<Arrival>();
        var luck = random.split();
        Poisson.draw(perHalfHour, random.split(), at ->
                arrivals.add(new Arrival(at, 0, "zh", 0, 0, patience.draw(luck), handling.draw(luck), 0)));
        var always = List.of(new Worker.Span(0, Law.ENDLESS / 2));
        var workers = IntStream.range(0, agents)
                .mapToObj(i -> new Worker("agent " + i, Map.of(), Set.of("zh"), Map.of(Medium.VOICE, 1), always))
                .toList();
        var counts = new Counts();
        new Simulation(List.of(Line.of("calls")), workers, Answering.AT_ONCE, random.split(), List.of(counts), false, false)
                .run(arrivals);
        return counts;
    }

    private static final class Counts implements Watcher {
        private int all;
        private int waiting;
        private int abandoned;
        private int within;
        private double waited;

        @Override
        public void answered(Customer customer, long offer, int worker, long now) {
            count(customer);
        }

        @Override
        public void lost(Customer customer, long now) {
            count(customer);
        }

        private void count(Customer customer) {
            if (customer.arrival().at() < WARM_UP * Poisson.HALF_HOUR) {
                return;
            }
            all++;
            waiting += customer.waited() > 0 ? 1 : 0;
            abandoned += customer.hungUp() ? 1 : 0;
            within += customer.answered() && customer.waited() <= 20_000_000 ? 1 : 0;
            waited += customer.waited() / Law.MICROS;
        }

        Map<String, Double> figures() {
            double n = all;
            return Map.of(
                    "waiting", waiting / n, "abandoned", abandoned / n, "within 20 s", within / n, "wait", waited / n);
        }
    }
}
