package io.airbranch.casework;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.casework.CaseStore.Asked;
import io.airbranch.casework.CaseStore.Row;
import io.airbranch.casework.Cases.Priority;
import io.airbranch.casework.Cases.State;
import io.airbranch.contact.Contacts;
import io.airbranch.customer.Customers;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cases as people read and work on them: guarded at the case's institution; changing and reading another's case is audited. */
@Component
class CaseDesk {
    private static final int PAGE = 50;
    private static final Pattern NUMBER_LIKE = Pattern.compile("(?i)(GD-)?[0-9-]{4,}");

    private final CaseRegister cases;
    private final CaseStore store;
    private final CaseStory story;
    private final CaseLists lists;
    private final Contacts contacts;
    private final Customers customers;
    private final Operators operators;
    private final Guard guard;
    private final AuditTrail audit;
    private final Ids ids;

    CaseDesk(
            CaseRegister cases,
            CaseStore store,
            CaseStory story,
            CaseLists lists,
            Contacts contacts,
            Customers customers,
            Operators operators,
            Guard guard,
            AuditTrail audit,
            Ids ids) {
        this.cases = cases;
        this.store = store;
        this.story = story;
        this.lists = lists;
        this.contacts = contacts;
        this.customers = customers;
        this.operators = operators;
        this.guard = guard;
        this.audit = audit;
        this.ids = ids;
    }

    record Person(UUID id, Name name) {}

    record CustomerName(UUID id, String name) {}

    record NoteView(UUID id, @Nullable Person by, String text, Instant at) {}

    record ChangeView(
            String field,
            @Nullable String before,
            @Nullable String after,
            @Nullable String reason,
            @Nullable Person by,
            Instant at) {}

    record ContactLine(
            UUID id,
            String channel,
            String state,
            @Nullable Person agent,
            Instant openedAt,
            @Nullable Instant endedAt) {}

    record CaseView(
            UUID id,
            String number,
            String title,
            @Nullable String category,
            Priority priority,
            State state,
            InstitutionPath institution,
            @Nullable Person owner,
            @Nullable CustomerName customer,
            Instant openedAt,
            @Nullable Instant solvedAt,
            @Nullable Instant closedAt,
            @Nullable Instant followUpAt,
            long version,
            List<NoteView> notes,
            List<ContactLine> contacts,
            List<ChangeView> changes) {}

    record Page(List<CaseView> cases, @Nullable String next) {}

    enum Owned {
        ME,
        TEAM,
        NOBODY
    }

    /** @param state null for all that are not closed; @param q part of a case number, or a customer's name, phone or number */
    Page page(Owned owned, @Nullable State state, @Nullable String q, @Nullable String after) {
        guard.requireAnywhere(Right.CASE_READ);
        var me = guard.current();
        var text = q == null || q.isBlank() ? null : q.strip();
        var number = text == null
                ? null
                : NUMBER_LIKE.matcher(text).matches() ? text.toUpperCase(java.util.Locale.ROOT) : "\0";
        var who = text != null && text.length() >= 2 && me.mayAnywhere(Right.CUSTOMER_READ)
                ? customers.search(text, PAGE).stream()
                        .map(Customers.CustomerHit::id)
                        .toList()
                : List.<UUID>of();
        var cursor = Cursor.read(after);
        var rows = store.page(new Asked(
                me.where(Right.CASE_READ).stream().map(InstitutionPath::value).toList(),
                owned == Owned.ME ? me.id() : null,
                owned == Owned.NOBODY,
                state != null
                        ? List.of(state)
                        : text != null ? List.of(State.values()) : List.of(State.OPEN, State.PENDING, State.SOLVED),
                "\0".equals(number) ? "-none-" : number,
                who,
                cursor == null ? null : cursor.at(),
                cursor == null ? null : cursor.id(),
                PAGE + 1));
        var shown = rows.size() > PAGE ? rows.subList(0, PAGE) : rows;
        var next = rows.size() > PAGE
                ? new Cursor(shown.getLast().openedAt(), shown.getLast().id()).write()
                : null;
        return new Page(briefly(shown), next);
    }

    List<CaseView> ofCustomer(UUID customer) {
        guard.requireAnywhere(Right.CASE_READ);
        var me = guard.current();
        return briefly(store.ofCustomer(customer, true).stream()
                .filter(row -> me.may(Right.CASE_READ, row.institution()))
                .toList());
    }

    Outcome<CaseView> view(UUID id) {
        return cases.known(id).map(row -> {
            guard.require(Right.CASE_READ, row.institution());
            if (!guard.current().id().equals(row.owner())) {
                record(row, "case.view", Map.of());
            }
            return whole(row);
        });
    }

    Outcome<CaseView> open(
            InstitutionPath institution,
            String title,
            @Nullable String category,
            Priority priority,
            @Nullable UUID customer) {
        guard.require(Right.CASE_WORK, institution);
        return category(category).map(ok -> {
            var me = guard.current();
            var row = cases.open(
                    new CaseRegister.NewCase(institution, title, category, priority, me.id(), customer, null), me.id());
            record(row, "case.open", Map.of());
            return whole(row);
        });
    }

    Outcome<CaseView> edit(
            UUID id, long version, @Nullable String title, @Nullable String category, @Nullable Priority priority) {
        return worked(id, version)
                .flatMap(row -> category(category).flatMap(ok -> {
                    Outcome<Row> result = Outcome.done(row);
                    var me = guard.current().id();
                    if (title != null && !title.equals(row.title())) {
                        result = result.flatMap(r -> cases.change(
                                r, x -> x.titled(title, x.category(), x.priority()), "title", null, null, null, me));
                    }
                    if (category != null && !category.equals(row.category())) {
                        result = result.flatMap(r -> cases.change(
                                r,
                                x -> x.titled(x.title(), category, x.priority()),
                                "category",
                                r.category(),
                                category,
                                null,
                                me));
                    }
                    if (priority != null && priority != row.priority()) {
                        result = result.flatMap(r -> cases.change(
                                r,
                                x -> x.titled(x.title(), x.category(), priority),
                                "priority",
                                r.priority().code(),
                                priority.code(),
                                null,
                                me));
                    }
                    return result.map(edited -> audited(edited, "case.edit", Map.of()));
                }));
    }

    Outcome<CaseView> become(UUID id, long version, State state, @Nullable String reason) {
        return worked(id, version)
                .flatMap(row -> cases.become(row, state, reason, guard.current().id())
                        .map(changed -> audited(
                                changed,
                                "case.state",
                                Map.of("state.before", row.standing().state().code(), "state.after", state.code()))));
    }

    /** Taking a case that nobody owns needs no more than working on cases; giving one to somebody else is the supervisor's. */
    Outcome<CaseView> own(UUID id, UUID newOwner) {
        return cases.known(id).flatMap(row -> {
            var me = guard.current();
            var takesFree = row.owner() == null && newOwner.equals(me.id());
            guard.require(takesFree ? Right.CASE_WORK : Right.CASE_ASSIGN, row.institution());
            var fits = operators.find(newOwner).filter(o -> o.may(Right.CASE_WORK, row.institution()));
            if (fits.isEmpty()) {
                return Outcome.refused(Refusal.invalid(
                        "case.owner-unfit",
                        "Operator " + newOwner + " may not work on cases of " + row.institution(),
                        "operator",
                        newOwner,
                        "institution",
                        row.institution().value()));
            }
            var before = row.owner() == null ? null : row.owner().toString();
            return cases.change(row, r -> r.owned(newOwner), "owner", before, newOwner.toString(), null, me.id())
                    .map(changed -> audited(
                            changed,
                            "case.owner",
                            before == null
                                    ? Map.of("owner.after", newOwner.toString())
                                    : Map.of("owner.before", before, "owner.after", newOwner.toString())));
        });
    }

    Outcome<CaseView> note(UUID id, String text, @Nullable UUID key) {
        return cases.known(id).map(row -> {
            guard.require(Right.CASE_WORK, row.institution());
            cases.note(row, text, guard.current().id(), key == null ? ids.next() : key);
            return audited(row, "case.note", Map.of());
        });
    }

    private Outcome<Row> worked(UUID id, long version) {
        return cases.known(id).flatMap(row -> {
            guard.require(Right.CASE_WORK, row.institution());
            return row.version() == version ? Outcome.done(row) : Outcome.refused(CaseRegister.stale(row));
        });
    }

    private Outcome<Outcome.Nothing> category(@Nullable String key) {
        return key == null
                        || lists.find(CaseLists.Kind.CATEGORY, key)
                                .filter(CaseLists.Entry::active)
                                .isPresent()
                ? Outcome.done()
                : Outcome.refused(Refusal.invalid(
                        "case.category-unknown", "There is no category '" + key + "'", "category", key));
    }

    private CaseView audited(Row row, String action, Map<String, String> detail) {
        record(row, action, detail);
        return whole(row);
    }

    private void record(Row row, String action, Map<String, String> detail) {
        var customer = row.customer();
        var whole = new TreeMap<>(detail);
        if (customer != null) {
            whole.put("customer", customer.toString());
        }
        audit.record(new AuditTrail.Entry(
                guard.current().id(), action, "case", row.id().toString(), row.institution(), null, whole));
    }

    /** Rows of a list: names in one statement, no story. */
    private List<CaseView> briefly(List<Row> rows) {
        var names = customers.cards(rows.stream()
                .map(Row::customer)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        var people = people(rows.stream().map(Row::owner));
        return rows.stream()
                .map(row -> view(row, people, customerName(row, names), List.of(), List.of(), List.of()))
                .toList();
    }

    private CaseView whole(Row row) {
        var notes = story.notes(row.id());
        var changes = story.changes(row.id());
        var lines = contacts.findAll(story.contacts(row.id()));
        var people = people(Stream.of(
                        Stream.of(row.owner()),
                        notes.stream().map(CaseStory.Note::by),
                        changes.stream().map(CaseStory.Change::by),
                        lines.stream().map(io.airbranch.contact.Contact::agent))
                .flatMap(s -> s));
        var names = row.customer() == null
                ? Map.<UUID, io.airbranch.customer.CustomerCard>of()
                : customers.cards(List.of(row.customer()));
        return view(
                row,
                people,
                customerName(row, names),
                notes.stream()
                        .map(n -> new NoteView(n.id(), people.get(n.by()), n.text(), n.at()))
                        .toList(),
                lines.stream()
                        .map(c -> new ContactLine(
                                c.id(),
                                lower(c.channel()),
                                lower(c.state()),
                                people.get(c.agent()),
                                c.openedAt(),
                                c.endedAt()))
                        .toList(),
                changes.stream()
                        .map(c -> new ChangeView(
                                c.field(), c.before(), c.after(), c.reason(), people.get(c.by()), c.at()))
                        .toList());
    }

    private static CaseView view(
            Row row,
            Map<@Nullable UUID, Person> people,
            @Nullable CustomerName customer,
            List<NoteView> notes,
            List<ContactLine> lines,
            List<ChangeView> changes) {
        return new CaseView(
                row.id(),
                row.number(),
                row.title(),
                row.category(),
                row.priority(),
                row.standing().state(),
                row.institution(),
                people.get(row.owner()),
                customer,
                row.openedAt(),
                row.standing().solvedAt(),
                row.standing().closedAt(),
                row.followUpAt(),
                row.version(),
                notes,
                lines,
                changes);
    }

    private static @Nullable CustomerName customerName(Row row, Map<UUID, io.airbranch.customer.CustomerCard> names) {
        var card = row.customer() == null ? null : names.get(row.customer());
        return card == null ? null : new CustomerName(card.id(), card.name());
    }

    private Map<@Nullable UUID, Person> people(Stream<@Nullable UUID> wanted) {
        var people = new HashMap<@Nullable UUID, Person>();
        // Whoever may read the case may know who worked on it, wherever he belongs. Operators are held in memory by
        // access.
        Scope.within(
                Scope.system(),
                () -> wanted.filter(Objects::nonNull)
                        .distinct()
                        .forEach(id -> operators.find(id).ifPresent(o -> people.put(id, new Person(id, o.name())))));
        return people;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Where a page ended: opening time and id of its last case. */
    private record Cursor(Instant at, UUID id) {
        static @Nullable Cursor read(@Nullable String text) {
            if (text == null || text.isBlank()) {
                return null;
            }
            var parts = text.split("_", 2);
            try {
                return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
            } catch (java.time.DateTimeException | IllegalArgumentException e) {
                throw new io.airbranch.shared.RefusalException(Refusal.invalid(
                        "page.cursor", "'" + text + "' is no place in this list. Ask from the start", "after", text));
            }
        }

        String write() {
            return at + "_" + id;
        }
    }
}
