package io.airbranch.casework;

import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.casework.CaseStore.Row;
import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.Contacts;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The cases. Reads for other modules, and the acts themselves: each in one transaction with its line in the history, told to open
 * screens after the commit. Who may is asked before, by {@link CaseDesk} for people; the system's own acts need no right.
 */
@Component
class CaseRegister implements Cases, CaseArchive {
    private static final ZoneId FALLBACK_ZONE = ZoneId.of("Asia/Shanghai");
    static final int LONGEST_TITLE = 120;

    private final CaseStore store;
    private final CaseStory story;
    private final Contacts contacts;
    private final Institutions institutions;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Ids ids;

    CaseRegister(
            CaseStore store,
            CaseStory story,
            Contacts contacts,
            Institutions institutions,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock,
            Ids ids) {
        this.store = store;
        this.story = story;
        this.contacts = contacts;
        this.institutions = institutions;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Optional<Summary> find(UUID id) {
        return store.find(id).map(Row::summary);
    }

    @Override
    public Map<UUID, Summary> findAll(Collection<UUID> wanted) {
        return store.findAll(wanted).values().stream().collect(Collectors.toMap(Row::id, Row::summary));
    }

    @Override
    public List<Summary> openOfCustomer(UUID customer) {
        return store.ofCustomer(customer, false).stream().map(Row::summary).toList();
    }

    /** What somebody opens by hand or a contact opens by itself. */
    record NewCase(
            InstitutionPath institution,
            String title,
            @Nullable String category,
            Priority priority,
            @Nullable UUID owner,
            @Nullable UUID customer,
            @Nullable UUID contact) {}

    /** Opens a case; for a contact that has opened one already, that one. */
    Row open(NewCase asked, @Nullable UUID by) {
        var now = clock.instant();
        var opened = inTransaction(() -> {
            var number = store.nextNumber(now.atZone(zone(asked.institution())).toLocalDate());
            var row = new Row(
                    ids.next(),
                    number,
                    asked.institution(),
                    shortened(asked.title()),
                    asked.category(),
                    asked.priority(),
                    new CaseLife.Standing(State.OPEN, null, null),
                    asked.owner(),
                    asked.customer(),
                    asked.contact(),
                    now,
                    null,
                    1);
            if (!store.insert(row)) {
                return store.byOrigin(Objects.requireNonNull(asked.contact())).orElseThrow();
            }
            if (asked.contact() != null) {
                story.attach(row.id(), row.institution(), asked.contact(), now);
            }
            changed(row, "state", null, State.OPEN.code(), null, by, now);
            return row;
        });
        told(opened);
        return opened;
    }

    @Override
    public Outcome<Summary> attach(UUID caseId, UUID contactId, UUID by) {
        var contact = contacts.find(contactId);
        if (contact.isEmpty()) {
            return Outcome.refused(Refusal.notFound(
                    "contact.unknown",
                    "There is no contact " + contactId + " within your institutions",
                    "contact",
                    contactId));
        }
        var now = clock.instant();
        return known(caseId).flatMap(row -> {
            if (row.standing().state() == State.CLOSED) {
                return Outcome.refused(closed(row));
            }
            inTransaction(() -> {
                story.attach(caseId, row.institution(), contactId, now);
                store.byOrigin(contactId)
                        .filter(own -> !own.id().equals(caseId))
                        .ifPresent(own -> mergeUntouched(own, row, by, now));
                if (row.customer() == null && contact.get().customer() != null) {
                    var known = row.of(contact.get().customer());
                    stored(known);
                }
                return row;
            });
            tell(contactId, row);
            var fresh = store.find(caseId).orElseThrow();
            told(fresh);
            return Outcome.done(fresh.summary());
        });
    }

    /** The case that opened by itself says nothing once the contact belongs to another, unless somebody has worked in it. */
    private void mergeUntouched(Row own, Row into, UUID by, Instant now) {
        story.detach(own.id(), Objects.requireNonNull(own.origin()));
        var untouched = own.standing().state() == State.OPEN
                && story.notes(own.id()).isEmpty()
                && story.contacts(own.id()).isEmpty();
        if (untouched) {
            var merged = own.standing(new CaseLife.Standing(State.CLOSED, now, now));
            stored(merged);
            changed(merged, "state", State.OPEN.code(), State.CLOSED.code(), "merged into " + into.number(), by, now);
        }
    }

    @Override
    public Outcome<Summary> solve(UUID caseId, UUID by) {
        return become(caseId, State.SOLVED, null, by).map(Row::summary);
    }

    Outcome<Row> become(UUID caseId, State wanted, @Nullable String reason, @Nullable UUID by) {
        return known(caseId).flatMap(row -> become(row, wanted, reason, by));
    }

    /** The row carries the version the caller has seen; another one's change in between is refused with {@code case.changed}. */
    Outcome<Row> become(Row row, State wanted, @Nullable String reason, @Nullable UUID by) {
        var now = clock.instant();
        return switch (CaseLife.decide(row.standing(), wanted, reason, now)) {
            case CaseLife.Step.Stays() -> Outcome.done(row);
            case CaseLife.Step.Refused(var refusal) -> Outcome.refused(refusal);
            case CaseLife.Step.Moved(var to) ->
                change(row, r -> r.standing(to), "state", row.standing().state().code(), wanted.code(), reason, by);
        };
    }

    /** One field changes, with its line in the history. */
    Outcome<Row> change(
            Row row,
            UnaryOperator<Row> edit,
            String field,
            @Nullable String before,
            @Nullable String after,
            @Nullable String reason,
            @Nullable UUID by) {
        var now = clock.instant();
        try {
            inTransaction(() -> {
                var edited = edit.apply(row);
                stored(edited);
                changed(edited, field, before, after, reason, by, now);
                return edited;
            });
        } catch (RefusalException stale) {
            return Outcome.refused(stale.refusal());
        }
        var fresh = store.find(row.id()).orElseThrow();
        told(fresh);
        return Outcome.done(fresh);
    }

    void note(Row row, String text, UUID by, UUID key) {
        story.note(row.id(), row.institution(), new CaseStory.Note(key, by, text, clock.instant()));
        told(row);
    }

    /** Tells the contact; repeated without harm, because the case's id is the act's key. */
    void tell(UUID contact, Row row) {
        contacts.append(contact, new ContactEvent.CaseAttached(row.id(), row.number()), row.id())
                .join();
    }

    @Override
    public boolean bring(PastCase past) {
        if (store.find(past.id()).isPresent()) {
            return false;
        }
        return transaction.execute(tx -> {
            var number = store.nextNumber(
                    past.openedAt().atZone(zone(past.institution())).toLocalDate());
            var row = new Row(
                    past.id(),
                    number,
                    past.institution(),
                    shortened(past.title()),
                    past.category(),
                    past.priority(),
                    new CaseLife.Standing(past.state(), past.solvedAt(), past.closedAt()),
                    past.owner(),
                    past.customer(),
                    past.contact(),
                    past.openedAt(),
                    past.followUpAt(),
                    1);
            if (!store.insert(row)) {
                return false;
            }
            if (past.contact() != null) {
                story.attach(row.id(), row.institution(), past.contact(), past.openedAt());
            }
            past.notes()
                    .forEach(n -> story.note(
                            row.id(), row.institution(), new CaseStory.Note(ids.next(), n.by(), n.text(), n.at())));
            changed(row, "state", null, past.state().code(), null, past.owner(), past.openedAt());
            return true;
        });
    }

    Outcome<Row> known(UUID id) {
        return store.find(id)
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Refusal.notFound(
                        "case.unknown", "There is no case " + id + " within your institutions", "case", id)));
    }

    static Refusal stale(Row current) {
        return Refusal.conflict(
                "case.changed",
                "Somebody changed case " + current.number() + " meanwhile; it has version " + current.version()
                        + " now. Load it again, then decide",
                "case",
                current.id(),
                "version",
                current.version());
    }

    static Refusal closed(Row row) {
        return Refusal.conflict(
                "case.closed",
                "Case " + row.number() + " is closed. Reopen it first, with a reason",
                "number",
                row.number());
    }

    private void stored(Row row) {
        if (!store.update(row)) {
            throw new RefusalException(store.find(row.id())
                    .map(CaseRegister::stale)
                    .orElseGet(
                            () -> Refusal.notFound("case.unknown", "There is no case " + row.id(), "case", row.id())));
        }
    }

    private void changed(
            Row row,
            String field,
            @Nullable String before,
            @Nullable String after,
            @Nullable String reason,
            @Nullable UUID by,
            Instant at) {
        story.change(
                ids.next(),
                row.id(),
                row.institution(),
                row.version(),
                new CaseStory.Change(field, before, after, reason, by, at));
    }

    private void told(Row row) {
        events.publishEvent(new CaseChanged(row.id(), row.version()));
    }

    private Row inTransaction(Supplier<Row> work) {
        return Objects.requireNonNull(transaction.execute(tx -> work.get()));
    }

    /** The case of a contact, as far as it has one: the attached one, or the one it opened. */
    Optional<Row> of(Contact contact) {
        if (contact.caseId() != null) {
            return store.find(contact.caseId());
        }
        return store.ofContact(contact.id()).stream().findFirst();
    }

    private ZoneId zone(InstitutionPath path) {
        return institutions.find(path).map(i -> i.zone()).orElse(FALLBACK_ZONE);
    }

    private static String shortened(String title) {
        var line = title.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= LONGEST_TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
    }
}
