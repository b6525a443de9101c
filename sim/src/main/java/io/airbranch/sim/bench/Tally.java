package io.airbranch.sim.bench;

import java.util.BitSet;

/** Lines of one direction of one conversation, numbered by their writer: what of them arrived, how often and in which order. */
final class Tally {
    private final BitSet arrived = new BitSet();
    private int written;
    private int highest = -1;
    private int doubled;
    private int outOfOrder;

    /** The number of the next line. */
    synchronized int write() {
        return written++;
    }

    synchronized void arrive(int number) {
        if (arrived.get(number)) {
            doubled++;
            return;
        }
        arrived.set(number);
        if (number < highest) {
            outOfOrder++;
        }
        highest = Math.max(highest, number);
    }

    synchronized int missing() {
        return written - arrived.cardinality();
    }

    synchronized int doubled() {
        return doubled;
    }

    synchronized int outOfOrder() {
        return outOfOrder;
    }
}
