package io.airbranch.shared.turn;

/** What a process does when another one has taken its turn. */
@FunctionalInterface
public interface TurnLost {
    void accept(String why);
}
