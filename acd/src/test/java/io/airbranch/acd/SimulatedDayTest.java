package io.airbranch.acd;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Days of random events, each from a seed: 200, or as many as {@code -Dacd.seeds} says. */
class SimulatedDayTest {

    static IntStream seeds() {
        return IntStream.rangeClosed(1, Integer.getInteger("acd.seeds", 200));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void invariantsHoldAfterEveryRecord(int seed) {
        var day = new Day(new Random(seed));
        try {
            day.play();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("Seed " + seed + ", event " + day.events + ": " + e.getMessage(), e);
        }
    }
}
