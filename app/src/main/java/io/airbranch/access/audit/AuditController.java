package io.airbranch.access.audit;

import io.airbranch.access.AuditChain;
import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operator;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The auditor's view of the trail. */
@RestController
@RequestMapping("/api/v1/audit")
class AuditController {
    private static final int LIMIT = 500;
    private static final int PEOPLE = 20;
    private static final int SLICE = 20_000;
    private static final int EXPORT = 100_000;

    private final AuditTable table;
    private final AuditTrail trail;
    private final Guard guard;
    private final Operators operators;
    private final Clock clock;
    private final JsonMapper json;

    AuditController(
            AuditTable table, AuditTrail trail, Guard guard, Operators operators, Clock clock, JsonMapper json) {
        this.table = table;
        this.trail = trail;
        this.guard = guard;
        this.operators = operators;
        this.clock = clock;
        this.json = json;
    }

    record Person(UUID id, String username, Name name) {
        static Person of(Operator operator) {
            return new Person(operator.id(), operator.username(), operator.name());
        }
    }

    /**
     * @param actorName who did it; null for the system itself
     * @param subjectName to whom, where it was done to an operator
     * @param previous hash of the link before, which {@code hash} covers
     */
    record Entry(
            long seq,
            Instant at,
            @Nullable UUID actor,
            @Nullable Person actorName,
            String action,
            String subjectKind,
            String subject,
            @Nullable Person subjectName,
            String institution,
            @Nullable String purpose,
            Map<String, String> detail,
            String previous,
            String hash) {}

    /** @param next value of {@code before} for the next page, or null at the end */
    record Page(List<Entry> entries, @Nullable Long next) {}

    /** The filters of list and export; {@link AuditQuery} says what they mean. */
    record Filters(
            @Nullable String actor,
            @Nullable String subject,
            @Nullable UUID customer,
            @Nullable String action,
            @Nullable String institution,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String q) {}

    private Outcome<AuditQuery> asked(Operator operator, Filters filters) {
        guard.requireAnywhere(Right.AUDIT_READ);
        return new AuditQuery(
                        operator.where(Right.AUDIT_READ).stream()
                                .map(InstitutionPath::value)
                                .toList(),
                        filters.actor(),
                        filters.subject(),
                        filters.customer(),
                        filters.action(),
                        filters.institution(),
                        filters.from(),
                        filters.to(),
                        filters.q())
                .answerable(clock.instant());
    }

    @GetMapping
    Page entries(
            Operator operator,
            @ModelAttribute Filters filters,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "100") int limit) {
        int size = Math.clamp(limit, 1, LIMIT);
        var query = asked(operator, filters).orElseThrow();
        var rows = table.page(query, before == null ? Long.MAX_VALUE : before, size);
        var people = new People();
        return new Page(
                rows.stream().map(row -> entry(row, people)).toList(),
                rows.size() < size ? null : rows.getLast().seq());
    }

    private Entry entry(AuditTable.Row row, People people) {
        return new Entry(
                row.seq(),
                row.at(),
                row.actor(),
                people.find(row.actor()),
                row.action(),
                row.subjectKind(),
                row.subject(),
                row.subjectKind().equals("operator") ? people.find(row.subject()) : null,
                row.institution(),
                row.purpose(),
                row.detail(),
                row.previous(),
                row.hash());
    }

    /** Names for the ids of one answer. Who did it has a name for the auditor wherever that person belongs. */
    private final class People {
        private final Map<UUID, Optional<Person>> known = new HashMap<>();

        @Nullable Person find(@Nullable UUID id) {
            return id == null ? null : known.computeIfAbsent(id, this::look).orElse(null);
        }

        @Nullable Person find(String id) {
            try {
                return find(UUID.fromString(id));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        private Optional<Person> look(UUID id) {
            return Scope.within(Scope.system(), () -> operators.find(id)).map(Person::of);
        }
    }

    /** Operators to choose from, by a part of user name or name. */
    @GetMapping("/people")
    List<Person> people(@RequestParam(defaultValue = "") String q) {
        guard.requireAnywhere(Right.AUDIT_READ);
        return operators.search(q, PEOPLE).stream().map(Person::of).toList();
    }

    /**
     * All that matches, newest first, as one file; {@code audit.export-too-large} asks for a narrower question. That somebody took a copy
     * is itself an entry, written before the first byte leaves.
     */
    @GetMapping("/export")
    void export(Operator operator, @ModelAttribute Filters filters, HttpServletResponse response) throws IOException {
        var query = asked(operator, filters).orElseThrow();
        long before = table.last() + 1;
        long count = table.count(query, before, EXPORT + 1);
        if (count > EXPORT) {
            Outcome.<Long>refused(Refusal.tooLarge(
                            "audit.export-too-large",
                            "More than " + EXPORT + " entries match; narrow the period or the filters",
                            "most",
                            EXPORT))
                    .orElseThrow();
        }
        var detail = new LinkedHashMap<>(query.told());
        detail.put("entries", Long.toString(count));
        trail.record(new AuditTrail.Entry(
                operator.id(),
                "audit.export",
                "audit",
                "csv",
                operator.where(Right.AUDIT_READ).getFirst(),
                null,
                detail));
        response.setContentType("text/csv; charset=utf-8");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
        var people = new People();
        var csv = new AuditCsv(response.getWriter(), json, id -> {
            var person = people.find(id);
            return person == null ? "" : person.username();
        });
        csv.head();
        long left = count;
        while (left > 0) {
            // Page by page: no transaction stays open for as long as somebody's line is slow.
            var rows = table.page(query, before, (int) Math.min(left, LIMIT));
            for (var row : rows) {
                csv.row(row);
            }
            if (rows.isEmpty()) {
                break;
            }
            before = rows.getLast().seq();
            left -= rows.size();
        }
        response.flushBuffer();
    }

    /**
     * @param checked links read for this answer, the broken one included
     * @param through number of the last link that fits; the next part begins after it
     * @param last number of the newest link
     */
    record Verification(
            long checked,
            boolean intact,
            @Nullable Long brokenAt,
            AuditChain.@Nullable Fault fault,
            @Nullable String reason,
            String head,
            long through,
            long last) {}

    /**
     * Verifies the chain whatever the auditor's scope (the verdict tells nothing of the entries themselves): the whole of it, or with
     * {@code limit} a part, so that a long one can be followed. The verdict on the whole is an entry of its own.
     *
     * @param after number of the last link that was checked before; absent or 0 at the beginning
     * @param head its hash, as the answer before told it
     * @param limit how many links at most; all of them where it is absent
     */
    @PostMapping("/verify")
    Verification verify(
            Operator operator,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "") String head,
            @RequestParam(required = false) @Nullable Integer limit) {
        guard.requireAnywhere(Right.AUDIT_READ);
        // A chain has no parts that belong to somebody: to check the auditor's own links, all links must be read.
        var told = Scope.within(Scope.system(), () -> verified(Math.max(0, after), head, limit));
        if (told.brokenAt() != null || told.through() >= told.last()) {
            trail.record(new AuditTrail.Entry(
                    operator.id(),
                    "audit.verify",
                    "audit",
                    told.brokenAt() == null ? "intact" : "broken-at-" + told.brokenAt(),
                    operator.where(Right.AUDIT_READ).getFirst(),
                    null,
                    Map.of("checked", Long.toString(told.through()), "head", told.head())));
        }
        return told;
    }

    private Verification verified(long after, String head, @Nullable Integer limit) {
        long last = table.last();
        if (limit == null) {
            return told(0, table.verify(), last);
        }
        if (after > 0 && !table.hash(after).filter(head::equals).isPresent()) {
            return new Verification(
                    1,
                    false,
                    after,
                    AuditChain.Fault.CHANGED,
                    "Link " + after + " is not what it was when the part before it was checked",
                    head,
                    after - 1,
                    last);
        }
        var start = after == 0 ? AuditChain.genesis() : head;
        return told(after, table.verify(after, start, Math.clamp(limit, 1, SLICE)), last);
    }

    private static Verification told(long after, AuditChain.Verdict verdict, long last) {
        var brokenAt = verdict.brokenAt();
        long through = brokenAt == null ? after + verdict.checked() : brokenAt - 1;
        return new Verification(
                verdict.checked(),
                verdict.intact(),
                brokenAt,
                verdict.fault(),
                verdict.reason(),
                verdict.head(),
                through,
                Math.max(last, through));
    }
}
