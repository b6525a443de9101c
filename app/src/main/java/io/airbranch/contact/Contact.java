package io.airbranch.contact;

import io.airbranch.access.InstitutionPath;
import io.airbranch.contact.ContactEvent.Channel;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a contact stands: what its events up to {@code lastSeq} add up to.
 *
 * @param visitor the browser it came from, where it came from one
 * @param lastSeq number of its last event, from 1 without holes
 * @param lastShown number of its last event that the customer sees
 */
public record Contact(
        UUID id,
        InstitutionPath institution,
        Channel channel,
        State state,
        @Nullable UUID visitor,
        @Nullable UUID customer,
        String language,
        @Nullable String topic,
        @Nullable String page,
        @Nullable UUID queue,
        @Nullable UUID agent,
        @Nullable UUID caseId,
        Instant openedAt,
        @Nullable Instant queuedAt,
        @Nullable Instant joinedAt,
        @Nullable Instant endedAt,
        ContactEvent.Ended.@Nullable Reason endReason,
        long lastSeq,
        long lastShown) {

    public enum State {
        /** Greeted or served by a flow. */
        OPEN,
        WAITING,
        ACTIVE,
        /** Ended, the colleague's wrap-up is missing. */
        ENDED,
        WRAPPED
    }

    public boolean live() {
        return state == State.OPEN || state == State.WAITING || state == State.ACTIVE;
    }
}
