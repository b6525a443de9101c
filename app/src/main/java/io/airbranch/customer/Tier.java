package io.airbranch.customer;

/** Customer tier, lowest first. */
public enum Tier {
    STANDARD,
    GOLD,
    PLATINUM,
    PRIVATE
}
