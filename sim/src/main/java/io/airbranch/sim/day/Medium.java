package io.airbranch.sim.day;

/** What a contact comes by, as far as it matters for who may take how many at once. */
public enum Medium {
    VOICE,
    CHAT
}
