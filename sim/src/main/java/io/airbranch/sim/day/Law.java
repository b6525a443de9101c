package io.airbranch.sim.day;

import java.util.SplittableRandom;

/** How a time varies from contact to contact. Draws are in microseconds; the same random numbers give the same draws on every machine. */
public sealed interface Law {
    double MICROS = 1e6;

    /** Longer than any day: nobody comes to the end of it. */
    long ENDLESS = Long.MAX_VALUE / 4;

    long draw(SplittableRandom random);

    /** @param mean seconds */
    record Exponential(double mean) implements Law {
        @Override
        public long draw(SplittableRandom random) {
            return micros(-mean * StrictMath.log(1 - random.nextDouble()));
        }
    }

    /** @param mean seconds @param variation standard deviation over mean */
    record Lognormal(double mean, double variation) implements Law {
        @Override
        public long draw(SplittableRandom random) {
            double variance = StrictMath.log(1 + variation * variation);
            // Box and Muller's normal number; the generator's own uses arithmetic that may differ between machines.
            double normal = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
                    * StrictMath.cos(2 * Math.PI * random.nextDouble());
            return micros(mean * StrictMath.exp(normal * StrictMath.sqrt(variance) - variance / 2));
        }
    }

    /** Always the same. */
    record Fixed(double seconds) implements Law {
        @Override
        public long draw(SplittableRandom random) {
            return micros(seconds);
        }
    }

    record Endless() implements Law {
        @Override
        public long draw(SplittableRandom random) {
            return ENDLESS;
        }
    }

    static long ofSeconds(long seconds) {
        return seconds * 1_000_000;
    }

    static long micros(double seconds) {
        return Math.min(ENDLESS, Math.round(seconds * MICROS));
    }
}
