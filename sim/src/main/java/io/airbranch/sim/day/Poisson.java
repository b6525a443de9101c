package io.airbranch.sim.day;

import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/** Arrivals independent of each other, at a rate that is constant within each half hour of the day. */
public final class Poisson {
    public static final long HALF_HOUR = 1_800_000_000L;

    private Poisson() {}

    /**
     * Unit exponential steps on the scale of the expected number of arrivals so far, turned back into times.
     *
     * @param perHalfHour expected arrivals, from midnight
     * @param arrival is given the times in microseconds since midnight, in order
     */
    public static void draw(double[] perHalfHour, SplittableRandom random, LongConsumer arrival) {
        double next = step(random);
        double before = 0;
        for (int half = 0; half < perHalfHour.length; half++) {
            double expected = perHalfHour[half];
            while (next < before + expected) {
                arrival.accept((long) ((half + (next - before) / expected) * HALF_HOUR));
                next += step(random);
            }
            before += expected;
        }
    }

    private static double step(SplittableRandom random) {
        return -StrictMath.log(1 - random.nextDouble());
    }
}
