package io.airbranch.casework;

import io.airbranch.access.Guard;
import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.casework.CaseStore.Row;
import io.airbranch.casework.Cases.Priority;
import io.airbranch.casework.Cases.State;
import io.airbranch.contact.Contact;
import io.airbranch.contact.Contacts;
import io.airbranch.customer.CustomerCard;
import io.airbranch.customer.Customers;
import io.airbranch.shared.Name;
import io.airbranch.shared.db.Scope;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cases as people see them: rows with the names of who and what they are about. Whoever asks has been guarded before. */
@Component
class CaseViews {
    private final CaseStory story;
    private final Contacts contacts;
    private final Customers customers;
    private final Operators operators;
    private final Institutions institutions;
    private final Guard guard;

    CaseViews(
            CaseStory story,
            Contacts contacts,
            Customers customers,
            Operators operators,
            Institutions institutions,
            Guard guard) {
        this.story = story;
        this.contacts = contacts;
        this.customers = customers;
        this.operators = operators;
        this.institutions = institutions;
        this.guard = guard;
    }

    record Person(UUID id, Name name) {}

    record CustomerName(UUID id, String name) {}

    record NoteView(UUID id, @Nullable Person by, String text, Instant at) {}

    /** @param before and after names of states and the like; of an owner, the operator's id, whose name stands in {@code people} */
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
            @Nullable String topic,
            @Nullable Person agent,
            Instant openedAt,
            @Nullable Instant endedAt) {}

    /** @param rights what the reader may do with this case; @param ways the states it can go to, none without the right to work on it */
    record CaseView(
            UUID id,
            String number,
            String title,
            @Nullable String category,
            Priority priority,
            State state,
            InstitutionPath institution,
            @Nullable Name institutionName,
            @Nullable Person owner,
            @Nullable CustomerName customer,
            Instant openedAt,
            @Nullable Instant solvedAt,
            @Nullable Instant closedAt,
            @Nullable Instant followUpAt,
            long version,
            List<NoteView> notes,
            List<ContactLine> contacts,
            List<ChangeView> changes,
            List<Person> people,
            List<Right> rights,
            List<CaseLife.Way> ways) {}

    /** Rows of a list: names in one statement, no story. */
    List<CaseView> briefly(List<Row> rows) {
        var names = customers.cards(rows.stream()
                .map(Row::customer)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        var people = people(rows.stream().map(Row::owner));
        return rows.stream()
                .map(row -> view(
                        row, people, customerName(row, names), List.of(), List.of(), List.of(), List.of(), List.of()))
                .toList();
    }

    CaseView whole(Row row) {
        var notes = story.notes(row.id());
        var changes = story.changes(row.id());
        var lines = contacts.findAll(story.contacts(row.id()));
        var people = people(Stream.of(
                        Stream.of(row.owner()),
                        notes.stream().map(CaseStory.Note::by),
                        changes.stream().map(CaseStory.Change::by),
                        changes.stream()
                                .filter(c -> c.field().equals("owner"))
                                .flatMap(c -> Stream.of(c.before(), c.after()))
                                .map(CaseViews::id),
                        lines.stream().map(Contact::agent))
                .flatMap(s -> s));
        var names = row.customer() == null ? Map.<UUID, CustomerCard>of() : customers.cards(List.of(row.customer()));
        var me = guard.current();
        var rights = Stream.of(Right.CASE_WORK, Right.CASE_ASSIGN)
                .filter(right -> me.may(right, row.institution()))
                .toList();
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
                                c.topic(),
                                people.get(c.agent()),
                                c.openedAt(),
                                c.endedAt()))
                        .toList(),
                changes.stream()
                        .map(c -> new ChangeView(
                                c.field(), c.before(), c.after(), c.reason(), people.get(c.by()), c.at()))
                        .toList(),
                rights,
                rights.contains(Right.CASE_WORK) ? CaseLife.ways(row.standing().state()) : List.of());
    }

    private CaseView view(
            Row row,
            Map<@Nullable UUID, Person> people,
            @Nullable CustomerName customer,
            List<NoteView> notes,
            List<ContactLine> lines,
            List<ChangeView> changes,
            List<Right> rights,
            List<CaseLife.Way> ways) {
        return new CaseView(
                row.id(),
                row.number(),
                row.title(),
                row.category(),
                row.priority(),
                row.standing().state(),
                row.institution(),
                institutions.find(row.institution()).map(Institution::name).orElse(null),
                people.get(row.owner()),
                customer,
                row.openedAt(),
                row.standing().solvedAt(),
                row.standing().closedAt(),
                row.followUpAt(),
                row.version(),
                notes,
                lines,
                changes,
                List.copyOf(people.values()),
                rights,
                ways);
    }

    private static @Nullable CustomerName customerName(Row row, Map<UUID, CustomerCard> names) {
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

    private static @Nullable UUID id(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
