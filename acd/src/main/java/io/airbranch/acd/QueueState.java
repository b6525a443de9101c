package io.airbranch.acd;

import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;

/** A queue as the engine knows it now. Changed by {@link State} alone. */
final class QueueState {
    final UUID id;
    QueueProfile profile;

    /** Waiting, nobody being asked. */
    final NavigableSet<ContactState> line = new TreeSet<>(ContactState.FIRST_IN_LINE);

    /** Waiting, somebody being asked. */
    final NavigableSet<ContactState> offered = new TreeSet<>(ContactState.FIRST_IN_LINE);

    /** Agents who fit and could take one now. */
    final NavigableSet<AgentState> idle = new TreeSet<>(AgentState.IDLEST_FIRST);

    int served;

    QueueState(QueueProfile profile) {
        this.id = profile.id();
        this.profile = profile;
    }
}
