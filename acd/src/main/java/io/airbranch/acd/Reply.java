package io.airbranch.acd;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the sender of a command hears. */
public sealed interface Reply {

    Reply DONE = new Done();

    /** Done, or already so. */
    record Done() implements Reply {}

    /** The offer became an assignment, just now and only once. */
    record Given(UUID contact, UUID agent) implements Reply {}

    /** Nothing was changed. */
    record Refused(Reason reason, @Nullable String detail) implements Reply {}

    static Reply refused(Reason reason) {
        return new Refused(reason, null);
    }

    enum Reason {
        AGENT_UNKNOWN,
        /** Not ready, or no console open. */
        AGENT_UNAVAILABLE,
        /** The contact is with this agent already. */
        AGENT_SAME,
        CONTACT_UNKNOWN,
        /** Over: nothing is left to hand on. */
        CONTACT_ENDED,
        QUEUE_UNKNOWN,
        QUEUE_FULL,
        /** The detail says how it ended, where that is still known. */
        OFFER_GONE,
        OFFER_NOT_YOURS
    }
}
