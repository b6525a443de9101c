package io.airbranch.sim.replay;

/**
 * A recorded call that stood in line or was answered at once. Times in seconds since the midnight on which the record begins.
 *
 * @param type what the customer wanted, or a group of customers
 * @param priority 2 = served as if he had waited longer
 * @param at came to the line
 * @param waited until answered or hung up
 * @param service seconds; 0 where nobody answered
 * @param server who answered; empty = hung up
 */
record Call(String type, int priority, long at, long waited, long service, String server) {
    boolean answered() {
        return !server.isEmpty();
    }

    long answeredAt() {
        return at + waited;
    }

    long endedAt() {
        return answeredAt() + service;
    }
}
