package io.airbranch.contact;

import java.time.Instant;
import java.util.List;

/** The way in for contacts that were served elsewhere before: an earlier system's, or a demo bank's history. */
public interface ContactArchive {

    /**
     * Idempotent by id; false when it was there. The events must make a life that the rules allow, the first is the opening itself.
     * Nobody hears of them: no milestones, no listeners. Asks for no right, runs for nobody within a bound scope.
     */
    boolean bring(Contacts.NewContact contact, Instant openedAt, List<PastEvent> events);

    record PastEvent(Instant at, ContactEvent event) {}
}
