package io.airbranch.access.audit;

import io.airbranch.access.AuditChain;
import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operator;
import io.airbranch.access.Right;
import io.airbranch.shared.db.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The auditor's view of the trail. */
@RestController
@RequestMapping("/api/v1/audit")
class AuditController {
    private static final int LIMIT = 500;

    private final AuditTable table;
    private final AuditTrail trail;
    private final Guard guard;

    AuditController(AuditTable table, AuditTrail trail, Guard guard) {
        this.table = table;
        this.trail = trail;
        this.guard = guard;
    }

    /** @param next value of {@code before} for the next page, or null at the end */
    record Page(List<AuditTable.Row> entries, @Nullable Long next) {}

    /**
     * @param subject kind, or kind and id with a colon between, such as {@code customer:0192…}
     * @param action a dotted word; {@code operator} finds {@code operator.create} too
     */
    @GetMapping
    Page entries(
            Operator operator,
            @RequestParam(required = false) @Nullable UUID actor,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "100") int limit) {
        guard.requireAnywhere(Right.AUDIT_READ);
        int size = Math.clamp(limit, 1, LIMIT);
        int colon = subject == null ? -1 : subject.indexOf(':');
        var entries = table.page(new AuditTable.Query(
                operator.where(Right.AUDIT_READ).stream()
                        .map(InstitutionPath::value)
                        .toList(),
                actor,
                emptyToNull(subject == null || colon < 0 ? subject : subject.substring(0, colon)),
                emptyToNull(subject == null || colon < 0 ? null : subject.substring(colon + 1)),
                emptyToNull(action),
                from,
                to,
                before == null ? Long.MAX_VALUE : before,
                size));
        return new Page(
                entries, entries.size() < size ? null : entries.getLast().seq());
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Verifies the whole chain, whatever the auditor's scope: the verdict tells nothing of the entries themselves. */
    @PostMapping("/verify")
    AuditChain.Verdict verify(Operator operator) {
        guard.requireAnywhere(Right.AUDIT_READ);
        // A chain has no parts: to check the auditor's own links, all links must be read.
        var verdict = Scope.within(Scope.system(), table::verify);
        var brokenAt = verdict.brokenAt();
        trail.record(new AuditTrail.Entry(
                operator.id(),
                "audit.verify",
                "audit",
                brokenAt == null ? "intact" : "broken-at-" + brokenAt,
                operator.where(Right.AUDIT_READ).getFirst(),
                null,
                Map.of("checked", Long.toString(verdict.checked()), "head", verdict.head())));
        return verdict;
    }
}
