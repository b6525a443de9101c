package io.airbranch.sim.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LawTests {
    private static final int DRAWS = 200_000;

    private static double[] meanAndDeviation(Law law) {
        var random = new SplittableRandom(11);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double x = law.draw(random) / Law.MICROS;
            sum += x;
            squares += x * x;
        }
        double mean = sum / DRAWS;
        return new double[] {mean, Math.sqrt(squares / DRAWS - mean * mean)};
    }

    @Test
    void exponentialTimesDeviateByTheirMean() {
        assertThat(meanAndDeviation(new Law.Exponential(180))).containsExactly(new double[] {180, 180}, within(2.0));
    }

    @Test
    void lognormalTimesHaveTheirMeanAndVariation() {
        assertThat(meanAndDeviation(new Law.Lognormal(180, .5))).containsExactly(new double[] {180, 90}, within(1.5));
    }

    @Test
    void arrivalsFollowTheProfile() {
        var halves = new int[4];
        var times = new ArrayList<Long>();
        Poisson.draw(new double[] {0, 40_000, 10_000, 0}, new SplittableRandom(5), at -> {
            halves[(int) (at / Poisson.HALF_HOUR)]++;
            times.add(at);
        });
        assertThat(halves[0] + halves[3]).isZero();
        assertThat(halves[1]).isCloseTo(40_000, within(600));
        assertThat(halves[2]).isCloseTo(10_000, within(300));
        assertThat(times).isSorted();
    }
}
