package io.airbranch.sim.theory;

import io.airbranch.sim.day.Answering;
import io.airbranch.sim.day.Arrival;
import io.airbranch.sim.day.Centre;
import io.airbranch.sim.day.Customer;
import io.airbranch.sim.day.Law;
import io.airbranch.sim.day.Line;
import io.airbranch.sim.day.Medium;
import io.airbranch.sim.day.Poisson;
import io.airbranch.sim.day.Simulation;
import io.airbranch.sim.day.Watcher;
import io.airbranch.sim.day.Worker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The engine beside queueing theory: one queue, equal agents, exponential times, lived by the engine in independent replications from the
 * seeds 1, 2, 3 ...
 *
 * @param calls in 30 minutes
 * @param handling mean, seconds
 * @param patience mean, seconds; 0 = nobody hangs up
 * @param halfHours of each replication; the first few are not counted, because the centre starts empty
 */
public record Agreement(double calls, double handling, double patience, int agents, int replications, int halfHours) {
    private static final int WARM_UP = 4;
    private static final long TARGET = 20_000_000;

    /** @param simulated waits in seconds, all others shares of all calls */
    public record Figure(String name, double theory, Interval simulated) {
        public boolean agrees() {
            return simulated.contains(theory);
        }
    }

    public List<Figure> figures() {
        var counts =
                IntStream.rangeClosed(1, replications).mapToObj(this::replicate).toList();
        double rate = calls / 1800;
        if (patience == 0) {
            var theory = new ErlangC(rate, handling, agents);
            return List.of(
                    figure("waits", theory.waitingProbability(), counts, Counts::waiting),
                    figure("abandons", 0, counts, Counts::abandoned),
                    figure("answered within 20 s", theory.answeredWithin(20), counts, Counts::within),
                    figure("mean wait", theory.meanWait(), counts, Counts::meanWait));
        }
        var theory = new ErlangA(rate, handling, patience, agents);
        return List.of(
                figure("waits", theory.waitingProbability(), counts, Counts::waiting),
                figure("abandons", theory.abandonment(), counts, Counts::abandoned),
                figure("answered within 20 s", theory.answeredWithin(20), counts, Counts::within),
                figure("mean wait", theory.meanWait(), counts, Counts::meanWait));
    }

    private static Figure figure(String name, double theory, List<Counts> counts, ToDoubleFunction<Counts> of) {
        return new Figure(
                name, theory, Interval.of(counts.stream().mapToDouble(of).toArray()));
    }

    private Counts replicate(int seed) {
        var random = new SplittableRandom(seed);
        var perHalfHour = new double[halfHours];
        Arrays.fill(perHalfHour, calls);
        var service = new Law.Exponential(handling);
        var willing = patience == 0 ? new Law.Endless() : new Law.Exponential(patience);
        var arrivals = new ArrayList<Arrival>();
        var luck = random.split();
        Poisson.draw(
                perHalfHour,
                random.split(),
                at -> arrivals.add(new Arrival(at, 0, "zh", 0, 0, willing.draw(luck), service.draw(luck), 0)));
        var always = List.of(new Worker.Span(0, Law.ENDLESS / 2));
        var workers = IntStream.range(0, agents)
                .mapToObj(i -> new Worker("agent " + i, Map.of(), Set.of("zh"), Map.of(Medium.VOICE, 1), always))
                .toList();
        var counts = new Counts();
        new Simulation(
                        new Centre(List.of(Line.of("calls")), workers, Answering.AT_ONCE, null),
                        random.split(),
                        List.of(counts),
                        false,
                        false)
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
            within += customer.answered() && customer.waited() <= TARGET ? 1 : 0;
            waited += customer.waited() / Law.MICROS;
        }

        double waiting() {
            return waiting / (double) all;
        }

        double abandoned() {
            return abandoned / (double) all;
        }

        double within() {
            return within / (double) all;
        }

        double meanWait() {
            return waited / all;
        }
    }
}
