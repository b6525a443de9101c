package io.airbranch.sim.day;

import java.util.OptionalLong;

/** A contact from its arrival to its end, as the simulation lives it. Changed by {@link Simulation} alone; times in microseconds. */
public final class Customer {
    enum Fate {
        WAITING,
        SERVED,
        HUNG_UP,
        REFUSED
    }

    final long number;
    final Arrival arrival;
    Fate fate = Fate.WAITING;

    /** The offer that rings now; 0 = none. */
    long offer;

    int worker = -1;
    long answeredAt;
    long leftAt;
    OptionalLong estimate = OptionalLong.empty();

    Customer(long number, Arrival arrival) {
        this.number = number;
        this.arrival = arrival;
    }

    public Arrival arrival() {
        return arrival;
    }

    public boolean answered() {
        return fate == Fate.SERVED;
    }

    public boolean hungUp() {
        return fate == Fate.HUNG_UP;
    }

    public boolean refused() {
        return fate == Fate.REFUSED;
    }

    /** Until answered or hung up, ringing counted. */
    public long waited() {
        return (answered() ? answeredAt : leftAt) - arrival.at();
    }

    /** What the engine said on arrival that the wait would be; empty where it said nothing or nobody had to wait. */
    public OptionalLong estimate() {
        return estimate;
    }
}
