package io.airbranch.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.routing.figures.FigureRows.Occupancy;
import io.airbranch.routing.figures.WorkTimes;
import io.airbranch.shared.db.Scope;
import io.airbranch.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Colleagues' time in the database: counted with the journal, once, whatever becomes of the server. */
class OccupancyTests extends RoutingTest {
    private final Instant from = nextHalfHour();

    /** The first half-hour of the test begins now. */
    private Instant nextHalfHour() {
        var next = WorkTimes.halfHourOf(centre.clock.instant()).plus(WorkTimes.HALF_HOUR);
        centre.clock.advance(Duration.between(centre.clock.instant(), next));
        return next;
    }

    private void minutes(int minutes) {
        settle();
        centre.clock.advance(Duration.ofMinutes(minutes));
    }

    /** Whatever was handed in before has been decided and committed when this is answered. */
    private void settle() {
        centre.routing().offersOf(UUID.randomUUID());
    }

    private List<Occupancy> occupancy() {
        settle();
        return centre.asSystem(
                () -> centre.figures().occupancyWithin(TestCentre.BANK.value(), from, centre.clock.instant()));
    }

    private static Occupancy of(Instant from, int staffedMinutes, int busyMinutes, int agents) {
        return new Occupancy(from, staffedMinutes * 60.0, busyMinutes * 60.0, agents);
    }

    private Instant halfHour(int n) {
        return from.plus(WorkTimes.HALF_HOUR.multipliedBy(n));
    }

    private UUID accepted(UUID agent) {
        var offer = centre.routing().offersOf(agent).getFirst();
        centre.routing().accept(offer.id(), agent).orElseThrow();
        return offer.contact();
    }

    @Test
    void timeThatStillRunsCountsUpToNow() {
        var queue = centre.queue(500);
        var agent = centre.agent(1);
        centre.ready(agent);
        minutes(20);
        centre.arrives(queue);
        accepted(agent);
        minutes(50);
        assertThat(occupancy())
                .containsExactly(of(halfHour(0), 30, 10, 1), of(halfHour(1), 30, 30, 1), of(halfHour(2), 10, 10, 1));
    }

    @Test
    void restartInTheMiddleOfAHalfHourCountsNothingTwiceAndLosesNothing() {
        var queue = centre.queue(500);
        var agent = centre.agent(1);
        centre.ready(agent);
        minutes(5);
        centre.arrives(queue);
        var contact = accepted(agent);
        minutes(5);
        centre.stop();
        centre.start();
        assertThat(occupancy()).as("still in hand").containsExactly(of(halfHour(0), 10, 5, 1));
        centre.agents().connected(agent);
        centre.ready(agent);
        minutes(5);
        centre.ends(contact, agent);
        centre.wrapsUp(contact, agent);
        minutes(5);
        assertThat(occupancy()).containsExactly(of(halfHour(0), 20, 10, 1));
        centre.stop();
        centre.start();
        minutes(5);
        assertThat(occupancy()).as("nobody is there after the restart").containsExactly(of(halfHour(0), 20, 10, 1));
    }

    @Test
    void killedServersCountsStandAndItsLateOnesAreRefused() {
        var queue = centre.queue(500);
        var agent = centre.agent(1);
        centre.ready(agent);
        centre.arrives(queue);
        minutes(10);
        centre.routing().offersOf(agent);
        centre.killAndStart();
        assertThat(occupancy()).containsExactly(of(halfHour(0), 10, 10, 1));
        minutes(2);
        try {
            var late = centre.routingLeftBehind()
                    .place(new Routing.Request(centre.opened(), queue, "zh", 0, centre.clock.instant(), List.of()));
            assertThat(late.isDone()).isFalse();
        } catch (RuntimeException e) {
            assertThat(e).hasMessageContaining("Epoch");
        }
        // By then it has also taken the offer for unanswered, and counted the time until now a second time.
        Await.until("the killed one has noticed", () -> !centre.leftBehindReady());
        centre.agents().connected(agent);
        centre.ready(agent);
        minutes(3);
        assertThat(occupancy()).containsExactly(of(halfHour(0), 13, 13, 1));
    }

    @Test
    void colleaguesOfAnotherBankAreNotSeen() {
        var agent = centre.agent(1);
        centre.ready(agent);
        minutes(10);
        centre.ready(agent);
        occupancy();
        assertThat(Scope.within(
                        Scope.of("other."),
                        () -> centre.figures().occupancyWithin(TestCentre.BANK.value(), from, centre.clock.instant())))
                .isEmpty();
        assertThat(Scope.within(
                        Scope.of(TestCentre.BANK.value()),
                        () -> centre.figures().occupancyWithin(TestCentre.BANK.value(), from, centre.clock.instant())))
                .containsExactly(of(halfHour(0), 10, 0, 1));
    }

    @Test
    void waitsAreSummedOverTheAnsweredAndTheLongestIsKept() {
        var queue = centre.queue(500);
        var agent = centre.agent(3);
        var first = centre.arrives(queue);
        centre.clock.advance(Duration.ofSeconds(30));
        var second = centre.arrives(queue);
        var givesUp = centre.arrives(queue);
        centre.clock.advance(Duration.ofSeconds(60));
        centre.routing().withdraw(givesUp, "abandoned");
        centre.ready(agent);
        assertThat(centre.routing().position(first)).isPresent();
        accepted(agent);
        centre.clock.advance(Duration.ofSeconds(5));
        accepted(agent);
        assertThat(centre.routing().position(second)).isEmpty();
        var day = centre.asSystem(() -> centre.figures().day(queue, from));
        assertThat(day).singleElement().satisfies(half -> {
            assertThat(half.counts().answered()).isEqualTo(2);
            assertThat(half.counts().waited()).isEqualTo(Duration.ofSeconds(90 + 65));
            assertThat(half.counts().longestWait()).isEqualTo(Duration.ofSeconds(90));
        });
    }
}
