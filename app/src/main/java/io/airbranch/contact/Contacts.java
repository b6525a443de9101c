package io.airbranch.contact;

import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * All contacts. Writing is one way only: events are appended, many callers share one commit, and a returned future is a promise that
 * the event is on disk. An event that does not fit the contact's state is refused with {@code contact.ended} and the like.
 */
public interface Contacts {

    /** Opens a contact with its first event. Idempotent by {@code id}: a repetition returns the contact as it is. */
    CompletableFuture<Outcome<Contact>> open(NewContact contact);

    record NewContact(
            UUID id,
            InstitutionPath institution,
            ContactEvent.Opened opened,
            String language,
            @Nullable UUID visitor,
            @Nullable UUID customer) {}

    /**
     * Appends one event.
     *
     * @param key the sender's own id of this act; unique per contact, a repetition returns what was recorded first
     */
    CompletableFuture<Outcome<Recorded>> append(UUID contact, ContactEvent event, @Nullable UUID key);

    /** @param prevShown number of the event shown to the customer before this one; 0 for the first */
    record Recorded(
            UUID contact,
            long seq,
            long prevShown,
            Instant at,
            ContactEvent event,
            @Nullable UUID key,
            boolean repeated) {
        public boolean shown() {
            return Visibility.shownToCustomer(event);
        }
    }

    Optional<Contact> find(UUID id);

    List<Contact> findAll(Collection<UUID> ids);

    /** Events after {@code afterSeq}, in order, at most {@code limit}. */
    List<Recorded> events(UUID contact, long afterSeq, int limit);

    /** The last line spoken in each, for cards. */
    List<Recorded> lastMessages(Collection<UUID> contacts);

    /** Contacts that are not over: OPEN, WAITING, ACTIVE. */
    List<Contact> live();

    /** An agent's contacts that still need him: ACTIVE, and ENDED without wrap-up. */
    List<Contact> ofAgent(UUID agent);

    /** Newest first. */
    List<Contact> ofVisitor(UUID visitor, int limit);

    List<Contact> ofCustomer(UUID customer, int limit);
}
