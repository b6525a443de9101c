package io.airbranch.sim.traffic;

import io.airbranch.sim.Await;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** How long people take; everything drawn from one seed. */
final class Pace {
    private final SplittableRandom random;

    Pace(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A stream of its own for one person, so that people do not disturb each other's. */
    synchronized RandomGenerator person() {
        return random.split();
    }

    static void pause(RandomGenerator random, double fromSeconds, double toSeconds) {
        Await.pause(Duration.ofMillis(random.nextLong((long) (fromSeconds * 1000), (long) (toSeconds * 1000))));
    }

    static Duration exponential(RandomGenerator random, double meanSeconds) {
        return Duration.ofMillis((long) (-Math.log(1 - random.nextDouble()) * meanSeconds * 1000));
    }

    /** As long as it takes to type that, within reason. */
    static void type(RandomGenerator random, String text) {
        double seconds = Math.min(
                9,
                1.5
                        + text.length()
                                * (text.length() > text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length / 2
                                        ? 0.06
                                        : 0.15));
        pause(random, seconds * 0.7, seconds * 1.3);
    }
}
