package io.airbranch.sim.day;

/**
 * A contact that will come, with all its luck: drawn before the day, so that two ways to run a centre meet the very same customers.
 * Times in microseconds.
 *
 * @param at since midnight
 * @param line number of its queue
 * @param credit waiting that counts as done when it comes
 * @param patience hangs up unless answered by then
 * @param service talking or writing
 * @param after work of the agent when the customer has gone
 */
public record Arrival(
        long at, int line, String language, int priority, long credit, long patience, long service, long after) {}
