package io.airbranch.casework;

import com.fasterxml.jackson.annotation.JsonValue;
import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cases that the running scope sees. Cases of contacts open, close and reopen by themselves as the contacts go on; the acts here
 * ask for no right: the desk guards before it calls them.
 */
public interface Cases {

    Optional<Summary> find(UUID id);

    Map<UUID, Summary> findAll(Collection<UUID> ids);

    /** Not closed, newest first. */
    List<Summary> openOfCustomer(UUID customer);

    /**
     * The contact belongs to this case from now on; the one that opened by itself closes if nothing else was written in it. Told to
     * the contact as an event. Refused: {@code case.unknown}, {@code case.closed}, {@code contact.unknown}.
     */
    Outcome<Summary> attach(UUID caseId, UUID contact, UUID by);

    /** The owner holds the demand for solved, so that the customer may be asked. Refused: {@code case.unknown}, {@code case.closed}. */
    Outcome<Summary> solve(UUID caseId, UUID by);

    /** @param owner null while nobody has taken it; @param version for optimistic locking */
    record Summary(
            UUID id,
            String number,
            String title,
            @Nullable String category,
            Priority priority,
            State state,
            @Nullable UUID owner,
            @Nullable UUID customer,
            InstitutionPath institution,
            Instant openedAt,
            long version) {}

    enum State {
        OPEN,
        /** Waits for the customer or a third party. */
        PENDING,
        /** The owner holds it for solved; the customer has not said so yet. */
        SOLVED,
        CLOSED;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Priority {
        LOW,
        NORMAL,
        HIGH,
        URGENT;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Published in-process after commit: somebody's view of the case is stale. */
    record CaseChanged(UUID id, long version) {}

    /** Published in-process when the moment has come that the owner promised to look again. */
    record FollowUpDue(UUID id, String number, @Nullable UUID owner, Instant due) {}
}
