package io.airbranch.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.casework.CaseLife.Standing;
import io.airbranch.casework.CaseLife.Step;
import io.airbranch.casework.Cases.State;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseLifeTests {
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final Instant BEFORE = NOW.minusSeconds(60);

    @ParameterizedTest
    @CsvSource({
        "OPEN, PENDING, , true",
        "OPEN, SOLVED, , true",
        "OPEN, CLOSED, , false",
        "OPEN, CLOSED, twice the same, true",
        "PENDING, OPEN, , true",
        "PENDING, SOLVED, , true",
        "PENDING, CLOSED, ' ', false",
        "SOLVED, OPEN, , true",
        "SOLVED, PENDING, , true",
        "SOLVED, CLOSED, confirmed, true",
        "CLOSED, OPEN, , false",
        "CLOSED, OPEN, came back, true",
        "CLOSED, PENDING, whatever, false",
        "CLOSED, SOLVED, whatever, false",
    })
    void theWaysBetweenStatesAreThese(State from, State to, @Nullable String reason, boolean open) {
        var step = CaseLife.decide(new Standing(from, null, null), to, reason, NOW);
        assertThat(step instanceof Step.Moved).as(step.toString()).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({"OPEN", "PENDING", "SOLVED", "CLOSED"})
    void askingForWhatStandsChangesNothing(State state) {
        assertThat(CaseLife.decide(new Standing(state, BEFORE, BEFORE), state, null, NOW))
                .isEqualTo(new Step.Stays());
    }

    @Test
    void timesOfSolvingAndClosingFollowTheState() {
        assertThat(CaseLife.decide(new Standing(State.OPEN, null, null), State.SOLVED, null, NOW))
                .isEqualTo(new Step.Moved(new Standing(State.SOLVED, NOW, null)));
        assertThat(CaseLife.decide(new Standing(State.SOLVED, BEFORE, null), State.CLOSED, "confirmed", NOW))
                .isEqualTo(new Step.Moved(new Standing(State.CLOSED, BEFORE, NOW)));
        assertThat(CaseLife.decide(new Standing(State.CLOSED, BEFORE, BEFORE), State.OPEN, "again", NOW))
                .isEqualTo(new Step.Moved(new Standing(State.OPEN, null, null)));
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, PENDING SOLVED CLOSED!",
        "PENDING, OPEN SOLVED CLOSED!",
        "SOLVED, OPEN PENDING CLOSED!",
        "CLOSED, OPEN!",
    })
    void theWaysOutOfAStateAreExactlyThoseThatAreDecidedForAndSayWhichNeedAReason(State from, String ways) {
        assertThat(CaseLife.ways(from).stream()
                        .map(way -> way.to() + (way.reason() ? "!" : ""))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(ways);
    }
}
