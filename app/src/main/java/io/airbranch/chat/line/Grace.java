package io.airbranch.chat.line;

import io.airbranch.contact.ContactEvent.Ended.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a conversation outlives its customer's line. Pure. */
final class Grace {
    private Grace() {}

    /**
     * @param goneSince when the last socket closed, null while one is open; after a start of the server, when it started
     * @param left the customer left a message while we were closed and has not come back since: we owe an answer, no line is awaited
     * @return why the contact ends now, or empty to keep it
     */
    static Optional<Reason> verdict(
            Talk.Stage stage, @Nullable Instant goneSince, boolean left, Duration grace, Instant now) {
        if (goneSince == null || left || now.isBefore(goneSince.plus(grace))) {
            return Optional.empty();
        }
        return switch (stage) {
            case OPEN, WAITING -> Optional.of(Reason.ABANDONED);
            case ACTIVE -> Optional.of(Reason.CUSTOMER_GONE);
            case ENDED -> Optional.empty();
        };
    }
}
