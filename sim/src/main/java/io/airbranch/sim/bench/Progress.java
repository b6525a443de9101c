package io.airbranch.sim.bench;

/** Tells the person at the terminal what is going on, beside the report that goes to standard output. */
public final class Progress {
    private Progress() {}

    public static void say(String what) {
        System.err.println("… " + what);
    }
}
