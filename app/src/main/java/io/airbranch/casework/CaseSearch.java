package io.airbranch.casework;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operator;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.casework.CaseStore.Asked;
import io.airbranch.casework.CaseStore.Text;
import io.airbranch.casework.CaseViews.CaseView;
import io.airbranch.casework.CaseViews.Person;
import io.airbranch.casework.Cases.State;
import io.airbranch.customer.Customers;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists of cases, and of who may own them: narrowed to where the reader holds the right. A search by text is audited, not its words. */
@Component
class CaseSearch {
    private static final int PAGE = 50;
    private static final int MOST_OWNERS = 50;
    private static final Pattern NUMBER_LIKE = Pattern.compile("(?i)(GD-)?[0-9-]{4,}");
    private static final List<State> NOT_CLOSED = List.of(State.OPEN, State.PENDING, State.SOLVED);
    private static final List<State> UNSOLVED = List.of(State.OPEN, State.PENDING);

    private final CaseRegister cases;
    private final CaseStore store;
    private final CaseViews views;
    private final Customers customers;
    private final Operators operators;
    private final Guard guard;
    private final AuditTrail audit;
    private final Clock clock;

    CaseSearch(
            CaseRegister cases,
            CaseStore store,
            CaseViews views,
            Customers customers,
            Operators operators,
            Guard guard,
            AuditTrail audit,
            Clock clock) {
        this.cases = cases;
        this.store = store;
        this.views = views;
        this.customers = customers;
        this.operators = operators;
        this.guard = guard;
        this.audit = audit;
        this.clock = clock;
    }

    record Page(List<CaseView> cases, @Nullable String next) {}

    /**
     * @param owner {@code me}, {@code team}, {@code nobody} or an operator's id
     * @param state null for all that are not closed, or, with a text, for all
     * @param overdue only what was promised for a time that has passed and is not solved
     * @param q part of a case number, words of the title, or a customer's name, phone or number
     */
    record Wanted(
            String owner,
            @Nullable State state,
            boolean overdue,
            @Nullable String q,
            @Nullable String after) {}

    Page page(Wanted wanted) {
        guard.requireAnywhere(Right.CASE_READ);
        var me = guard.current();
        var text =
                wanted.q() == null || wanted.q().isBlank() ? null : wanted.q().strip();
        var cursor = Cursor.read(wanted.after());
        var rows = store.page(new Asked(
                me.where(Right.CASE_READ).stream().map(InstitutionPath::value).toList(),
                owner(wanted.owner(), me),
                wanted.owner().equals("nobody"),
                states(wanted.state(), wanted.overdue(), text != null),
                wanted.overdue() ? clock.instant() : null,
                text == null ? null : text(text, me),
                cursor == null ? null : cursor.at(),
                cursor == null ? null : cursor.id(),
                PAGE + 1));
        var shown = rows.size() > PAGE ? rows.subList(0, PAGE) : rows;
        if (text != null) {
            record(me, text, shown.size());
        }
        var next = rows.size() > PAGE
                ? new Cursor(shown.getLast().openedAt(), shown.getLast().id()).write()
                : null;
        return new Page(views.briefly(shown), next);
    }

    List<CaseView> ofCustomer(UUID customer) {
        guard.requireAnywhere(Right.CASE_READ);
        var me = guard.current();
        return views.briefly(store.ofCustomer(customer, true).stream()
                .filter(row -> me.may(Right.CASE_READ, row.institution()))
                .toList());
    }

    /** Who may work on this case, for whoever may give it to somebody; by name, at most 50. */
    Outcome<List<Person>> owners(UUID id, @Nullable String q) {
        return cases.known(id).map(row -> {
            guard.require(Right.CASE_ASSIGN, row.institution());
            var asked = q == null ? "" : q.strip().toLowerCase(Locale.ROOT);
            return guard.current().where(Right.CASE_ASSIGN).stream()
                    .filter(part -> part.contains(row.institution()))
                    .flatMap(part -> operators.within(part).stream())
                    .filter(o -> o.may(Right.CASE_WORK, row.institution()) && named(o, asked))
                    .distinct()
                    .sorted(Comparator.comparing(o -> o.name().zh()))
                    .limit(MOST_OWNERS)
                    .map(o -> new Person(o.id(), o.name()))
                    .toList();
        });
    }

    private static boolean named(Operator operator, String asked) {
        return (operator.name().zh() + " " + operator.name().en() + " " + operator.username())
                .toLowerCase(Locale.ROOT)
                .contains(asked);
    }

    private static @Nullable UUID owner(String owner, Operator me) {
        return switch (owner) {
            case "me" -> me.id();
            case "team", "nobody" -> null;
            default -> UUID.fromString(owner);
        };
    }

    private static List<State> states(@Nullable State state, boolean overdue, boolean searched) {
        if (state != null) {
            return List.of(state);
        }
        return overdue ? UNSOLVED : searched ? List.of(State.values()) : NOT_CLOSED;
    }

    private Text text(String text, Operator me) {
        var number = NUMBER_LIKE.matcher(text).matches() ? text.toUpperCase(Locale.ROOT) : null;
        var who = text.length() >= 2 && me.mayAnywhere(Right.CUSTOMER_READ)
                ? customers.search(text, PAGE).stream()
                        .map(Customers.CustomerHit::id)
                        .toList()
                : List.<UUID>of();
        return new Text(number, who, TitleWords.asked(text));
    }

    /** What was typed may itself be personal data: the trail keeps how much it showed, not the words. */
    private void record(Operator me, String text, int hits) {
        audit.record(new AuditTrail.Entry(
                me.id(),
                "case.search",
                "case",
                "",
                me.home(),
                null,
                Map.of("hits", Integer.toString(hits), "characters", Integer.toString(text.length()))));
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
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new RefusalException(Refusal.invalid(
                        "page.cursor", "'" + text + "' is no place in this list. Ask from the start", "after", text));
            }
        }

        String write() {
            return at + "_" + id;
        }
    }
}
