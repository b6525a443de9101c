package io.airbranch.sim.day;

/**
 * A centre's rule on rest.
 *
 * @param afterSeconds work without a pause as long as the rest
 * @param seconds for which nothing new is offered then
 */
public record Rest(long afterSeconds, long seconds) {}
