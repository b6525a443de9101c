package io.airbranch.acd.core;

import java.util.Arrays;

/** Shares of capacity in hand that have occurred, ascending, each with its column in the idle order: whoever is least occupied is in the first. */
final class Bands {
    /** Shares are whole numbers of this; every part of a capacity up to 16 is exact. */
    static final int WHOLE = 720_720;

    private final Traits traits;
    private int[] shares = new int[8];
    private int[] columns = new int[8];
    private int count;

    Bands(Traits traits) {
        this.traits = traits;
    }

    int count() {
        return count;
    }

    int columnAt(int place) {
        return columns[place];
    }

    int column(int share) {
        int at = Arrays.binarySearch(shares, 0, count, share);
        if (at >= 0) {
            return columns[at];
        }
        at = -at - 1;
        if (count == shares.length) {
            shares = Arrays.copyOf(shares, count * 2);
            columns = Arrays.copyOf(columns, count * 2);
        }
        System.arraycopy(shares, at, shares, at + 1, count - at);
        System.arraycopy(columns, at, columns, at + 1, count - at);
        shares[at] = share;
        columns[at] = traits.newColumn();
        count++;
        return columns[at];
    }
}
