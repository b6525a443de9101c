package io.airbranch.acd;

/** What a contact is carried on. An agent's profile says how many of each he may have in hand, and what goes alongside what. */
public enum Medium {
    VOICE(0),
    VIDEO(1),
    CHAT(2),
    MAIL(3),
    TASK(4);

    private final int number;

    Medium(int number) {
        this.number = number;
    }

    /** From 0 without a gap: place of its bit, its column, its counter. */
    public int number() {
        return number;
    }
}
