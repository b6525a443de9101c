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

    /** The engine gives him nothing new for a while, or does so again. */
    default void rests(int worker, boolean resting, long now) {}

    /** All of a decision has been told. @param engine may be asked why */
    default void settled(long now, Explaining engine) {}

    /** The engine, where it can be asked. */
    interface Explaining {
        Why why(Customer customer);
    }

    /**
     * Why a contact stands where it stands.
     *
     * @param chosen who is asked or serves; -1 = nobody
     * @param candidates who could be asked now
     * @param agents who were thought of, candidates or not
     */
    record Why(int chosen, int candidates, int agents) {}
}
