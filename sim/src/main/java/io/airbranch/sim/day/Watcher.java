package io.airbranch.sim.day;

/** Sees what happens in a simulated centre, in order. Times in microseconds. */
public interface Watcher {

    default void arrived(Customer customer, long now) {}

    default void offered(Customer customer, long offer, int worker, long expiresAt, long now) {}

    /** @param pauseUntil until then whoever let it pass is not asked for it again; negative where nobody let it pass */
    default void offerEnded(Customer customer, long offer, int worker, long pauseUntil, long now) {}

    default void answered(Customer customer, long offer, int worker, long now) {}

    /** Left the line unserved, or was not let in. */
    default void lost(Customer customer, long now) {}

    /** The agent has nothing more to do with it. */
    default void freed(Customer customer, int worker, long now) {}

    /** Ready for contacts, or no longer. */
    default void duty(int worker, boolean onDuty, long now) {}

    /** All of a decision has been told. */
    default void settled(long now) {}
}
