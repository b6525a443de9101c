package io.airbranch.contact;

import io.airbranch.contact.ContactBatch.Answer;
import io.airbranch.contact.ContactBatch.Command;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.RefusalException;
import io.airbranch.shared.db.GroupCommit;
import io.airbranch.shared.db.Outages;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All contacts: the one writer of contacts and events, and the readers. A batch is one transaction with the same few statements whatever its
 * size: lock the contacts, look up repeated keys, insert events, insert and update contacts; then it is told, in order.
 */
@Component
class ContactJournal implements Contacts, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ContactJournal.class);
    private static final int PAGE = 500;

    private final ContactRows contacts;
    private final EventRows events;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher registry;
    private final ObjectProvider<ContactListener> listeners;
    private final Clock clock;
    private final GroupCommit<Command, Outcome<Answer>> commits;

    /**
     * Contacts of batches whose commit nobody answered, with the last number told before. If their events are stored after all, the
     * next batch tells them. Only the writing thread looks here.
     */
    private final Map<UUID, Long> inDoubt = new HashMap<>();

    private List<Recorded> settled = List.of();

    ContactJournal(
            ContactRows contacts,
            EventRows events,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher registry,
            ObjectProvider<ContactListener> listeners,
            Clock clock) {
        this.contacts = contacts;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.registry = registry;
        this.listeners = listeners;
        this.clock = clock;
        this.commits = new GroupCommit<>("contacts", this::write);
    }

    @Override
    public CompletableFuture<Outcome<Contact>> open(NewContact contact) {
        var command = new Command.Open(contact, Scope.current(), events.json(contact.opened()));
        return answered(commits.submit(command)).thenApply(outcome -> outcome.map(Answer::contact));
    }

    @Override
    public CompletableFuture<Outcome<Recorded>> append(UUID contact, ContactEvent event, @Nullable UUID key) {
        var command = new Command.Append(contact, event, key, Scope.current(), events.json(event));
        return answered(commits.submit(command))
                .thenApply(outcome -> outcome.map(answer -> Objects.requireNonNull(answer.recorded())));
    }

    /** A database that cannot be reached is a refusal to whoever waits; a fault of ours stays a failed future. */
    private static CompletableFuture<Outcome<Answer>> answered(CompletableFuture<Outcome<Answer>> future) {
        return future.exceptionally(failure -> {
            var cause = failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
            if (cause instanceof RefusalException refused) {
                return refused.refusal().code().equals("database.unavailable")
                        ? ContactRefusals.storageUnavailable()
                        : Outcome.refused(refused.refusal());
            }
            throw cause instanceof RuntimeException fault ? fault : new CompletionException(cause);
        });
    }

    /** On the writing thread, in scope of the whole system: each command carries its caller's scope, and the batch looks at it. */
    private List<Outcome<Answer>> write(List<Command> commands) {
        var touched = new HashMap<UUID, Long>();
        try {
            var batch = Objects.requireNonNull(transaction.execute(status -> inTransaction(commands, touched)));
            inDoubt.clear();
            tell(settled);
            tell(batch.recorded());
            return batch.answers();
        } catch (RuntimeException e) {
            if (Outages.refusal(e).isPresent()) {
                touched.forEach(inDoubt::putIfAbsent);
            }
            throw e;
        }
    }

    private ContactBatch inTransaction(List<Command> commands, Map<UUID, Long> touched) {
        var ids = new TreeSet<>(inDoubt.keySet());
        commands.forEach(command -> ids.add(command.contact()));
        // Also those in doubt: their lock waits for a commit that is still under way.
        var standing = contacts.lock(ids);
        ids.forEach(id -> touched.put(id, 0L));
        standing.forEach(life -> touched.put(life.contact().id(), life.contact().lastSeq()));
        settled = settle();
        var keys = commands.stream()
                .filter(c -> c instanceof Command.Append append && append.key() != null)
                .map(c -> new EventRows.Key(c.contact(), Objects.requireNonNull(((Command.Append) c).key())))
                .distinct()
                .toList();
        var batch = ContactBatch.decide(commands, standing, events.byKeys(keys), now());
        contacts.insert(batch.fresh());
        events.insert(batch.rows());
        contacts.update(batch.changed());
        for (var recorded : batch.recorded()) {
            var milestone = ContactBatch.milestone(recorded);
            if (milestone != null) {
                registry.publishEvent(milestone);
            }
        }
        return batch;
    }

    /** What became of the batches in doubt: events that are stored although nobody was told. */
    private List<Recorded> settle() {
        if (inDoubt.isEmpty()) {
            return List.of();
        }
        var stored = new ArrayList<Recorded>();
        inDoubt.forEach((contact, last) -> stored.addAll(events.after(contact, last, PAGE)));
        LOG.info(
                "{} contacts were in doubt after the database was away; {} of their events are stored",
                inDoubt.size(),
                stored.size());
        return stored;
    }

    private void tell(List<Recorded> recorded) {
        if (recorded.isEmpty()) {
            return;
        }
        listeners.orderedStream().forEach(listener -> {
            try {
                listener.recorded(recorded);
            } catch (RuntimeException e) {
                // The events are stored; one listener's fault must not take them from the others.
                LOG.error("{} failed over {} events", listener.getClass().getName(), recorded.size(), e);
            }
        });
    }

    /** As exact as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Optional<Contact> find(UUID id) {
        return contacts.find(List.of(id)).stream().findFirst();
    }

    @Override
    public List<Contact> findAll(Collection<UUID> ids) {
        return contacts.find(ids);
    }

    @Override
    public List<Recorded> events(UUID contact, long afterSeq, int limit) {
        return events.after(contact, afterSeq, limit);
    }

    @Override
    public List<Recorded> lastMessages(Collection<UUID> ids) {
        return events.lastMessages(ids);
    }

    @Override
    public List<Contact> live() {
        return contacts.live();
    }

    @Override
    public List<Contact> ofAgent(UUID agent) {
        return contacts.ofAgent(agent);
    }

    @Override
    public List<Contact> ofVisitor(UUID visitor, int limit) {
        return contacts.ofVisitor(visitor, limit);
    }

    @Override
    public List<Contact> ofCustomer(UUID customer, int limit) {
        return contacts.ofCustomer(customer, limit);
    }

    @Override
    public void close() {
        commits.close();
    }
}
