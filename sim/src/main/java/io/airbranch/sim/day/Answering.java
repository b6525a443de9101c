package io.airbranch.sim.day;

/**
 * How agents answer what rings.
 *
 * @param delay from ringing to answering
 * @param missed share of the offers that ring until their lease ends
 * @param back seconds until an agent whom the engine set away is ready again
 */
public record Answering(Law delay, double missed, double back) {
    public static final Answering AT_ONCE = new Answering(new Law.Fixed(0), 0, 300);
}
