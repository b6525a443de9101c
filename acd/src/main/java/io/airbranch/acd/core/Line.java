package io.airbranch.acd.core;

import io.airbranch.acd.Medium;
import io.airbranch.acd.index.Roll;
import org.jspecify.annotations.Nullable;

/** Waiting contacts of one queue that ask for the same on the same medium, nobody being asked for them. */
final class Line {
    final QueueState queue;
    final Medium medium;
    final Requirement requirement;
    final Roll<ContactState> roll = new Roll<>();

    /** Its place in {@link Buckets}. */
    int bucket = -1;

    int place = -1;

    /** Contacts that belong here, also those that are being offered. */
    int holders;

    @Nullable ContactState head;

    Line(QueueState queue, Medium medium, Requirement requirement) {
        this.queue = queue;
        this.medium = medium;
        this.requirement = requirement;
    }
}
