package io.airbranch.sim.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.sim.book.DayBook;
import io.airbranch.sim.day.Worker.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulationTests {
    private static final long SECOND = 1_000_000;
    private static final long HALF_HOUR = Poisson.HALF_HOUR;
    private final List<Line> lines =
            List.of(new Line("calls", Medium.VOICE, Map.of(), 0, Duration.ofSeconds(10), Duration.ofSeconds(20), 2));
    private final List<String> told = new ArrayList<>();
    private final Watcher telling = new Watcher() {
        @Override
        public void answered(Customer customer, long offer, int worker, long now) {
            told.add(customer.number + " answered by " + worker + " after " + customer.waited() / SECOND);
        }

        @Override
        public void lost(Customer customer, long now) {
            told.add(customer.number
                    + (customer.refused() ? " refused" : " hung up after " + customer.waited() / SECOND));
        }
    };

    private static Worker worker(Span... atWork) {
        return new Worker("", Map.of(), Set.of("zh"), Map.of(Medium.VOICE, 1), List.of(atWork));
    }

    private static Arrival call(long second, long patience, long service, long after) {
        return new Arrival(second * SECOND, 0, "zh", 0, 0, patience * SECOND, service * SECOND, after * SECOND);
    }

    private DayBook live(List<Worker> workers, Answering answering, Arrival... calls) {
        var book = new DayBook(lines, workers);
        var watchers = List.of(book, telling, new Invariants(lines, workers));
        var simulation = new Simulation(
                new Centre(lines, workers, answering, null), new SplittableRandom(1), watchers, true, false);
        simulation.run(List.of(calls));
        assertThat(simulation.present()).isZero();
        assertThat(simulation.rebuilds()).isTrue();
        return book;
    }

    @Test
    void customersWaitHangUpAndAreServedInTurn() {
        live(
                List.of(worker(new Span(0, HALF_HOUR))),
                Answering.AT_ONCE,
                call(10, 600, 100, 20),
                call(15, 30, 50, 0),
                call(20, 600, 50, 0));
        assertThat(told).containsExactly("1 answered by 0 after 0", "2 hung up after 30", "3 answered by 0 after 110");
    }

    @Test
    void fullLineLetsNobodyIn() {
        live(
                List.of(worker(new Span(0, HALF_HOUR))),
                Answering.AT_ONCE,
                call(1, 600, 100, 0),
                call(2, 50, 1, 0),
                call(3, 50, 1, 0),
                call(4, 50, 1, 0));
        assertThat(told)
                .containsExactly("1 answered by 0 after 0", "4 refused", "2 hung up after 50", "3 hung up after 50");
    }

    @Test
    void breakIsTakenWhenTheCallIsOver() {
        live(
                List.of(worker(new Span(0, 50 * SECOND), new Span(200 * SECOND, HALF_HOUR))),
                Answering.AT_ONCE,
                call(10, 600, 100, 0),
                call(20, 600, 10, 0));
        assertThat(told).containsExactly("1 answered by 0 after 0", "2 answered by 0 after 180");
    }

    @Test
    void ringingIsPartOfTheWait() {
        live(List.of(worker(new Span(0, HALF_HOUR))), new Answering(new Law.Fixed(4), 0, 60), call(10, 600, 100, 0));
        assertThat(told).containsExactly("1 answered by 0 after 4");
    }

    @Test
    void agentWhoNeverAnswersIsSetAwayAndComesBack() {
        live(List.of(worker(new Span(0, HALF_HOUR))), new Answering(new Law.Fixed(0), 1, 60), call(10, 300, 100, 0));
        assertThat(told).containsExactly("1 hung up after 300");
    }

    @Test
    void bookSaysHowBusyTheAgentsWere() {
        var book = live(
                List.of(worker(new Span(0, HALF_HOUR)), worker(new Span(0, HALF_HOUR / 2))),
                Answering.AT_ONCE,
                call(0, 600, 400, 50));
        assertThat(book.agents(0)).isEqualTo(1.5);
        assertThat(book.occupancy(0)).isEqualTo(450 / 2700.0);
        assertThat(book.agentHours()).isEqualTo(.75);
        assertThat(book.total().serviceLevel()).isEqualTo(1);
    }
}
