package io.airbranch.casework;

import com.fasterxml.jackson.annotation.JsonValue;
import io.airbranch.access.InstitutionPath;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cases that the running scope sees. */
public interface Cases {

    Optional<Summary> find(UUID id);

    Map<UUID, Summary> findAll(Collection<UUID> ids);

    /** Not closed, newest first. */
    List<Summary> openOfCustomer(UUID customer);

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
}
