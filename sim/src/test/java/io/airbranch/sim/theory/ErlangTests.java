package io.airbranch.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErlangTests {
    private static final double ARRIVALS = 100 / 1800.0;

    private static Offset<Double> digits(int n) {
        return within(0.5 * Math.pow(10, -n));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.2, .16667", "2, 1, .20000", "5, 3, .11005", "10, 5, .01838", "10, 10, .21458", "20, 12, .00980"})
    void blockingIsAsInErlangsTable(int agents, double load, double expected) {
        assertThat(ErlangC.blocking(agents, load)).isCloseTo(expected, digits(5));
    }

    @ParameterizedTest
    @CsvSource({"1, .5, .5000", "2, 1, .3333", "3, 2, .4444", "5, 4, .5541", "10, 8, .4092", "14, 10, .1741"})
    void waitingProbabilityIsAsInErlangsTable(int agents, double load, double expected) {
        assertThat(new ErlangC(load, 1, agents).waitingProbability()).isCloseTo(expected, digits(4));
    }

    /** O. Garnett, A. Mandelbaum, M. Reiman, "Designing a Call Center with Impatient Customers" (2002), table 1. */
    @Test
    void fiftyAgentsWithAndWithoutPatienceAreAsPublished() {
        var patient = new ErlangC(48 / 60.0, 60, 50);
        assertThat(patient.meanWait()).isCloseTo(20.8, digits(1));
        assertThat(patient.occupancy()).isCloseTo(.96, digits(2));
        var impatient = new ErlangA(48 / 60.0, 60, 120, 50);
        assertThat(impatient.abandonment()).isCloseTo(.031, digits(3));
        assertThat(impatient.meanWait()).isCloseTo(3.7, digits(1));
        assertThat(impatient.occupancy()).isCloseTo(.93, digits(2));
    }

    @Test
    void fourteenAgentsAreAsTheyMustBe() {
        assertThat(new ErlangC(ARRIVALS, 180, 14).waitingProbability()).isCloseTo(.174, digits(3));
        var impatient = new ErlangA(ARRIVALS, 180, 300, 14);
        assertThat(impatient.waitingProbability()).isCloseTo(.145, digits(3));
        assertThat(impatient.abandonment()).isCloseTo(.0140, digits(4));
        assertThat(impatient.answeredWithin(20)).isCloseTo(.917, digits(3));
    }

    /** The chain of how many are there, solved state by state, knows nothing of the closed form. */
    @ParameterizedTest
    @CsvSource({"14, 300", "13, 300", "8, 60", "10, 1000", "1, 20"})
    void closedFormAgreesWithTheChainOfStates(int agents, double patience) {
        double waiting = 0;
        double queue = 0;
        double total = 0;
        double p = 1;
        for (int there = 0; there < 2_000; there++) {
            total += p;
            waiting += there >= agents ? p : 0;
            queue += Math.max(0, there - agents) * p;
            int next = there + 1;
            p *= ARRIVALS / (Math.min(next, agents) / 180.0 + Math.max(0, next - agents) / patience);
        }
        var theory = new ErlangA(ARRIVALS, 180, patience, agents);
        assertThat(theory.waitingProbability()).isCloseTo(waiting / total, within(1e-12));
        assertThat(theory.abandonment()).isCloseTo(queue / total / patience / ARRIVALS, within(1e-12));
        assertThat(theory.answeredWithin(3_000)).isCloseTo(1 - theory.abandonment(), within(1e-6));
    }

    @Test
    void endlessPatienceMakesErlangAOfErlangC() {
        var endless = new ErlangA(ARRIVALS, 180, 1e7, 14);
        var patient = new ErlangC(ARRIVALS, 180, 14);
        assertThat(endless.waitingProbability()).isCloseTo(patient.waitingProbability(), within(1e-4));
        assertThat(endless.meanWait()).isCloseTo(patient.meanWait(), within(1e-2));
        assertThat(endless.answeredWithin(20)).isCloseTo(patient.answeredWithin(20), within(1e-4));
    }

    @Test
    void lineThatGrowsForEverIsRefused() {
        assertThatThrownBy(() -> new ErlangC(ARRIVALS, 180, 10)).hasMessageContaining("more agents than 10");
    }

    @Test
    void intervalIsStudentsOverTheReplications() {
        var interval = Interval.of(1, 2, 3, 4, 5);
        assertThat(interval.mean()).isEqualTo(3);
        assertThat(interval.halfWidth()).isCloseTo(4.604 * Math.sqrt(2.5 / 5), within(1e-9));
        assertThat(interval.contains(6.2)).isTrue();
        assertThat(interval.contains(6.3)).isFalse();
    }
}
