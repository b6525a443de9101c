package io.airbranch.sim.theory;

import java.util.Locale;

/**
 * What independent replications of a simulation say about a figure: their mean, and how far the truth may be from it with 99 %
 * confidence (Student's t over the replications' means; A. Law, "Simulation Modeling and Analysis", chapter 9).
 */
public record Interval(double mean, double halfWidth, int replications) {
    /** 99.5 % quantiles of Student's t by degrees of freedom, from 1. */
    private static final double[] T = {
        63.657, 9.925, 5.841, 4.604, 4.032, 3.707, 3.499, 3.355, 3.250, 3.169, 3.106, 3.055, 3.012, 2.977, 2.947, 2.921,
        2.898, 2.878, 2.861, 2.845, 2.831, 2.819, 2.807, 2.797, 2.787, 2.779, 2.771, 2.763, 2.756, 2.750
    };

    public static Interval of(double... means) {
        int n = means.length;
        if (n < 2 || n > T.length + 1) {
            throw new IllegalArgumentException("Replications: " + n + ", needed: 2 to " + (T.length + 1));
        }
        double mean = 0;
        for (double m : means) {
            mean += m / n;
        }
        double squares = 0;
        for (double m : means) {
            squares += (m - mean) * (m - mean);
        }
        return new Interval(mean, T[n - 2] * Math.sqrt(squares / (n - 1) / n), n);
    }

    public boolean contains(double value) {
        return Math.abs(value - mean) <= halfWidth;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.5f ± %.5f", mean, halfWidth);
    }
}
