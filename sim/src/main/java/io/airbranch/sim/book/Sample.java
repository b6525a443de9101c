package io.airbranch.sim.book;

import java.util.Arrays;

/** Numbers, with their mean and quantiles. */
public final class Sample {
    private double[] values = new double[16];
    private int size;
    private double sum;
    private boolean sorted;

    public void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
        sum += value;
        sorted = false;
    }

    public int size() {
        return size;
    }

    public double sum() {
        return sum;
    }

    /** NaN where there is nothing. */
    public double mean() {
        return size == 0 ? Double.NaN : sum / size;
    }

    /** The smallest value that at least this share does not exceed; NaN where there is nothing. */
    public double quantile(double share) {
        if (size == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(values, 0, size);
            sorted = true;
        }
        return values[Math.max(0, (int) Math.ceil(share * size) - 1)];
    }
}
