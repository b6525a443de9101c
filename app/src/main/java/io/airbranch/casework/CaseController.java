package io.airbranch.casework;

import io.airbranch.access.InstitutionPath;
import io.airbranch.casework.CaseViews.CaseView;
import io.airbranch.casework.CaseViews.Person;
import io.airbranch.casework.Cases.Priority;
import io.airbranch.casework.Cases.State;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Cases over HTTP. */
@RestController
@Validated
@RequestMapping("/api/v1")
@Tag(name = "cases", description = "One case per demand, with an owner until the customer confirms that it is closed")
class CaseController {
    private static final String OWNER = "me|team|nobody|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private final CaseDesk desk;
    private final CaseSearch search;

    CaseController(CaseDesk desk, CaseSearch search) {
        this.desk = desk;
        this.search = search;
    }

    @GetMapping("/cases")
    @Operation(
            summary = "Cases, newest first, 50 at a time",
            description = "owner: me, team, nobody or an operator's id. Without a state: all that are not closed")
    CaseSearch.Page cases(
            @RequestParam(defaultValue = "me") @Pattern(regexp = OWNER) String owner,
            @RequestParam(required = false) @Pattern(regexp = "|open|pending|solved|closed") @Nullable String state,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(required = false) @Nullable String after) {
        var wanted = state == null || state.isEmpty() ? null : State.valueOf(state.toUpperCase(Locale.ROOT));
        return search.page(new CaseSearch.Wanted(owner, wanted, overdue, null, after));
    }

    record SearchRequest(
            @Nullable @Pattern(regexp = OWNER) String owner,
            @Nullable State state,
            @Nullable Boolean overdue,
            @NotBlank @Size(max = 100) String q,
            @Nullable String after) {}

    @PostMapping("/cases/search")
    @Operation(
            summary = "Cases by number, words of the title or customer; newest first, 50 at a time",
            description = "By POST, because what is typed may be personal data and addresses are logged. Audited")
    CaseSearch.Page search(@Valid @RequestBody SearchRequest asked) {
        var owner = asked.owner() == null ? "team" : asked.owner();
        return search.page(new CaseSearch.Wanted(
                owner, asked.state(), Boolean.TRUE.equals(asked.overdue()), asked.q(), asked.after()));
    }

    @GetMapping("/customers/{customer}/cases")
    @Operation(summary = "A customer's cases, newest first")
    List<CaseView> ofCustomer(@PathVariable UUID customer) {
        return search.ofCustomer(customer);
    }

    @GetMapping("/cases/{id}/owners")
    @Operation(summary = "Who the case can be given to, by name, at most 50")
    List<Person> owners(@PathVariable UUID id, @RequestParam(required = false) @Size(max = 50) @Nullable String q) {
        return search.owners(id, q).orElseThrow();
    }

    @GetMapping("/cases/{id}")
    @Operation(summary = "One case with its notes, contacts and changes", description = "Audited where it is another's")
    CaseView view(@PathVariable UUID id) {
        return desk.view(id).orElseThrow();
    }

    record NewCaseRequest(
            @NotNull InstitutionPath institution,
            @NotBlank @Size(max = 200) String title,
            @Nullable String category,
            @Nullable Priority priority,
            @Nullable UUID customer) {}

    @PostMapping("/cases")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Open a case by hand; whoever opens it owns it")
    CaseView open(@Valid @RequestBody NewCaseRequest asked) {
        var priority = asked.priority() == null ? Priority.NORMAL : asked.priority();
        return desk.open(asked.institution(), asked.title(), asked.category(), priority, asked.customer())
                .orElseThrow();
    }

    record EditRequest(
            long version,
            @Nullable @Size(min = 1, max = 200) String title,
            @Nullable String category,
            @Nullable Priority priority) {}

    @PatchMapping("/cases/{id}")
    @Operation(
            summary = "Change title, category or priority",
            description = "409 case.changed with the current version")
    CaseView edit(@PathVariable UUID id, @Valid @RequestBody EditRequest asked) {
        return desk.edit(id, asked.version(), asked.title(), asked.category(), asked.priority())
                .orElseThrow();
    }

    record StateRequest(
            long version,
            @NotNull State state,
            @Nullable @Size(max = 2000) String reason) {}

    @PostMapping("/cases/{id}/state")
    @Operation(
            summary = "Open, pending, solved or closed",
            description = "Closing what the customer has not confirmed needs a reason")
    CaseView become(@PathVariable UUID id, @Valid @RequestBody StateRequest asked) {
        return desk.become(id, asked.version(), asked.state(), asked.reason()).orElseThrow();
    }

    record OwnerRequest(@NotNull UUID operator) {}

    @PostMapping("/cases/{id}/owner")
    @Operation(summary = "Take a case that nobody owns, or give it to somebody")
    CaseView own(@PathVariable UUID id, @Valid @RequestBody OwnerRequest asked) {
        return desk.own(id, asked.operator()).orElseThrow();
    }

    record CustomerRequest(long version, @NotNull UUID customer) {}

    @PostMapping("/cases/{id}/customer")
    @Operation(summary = "Say who a case is about that has no customer yet", description = "Audited")
    CaseView identify(@PathVariable UUID id, @Valid @RequestBody CustomerRequest asked) {
        return desk.identify(id, asked.version(), asked.customer()).orElseThrow();
    }

    record PromiseRequest(long version, @Nullable Instant at) {}

    @PutMapping("/cases/{id}/follow-up")
    @Operation(summary = "Promise when it is looked at again; without a time: nothing is promised any more")
    CaseView promise(@PathVariable UUID id, @RequestBody PromiseRequest asked) {
        return desk.promise(id, asked.version(), asked.at()).orElseThrow();
    }

    record NoteRequest(@NotBlank @Size(max = 4000) String text) {}

    @PostMapping("/cases/{id}/notes")
    @Operation(summary = "A note for colleagues")
    CaseView note(
            @PathVariable UUID id,
            @Valid @RequestBody NoteRequest asked,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable UUID key) {
        return desk.note(id, asked.text(), key).orElseThrow();
    }
}
