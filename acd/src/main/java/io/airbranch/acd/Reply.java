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
        /** The detail is the expected wait in seconds. */
        WAIT_TOO_LONG,
        /** The detail is the longest wait in line in seconds. */
        LINE_TOO_OLD,
        /** Steps ask for what nobody can have; the detail says what. */
        REQUIREMENT_IMPOSSIBLE,
        /** More different traits are asked for than the engine keeps apart; the detail is their number. */
        TOO_MANY_TRAITS,
        /** A number outside what it may be; the detail says which. */
        OUT_OF_RANGE,
        /** Is not waiting any more. */
        CONTACT_SERVED,
        /** The detail says how it ended, where that is still known. */
        OFFER_GONE,
        OFFER_NOT_YOURS
    }
}
