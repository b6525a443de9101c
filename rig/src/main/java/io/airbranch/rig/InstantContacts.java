package io.airbranch.rig;

import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.Contacts;
import io.airbranch.shared.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Contacts that take everything at once and keep nothing: what remains is routing and its journal. */
final class InstantContacts implements Contacts {
    private final Clock clock;

    InstantContacts(Clock clock) {
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Outcome<Recorded>> append(UUID contact, ContactEvent event, @Nullable UUID key) {
        return CompletableFuture.completedFuture(Outcome.done(recorded(contact, event, clock.instant())));
    }

    static Recorded recorded(UUID contact, ContactEvent event, Instant at) {
        return new Recorded(contact, 1, 0, at, event, null, false);
    }

    @Override
    public CompletableFuture<Outcome<Contact>> open(NewContact contact) {
        throw new UnsupportedOperationException("Nobody opens contacts here");
    }

    @Override
    public Optional<Contact> find(UUID id) {
        return Optional.empty();
    }

    @Override
    public List<Contact> findAll(Collection<UUID> ids) {
        return List.of();
    }

    @Override
    public List<Recorded> events(UUID contact, long afterSeq, int limit) {
        return List.of();
    }

    @Override
    public List<Recorded> lastMessages(Collection<UUID> contacts) {
        return List.of();
    }

    @Override
    public List<Contact> live() {
        return List.of();
    }

    @Override
    public List<Contact> ofAgent(UUID agent) {
        return List.of();
    }

    @Override
    public List<Contact> ofVisitor(UUID visitor, int limit) {
        return List.of();
    }

    @Override
    public List<Contact> ofCustomer(UUID customer, int limit) {
        return List.of();
    }
}
