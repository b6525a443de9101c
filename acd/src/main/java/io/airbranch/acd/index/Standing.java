package io.airbranch.acd.index;

/**
 * What stands in ordered lists: smallest key first, of equal keys the smallest arrival, which is unique. Neither may change while it
 * stands in one.
 */
public abstract class Standing {
    protected long key;
    protected final long arrival;

    /** Of no influence on the order; lists know the smallest. */
    protected final long begun;

    protected Standing(long arrival, long begun) {
        this.arrival = arrival;
        this.begun = begun;
    }

    public final boolean before(Standing other) {
        return key != other.key ? key < other.key : arrival < other.arrival;
    }

    public final boolean before(long otherKey, long otherArrival) {
        return key != otherKey ? key < otherKey : arrival < otherArrival;
    }

    public final long key() {
        return key;
    }

    public final long arrival() {
        return arrival;
    }
}
