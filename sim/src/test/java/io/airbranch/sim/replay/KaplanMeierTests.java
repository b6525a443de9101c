package io.airbranch.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KaplanMeierTests {
    /** E. Freireich and others (1963), the patients on 6-MP: the example of many textbooks; + = not seen to the end. */
    private static KaplanMeier published() {
        var calls = new ArrayList<Call>();
        for (int seen : new int[] {6, 6, 6, 7, 10, 13, 16, 22, 23}) {
            calls.add(call(seen, ""));
        }
        for (int lost : new int[] {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) {
            calls.add(call(lost, "S01"));
        }
        return KaplanMeier.of(calls);
    }

    private static Call call(long waited, String server) {
        return new Call("PS", 0, 0, waited, 0, server);
    }

    @Test
    void survivalIsAsPublished() {
        var patience = published();
        assertThat(List.of(5, 6, 7, 10, 13, 16, 22, 23, 35).stream()
                        .map(t -> Math.round(patience.survival(t) * 1000) / 1000.0))
                .containsExactly(1.0, .857, .807, .753, .690, .627, .538, .448, .448);
        assertThat(patience.quantile(.25)).isEqualTo(13);
        assertThat(patience.quantile(.5)).isEqualTo(23);
        assertThat(patience.hangUps()).isEqualTo(9);
        assertThat(patience.observations()).isEqualTo(21);
    }

    @Test
    void beyondTheLongestObservationTheMeanRateGoesOn() {
        var patience = published();
        double rate = 9 / 359.0;
        assertThat(patience.survival(45)).isCloseTo(.448 * Math.exp(-rate * 10), within(.001));
        assertThat(patience.survival(patience.quantile(.7))).isCloseTo(.3, within(1e-9));
    }

    @Test
    void drawsAreAsPatientAsTheEstimateSays() {
        var patience = published();
        var random = new SplittableRandom(3);
        int gone = 0;
        for (int i = 0; i < 100_000; i++) {
            gone += patience.draw(0, random) <= 16 ? 1 : 0;
        }
        assertThat(gone / 100_000.0).isCloseTo(1 - .627, within(.005));
    }

    @Test
    void whoIsKnownToHaveWaitedDrawsMoreThanThat() {
        var patience = published();
        var random = new SplittableRandom(3);
        int gone = 0;
        for (int i = 0; i < 100_000; i++) {
            double drawn = patience.draw(10, random);
            assertThat(drawn).isGreaterThan(10);
            gone += drawn <= 22 ? 1 : 0;
        }
        assertThat(gone / 100_000.0).isCloseTo(1 - .538 / .753, within(.005));
    }

    @Test
    void whereNobodyHangsUpPatienceHasNoEnd() {
        assertThat(KaplanMeier.of(List.of(call(5, "S01"))).draw(0, new SplittableRandom(1)))
                .isInfinite();
    }
}
