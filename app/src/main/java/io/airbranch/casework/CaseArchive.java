package io.airbranch.casework;

import io.airbranch.access.InstitutionPath;
import io.airbranch.casework.Cases.Priority;
import io.airbranch.casework.Cases.State;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The way in for cases that were worked on elsewhere before: an earlier system's, or a demo bank's history. */
public interface CaseArchive {

    /** Numbered by the day it was opened. Idempotent by {@code id}; false when it was there. Asks for no right: runs for nobody. */
    boolean bring(PastCase past);

    record PastCase(
            UUID id,
            InstitutionPath institution,
            String title,
            @Nullable String category,
            Priority priority,
            State state,
            @Nullable UUID owner,
            @Nullable UUID customer,
            @Nullable UUID contact,
            Instant openedAt,
            @Nullable Instant solvedAt,
            @Nullable Instant closedAt,
            @Nullable Instant followUpAt,
            List<PastNote> notes) {}

    record PastNote(UUID by, String text, Instant at) {}
}
