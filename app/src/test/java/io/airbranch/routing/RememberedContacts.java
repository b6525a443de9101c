package io.airbranch.routing;

import io.airbranch.access.InstitutionPath;
import io.airbranch.contact.Contact;
import io.airbranch.contact.Contact.State;
import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.ContactListener;
import io.airbranch.contact.Contacts;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Contacts in memory, written by one thread like the real ones; they outlive the routing that a test restarts. */
final class RememberedContacts implements Contacts, AutoCloseable {
    private final Clock clock;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("contacts").factory());
    private final Map<UUID, Contact> contacts = new LinkedHashMap<>();
    private final Map<UUID, List<Recorded>> events = new HashMap<>();
    private final Set<UUID> hidden = new HashSet<>();
    private volatile @Nullable ContactListener listener;

    RememberedContacts(Clock clock) {
        this.clock = clock;
    }

    /** As if events of this kind had never arrived. */
    synchronized void forget(UUID contact, Class<? extends ContactEvent> kind) {
        events.get(contact).removeIf(recorded -> kind.isInstance(recorded.event()));
    }

    /** As if the contact were not in the database. */
    synchronized void hide(UUID contact) {
        hidden.add(contact);
    }

    synchronized void show(UUID contact) {
        hidden.remove(contact);
    }

    void listener(@Nullable ContactListener now) {
        listener = now;
    }

    @Override
    public CompletableFuture<Outcome<Contact>> open(NewContact fresh) {
        return CompletableFuture.supplyAsync(
                () -> {
                    synchronized (this) {
                        var contact = contact(
                                fresh.id(), fresh.institution(), fresh.language(), State.OPEN, null, null, null, 1);
                        contacts.put(fresh.id(), contact);
                        events.put(fresh.id(), new ArrayList<>());
                        return Outcome.done(contact);
                    }
                },
                writer);
    }

    private Contact contact(
            UUID id,
            InstitutionPath institution,
            String language,
            State state,
            @Nullable UUID queue,
            @Nullable UUID agent,
            @Nullable Instant queuedAt,
            long seq) {
        return new Contact(
                id,
                institution,
                ContactEvent.Channel.CHAT,
                state,
                null,
                null,
                language,
                null,
                null,
                queue,
                agent,
                null,
                clock.instant(),
                queuedAt,
                null,
                null,
                null,
                seq,
                seq);
    }

    @Override
    public CompletableFuture<Outcome<Recorded>> append(UUID id, ContactEvent event, @Nullable UUID key) {
        return CompletableFuture.supplyAsync(() -> store(id, event, key), writer);
    }

    private Outcome<Recorded> store(UUID id, ContactEvent event, @Nullable UUID key) {
        Recorded recorded;
        synchronized (this) {
            var contact = contacts.get(id);
            if (contact == null) {
                return Outcome.refused(Refusal.notFound("contact.unknown", "No contact " + id));
            }
            var stored = events.get(id).stream()
                    .filter(r -> key != null && key.equals(r.key()))
                    .findFirst();
            if (stored.isPresent()) {
                return Outcome.done(stored.get());
            }
            var next = next(contact, event);
            if (next == null) {
                return Outcome.refused(Refusal.conflict("contact.state", event + " does not fit " + contact.state()));
            }
            contacts.put(id, next);
            recorded = new Recorded(id, next.lastSeq(), 0, clock.instant(), event, key, false);
            events.get(id).add(recorded);
        }
        var hears = listener;
        if (hears != null) {
            hears.recorded(List.of(recorded));
        }
        return Outcome.done(recorded);
    }

    private @Nullable Contact next(Contact c, ContactEvent event) {
        return switch (event) {
            case ContactEvent.Queued e ->
                c.state() == State.ACTIVE || !c.live() ? null : with(c, State.WAITING, e.queue(), null);
            case ContactEvent.Joined e ->
                c.state() == State.ACTIVE || !c.live() ? null : with(c, State.ACTIVE, c.queue(), e.agent());
            case ContactEvent.Returned e -> c.state() == State.ACTIVE ? with(c, State.WAITING, c.queue(), null) : null;
            case ContactEvent.Transferred e ->
                c.live() ? with(c, State.WAITING, e.toQueue() == null ? c.queue() : e.toQueue(), null) : null;
            case ContactEvent.Ended e -> c.live() ? with(c, State.ENDED, c.queue(), c.agent()) : null;
            case ContactEvent.WrappedUp e ->
                c.state() == State.ENDED ? with(c, State.WRAPPED, c.queue(), c.agent()) : null;
            default -> with(c, c.state(), c.queue(), c.agent());
        };
    }

    private Contact with(Contact c, State state, @Nullable UUID queue, @Nullable UUID agent) {
        var queuedAt = c.queuedAt() == null && state == State.WAITING ? clock.instant() : c.queuedAt();
        return contact(c.id(), c.institution(), c.language(), state, queue, agent, queuedAt, c.lastSeq() + 1);
    }

    @Override
    public synchronized Optional<Contact> find(UUID id) {
        return Optional.ofNullable(contacts.get(id));
    }

    @Override
    public synchronized List<Contact> findAll(Collection<UUID> ids) {
        return contacts.values().stream()
                .filter(c -> ids.contains(c.id()) && !hidden.contains(c.id()))
                .toList();
    }

    @Override
    public synchronized List<Recorded> events(UUID contact, long afterSeq, int limit) {
        return List.copyOf(events.getOrDefault(contact, List.of()));
    }

    @Override
    public List<Recorded> lastMessages(Collection<UUID> ids) {
        return List.of();
    }

    @Override
    public synchronized List<Contact> live() {
        return contacts.values().stream()
                .filter(c -> c.live() && !hidden.contains(c.id()))
                .toList();
    }

    @Override
    public synchronized List<Contact> ofAgent(UUID agent) {
        return contacts.values().stream()
                .filter(c -> agent.equals(c.agent()) && c.state() != State.WRAPPED)
                .toList();
    }

    @Override
    public List<Contact> ofVisitor(UUID visitor, int limit) {
        return List.of();
    }

    @Override
    public List<Contact> ofCustomer(UUID customer, int limit) {
        return List.of();
    }

    @Override
    public void close() {
        writer.shutdownNow();
    }
}
