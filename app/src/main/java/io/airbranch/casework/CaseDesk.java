package io.airbranch.casework;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.casework.CaseStore.Row;
import io.airbranch.casework.CaseViews.CaseView;
import io.airbranch.casework.Cases.Priority;
import io.airbranch.casework.Cases.State;
import io.airbranch.customer.Customers;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cases as people read and work on them: guarded at the case's institution; changing and reading another's case is audited. */
@Component
class CaseDesk {
    private final CaseRegister cases;
    private final CaseViews views;
    private final CaseLists lists;
    private final Customers customers;
    private final Operators operators;
    private final Guard guard;
    private final AuditTrail audit;
    private final Clock clock;
    private final Ids ids;

    CaseDesk(
            CaseRegister cases,
            CaseViews views,
            CaseLists lists,
            Customers customers,
            Operators operators,
            Guard guard,
            AuditTrail audit,
            Clock clock,
            Ids ids) {
        this.cases = cases;
        this.views = views;
        this.lists = lists;
        this.customers = customers;
        this.operators = operators;
        this.guard = guard;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    Outcome<CaseView> view(UUID id) {
        return cases.known(id).map(row -> {
            guard.require(Right.CASE_READ, row.institution());
            if (!guard.current().id().equals(row.owner())) {
                record(row, "case.view", Map.of());
            }
            return views.whole(row);
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
            return views.whole(row);
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

    /** Who it is about, where the contact did not tell. Refused further: {@code case.customer-known}, what viewing a customer is refused for. */
    Outcome<CaseView> identify(UUID id, long version, UUID customer) {
        return worked(id, version).flatMap(row -> {
            if (customer.equals(row.customer())) {
                return Outcome.done(views.whole(row));
            }
            if (row.customer() != null) {
                return Outcome.refused(Refusal.conflict(
                        "case.customer-known",
                        "Case " + row.number() + " is about another customer already. Maybe open a case for this one",
                        "number",
                        row.number()));
            }
            return customers
                    .view(customer, "case:" + id)
                    .flatMap(known -> cases.change(
                            row,
                            r -> r.of(customer),
                            "customer",
                            null,
                            customer.toString(),
                            null,
                            guard.current().id()))
                    .map(changed -> audited(changed, "case.customer", Map.of("customer", customer.toString())));
        });
    }

    /** When the owner will look again; null takes the promise back. A promise that is kept another time is reminded of anew. */
    Outcome<CaseView> promise(UUID id, long version, @Nullable Instant at) {
        return worked(id, version).flatMap(row -> {
            if (row.standing().state() == State.CLOSED) {
                return Outcome.refused(CaseRegister.closed(row));
            }
            if (at != null && !at.isAfter(clock.instant())) {
                return Outcome.refused(Refusal.invalid(
                        "case.follow-up-past", "The promised time " + at + " has passed. Name a later one", "at", at));
            }
            if (Objects.equals(at, row.followUpAt())) {
                return Outcome.done(views.whole(row));
            }
            return cases.change(
                            row,
                            r -> r.followedUp(at),
                            "followUpAt",
                            row.followUpAt() == null ? null : row.followUpAt().toString(),
                            at == null ? null : at.toString(),
                            null,
                            guard.current().id())
                    .map(changed -> audited(changed, "case.follow-up", Map.of()));
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
        return views.whole(row);
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
}
