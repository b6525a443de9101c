package io.airbranch.casework;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Right;
import io.airbranch.casework.CaseLists.Entry;
import io.airbranch.casework.CaseLists.Kind;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The lists over HTTP: active entries for the desk, all of them with their versions for the administration. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "case lists", description = "Case categories and wrap-up codes")
class CaseListController {
    private final CaseLists lists;
    private final Guard guard;
    private final AuditTrail audit;

    CaseListController(CaseLists lists, Guard guard, AuditTrail audit) {
        this.lists = lists;
        this.guard = guard;
        this.audit = audit;
    }

    record Choice(String key, Name name, boolean solves) {}

    @GetMapping("/case-categories")
    @Operation(summary = "What a demand can be about")
    List<Choice> categories() {
        return choices(Kind.CATEGORY);
    }

    @GetMapping("/wrap-up-codes")
    @Operation(summary = "What can have come of a contact")
    List<Choice> codes() {
        return choices(Kind.WRAP_UP_CODE);
    }

    private List<Choice> choices(Kind kind) {
        guard.current();
        return lists.all(kind).stream()
                .filter(Entry::active)
                .map(e -> new Choice(e.key(), e.name(), e.solves()))
                .toList();
    }

    /** @param key stays as it is when an entry changes; @param version 0 for a new one */
    record EntryRequest(
            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,31}") String key,

            @Nullable InstitutionPath institution,
            @NotNull Name name,
            int position,
            @Nullable Boolean active,
            boolean solves,
            long version) {

        Entry entry() {
            return new Entry(key, institution, name, position, active == null || active, solves, version);
        }
    }

    @GetMapping("/admin/wrap-up-codes")
    @Operation(summary = "All wrap-up codes, also those switched off")
    List<Entry> allCodes() {
        guard.requireAnywhere(Right.QUEUE_MANAGE);
        return lists.all(Kind.WRAP_UP_CODE);
    }

    @PostMapping("/admin/wrap-up-codes")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "A new wrap-up code")
    Entry addCode(@Valid @RequestBody EntryRequest request) {
        return add(Kind.WRAP_UP_CODE, request);
    }

    @PutMapping("/admin/wrap-up-codes/{key}")
    @Operation(summary = "Change a wrap-up code, or switch it off")
    Entry changeCode(@PathVariable String key, @Valid @RequestBody EntryRequest request) {
        return change(Kind.WRAP_UP_CODE, key, request);
    }

    @GetMapping("/admin/case-categories")
    @Operation(summary = "All case categories, also those switched off")
    List<Entry> allCategories() {
        guard.requireAnywhere(Right.QUEUE_MANAGE);
        return lists.all(Kind.CATEGORY);
    }

    @PostMapping("/admin/case-categories")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "A new case category")
    Entry addCategory(@Valid @RequestBody EntryRequest request) {
        return add(Kind.CATEGORY, request);
    }

    @PutMapping("/admin/case-categories/{key}")
    @Operation(summary = "Change a case category, or switch it off")
    Entry changeCategory(@PathVariable String key, @Valid @RequestBody EntryRequest request) {
        return change(Kind.CATEGORY, key, request);
    }

    private Entry add(Kind kind, EntryRequest request) {
        mayManage(request.institution()).orElseThrow();
        var added = lists.add(kind, request.entry()).orElseThrow();
        record(kind, added, "add");
        return added;
    }

    private Entry change(Kind kind, String key, EntryRequest request) {
        if (!key.equals(request.key())) {
            throw new io.airbranch.shared.RefusalException(Refusal.invalid(
                    "list.key",
                    "A key never changes, got '" + request.key() + "' for '" + key + "'",
                    "key",
                    request.key()));
        }
        var stored = lists.find(kind, key);
        mayManage(stored.map(Entry::institution).orElse(request.institution())).orElseThrow();
        var changed = lists.change(kind, request.entry()).orElseThrow();
        record(kind, changed, "change");
        return changed;
    }

    /** An entry for the whole group belongs to who manages the group itself. */
    private Outcome<Outcome.Nothing> mayManage(@Nullable InstitutionPath where) {
        if (where != null) {
            guard.require(Right.QUEUE_MANAGE, where);
            return Outcome.done();
        }
        var wholeGroup = guard.current().where(Right.QUEUE_MANAGE).stream()
                .anyMatch(p -> p.parent().isEmpty());
        return wholeGroup
                ? Outcome.done()
                : Outcome.refused(Refusal.forbidden(
                        "list.group",
                        "Entries for the whole group belong to its administrators. Maybe name your institution"));
    }

    private void record(Kind kind, Entry entry, String act) {
        var operator = guard.current();
        audit.record(new AuditTrail.Entry(
                operator.id(),
                (kind == Kind.CATEGORY ? "case-category." : "wrap-up-code.") + act,
                kind == Kind.CATEGORY ? "case-category" : "wrap-up-code",
                entry.key(),
                entry.institution() == null ? operator.home() : entry.institution(),
                null,
                Map.of("zh", entry.name().zh(), "active", Boolean.toString(entry.active()))));
    }
}
