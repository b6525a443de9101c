package io.airbranch.routing.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.airbranch.agent.Presence;
import io.airbranch.agent.Presence.State;
import io.airbranch.routing.work.AgentDay.Deed;
import io.airbranch.routing.work.AgentDay.Kind;
import io.airbranch.routing.work.AgentDay.What;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One colleague's day, put together from presence and decisions. */
class AgentDayTests {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T16:00:00Z");
    private static final Instant END = MIDNIGHT.plus(Duration.ofDays(1));
    private static final UUID QUEUE = new UUID(2, 1);
    private static final List<State> STATES = List.of(State.values());

    private final List<Presence> presences = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();

    private static Instant at(int minute) {
        return MIDNIGHT.plus(Duration.ofMinutes(minute));
    }

    private void presence(int minute, State state, @Nullable String reason) {
        presences.add(new Presence(state, reason, at(minute)));
    }

    private void deed(int minute, What what, int contact) {
        deeds.add(new Deed(at(minute), what, contact(contact), QUEUE));
    }

    private static UUID contact(int number) {
        return new UUID(3, number);
    }

    private AgentDay until(int minute) {
        return AgentDay.of(presences, deeds, MIDNIGHT, at(minute), true);
    }

    private AgentDay whole() {
        return AgentDay.of(presences, deeds, MIDNIGHT, END, false);
    }

    @Test
    void daySaysHowLongHeWasInWhichStateAndWhatHeHadInHand() {
        presence(0, State.AWAY, "arrived");
        presence(10, State.READY, null);
        deed(20, What.OFFERED, 1);
        deed(21, What.ASSIGNED, 1);
        deed(30, What.AFTER_CONTACT, 1);
        deed(35, What.FREED, 1);
        presence(50, State.AWAY, "meal");
        var day = until(60);
        assertThat(day.states())
                .containsExactly(
                        new AgentDay.State(State.AWAY, "arrived", at(0), at(10)),
                        new AgentDay.State(State.READY, null, at(10), at(50)),
                        new AgentDay.State(State.AWAY, "meal", at(50), null));
        assertThat(day.contacts())
                .containsExactly(
                        new AgentDay.Work(contact(1), QUEUE, Kind.SERVED, at(21), at(30)),
                        new AgentDay.Work(contact(1), QUEUE, Kind.AFTER_CONTACT, at(30), at(35)));
        var totals = day.totals();
        assertThat(totals.ready()).isEqualTo(Duration.ofMinutes(40));
        assertThat(totals.away()).isEqualTo(Map.of("arrived", Duration.ofMinutes(10), "meal", Duration.ofMinutes(10)));
        assertThat(totals.busy()).isEqualTo(Duration.ofMinutes(10));
        assertThat(totals.afterContact()).isEqualTo(Duration.ofMinutes(5));
        assertThat(totals.occupancy()).isCloseTo(15.0 / 40, within(1e-9));
        assertThat(totals.contacts()).isEqualTo(1);
    }

    @Test
    void whatBeganTheDayBeforeAndGoesOnIsCutAtMidnight() {
        presence(-300, State.READY, null);
        deed(-20, What.ASSIGNED, 1);
        deed(-10, What.ASSIGNED, 2);
        deed(-5, What.FREED, 2);
        deed(1500, What.AFTER_CONTACT, 1);
        var day = whole();
        assertThat(day.states()).containsExactly(new AgentDay.State(State.READY, null, MIDNIGHT, END));
        assertThat(day.contacts()).containsExactly(new AgentDay.Work(contact(1), QUEUE, Kind.SERVED, MIDNIGHT, END));
        assertThat(day.totals().contacts()).as("taken on this day").isZero();
        assertThat(day.totals().occupancy()).isEqualTo(1.0);
    }

    @Test
    void whatIsLetPassIsCountedByHowItWasLetPass() {
        presence(0, State.READY, null);
        deed(1, What.OFFERED, 1);
        deed(2, What.DECLINED, 1);
        deed(3, What.OFFERED, 2);
        deed(4, What.UNANSWERED, 2);
        deed(5, What.OFFERED, 3);
        deed(6, What.OFFER_GONE, 3);
        deed(7, What.OFFERED, 2);
        deed(8, What.UNANSWERED, 2);
        var totals = until(10).totals();
        assertThat(List.of(totals.declined(), totals.unanswered(), totals.contacts()))
                .containsExactly(1, 2, 0);
        assertThat(totals.busy()).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void dayOfSomebodyWhoWasNeverThereIsEmpty() {
        var day = whole();
        assertThat(day.states()).isEmpty();
        assertThat(day.contacts()).isEmpty();
        assertThat(day.totals().occupancy()).isNull();
    }

    @Test
    void statesThatLastedNoTimeAreLeftOut() {
        presence(5, State.LOST, null);
        presence(5, State.READY, null);
        presence(9, State.AWAY, "break");
        assertThat(until(10).states().stream().map(AgentDay.State::state)).containsExactly(State.READY, State.AWAY);
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 100);
    }

    /** Counted minute by minute, which knows nothing of beginnings and ends. */
    @ParameterizedTest
    @MethodSource("seeds")
    void sumsAreThoseOfTheMinutes(int seed) {
        var random = new Random(seed);
        for (int minute = -200; minute < 1_440; minute += 1 + random.nextInt(60)) {
            presence(minute, STATES.get(random.nextInt(STATES.size())), null);
        }
        for (int contact = 0; contact < 30; contact++) {
            int offered = random.nextInt(1_600) - 200;
            int taken = offered + random.nextInt(3);
            int after = taken + random.nextInt(40);
            deed(offered, What.OFFERED, contact);
            deed(taken, What.ASSIGNED, contact);
            deed(after, What.AFTER_CONTACT, contact);
            deed(after + random.nextInt(30), What.FREED, contact);
        }
        deeds.sort(Comparator.comparing(Deed::at));
        var totals = whole().totals();
        int ready = 0;
        int busy = 0;
        int afterContact = 0;
        int onDuty = 0;
        for (int minute = 0; minute < 1_440; minute++) {
            boolean wants = state(minute) == State.READY;
            boolean serves = inHand(minute, What.OFFERED) || inHand(minute, What.ASSIGNED);
            boolean wraps = inHand(minute, What.AFTER_CONTACT);
            ready += wants ? 1 : 0;
            busy += serves ? 1 : 0;
            afterContact += wraps && !serves ? 1 : 0;
            onDuty += wants || serves || wraps ? 1 : 0;
        }
        assertThat(totals.ready()).as("seed " + seed).isEqualTo(Duration.ofMinutes(ready));
        assertThat(totals.busy()).as("seed " + seed).isEqualTo(Duration.ofMinutes(busy));
        assertThat(totals.afterContact()).as("seed " + seed).isEqualTo(Duration.ofMinutes(afterContact));
        assertThat(totals.occupancy())
                .as("seed " + seed)
                .isCloseTo((double) (busy + afterContact) / onDuty, within(1e-9));
    }

    private @Nullable State state(int minute) {
        return presences.stream()
                .filter(p -> !p.since().isAfter(at(minute)))
                .reduce((a, b) -> b)
                .map(Presence::state)
                .orElse(null);
    }

    private boolean inHand(int minute, What what) {
        return deeds.stream().anyMatch(d -> last(d.contact(), minute) == what);
    }

    private @Nullable What last(UUID contact, int minute) {
        return deeds.stream()
                .filter(d -> d.contact().equals(contact) && !d.at().isAfter(at(minute)))
                .reduce((a, b) -> b)
                .map(Deed::what)
                .orElse(null);
    }
}
