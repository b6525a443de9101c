package io.airbranch.sim.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DelaysTests {

    @Test
    void aPercentileIsTheDelayThatThisShareDoesNotExceed() {
        var delays = new Delays();
        for (int millis = 1; millis <= 100; millis++) {
            delays.add(millis * 1_000_000L);
        }
        assertThat(delays.count()).isEqualTo(100);
        assertThat(delays.millis(50)).isCloseTo(50, within(0.1));
        assertThat(delays.millis(99)).isCloseTo(99, within(0.1));
        assertThat(delays.longestMillis()).isCloseTo(100, within(0.1));
    }

    @Test
    void withoutAnyThereIsNone() {
        assertThat(new Delays().millis(99)).isZero();
    }

    @Test
    void aCallThatWasAnsweredBeforeItWasDueTookNoTime() {
        var delays = new Delays();
        delays.add(-5);
        assertThat(delays.longestMillis()).isZero();
    }
}
