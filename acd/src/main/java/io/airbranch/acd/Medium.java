package io.airbranch.acd;

/** What a contact is carried on. An agent's profile says how many of each he may have in hand, and what goes alongside what. */
public enum Medium {
    VOICE,
    VIDEO,
    CHAT,
    MAIL,
    TASK
}
