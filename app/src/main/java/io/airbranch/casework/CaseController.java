package io.airbranch.casework;

import io.airbranch.access.InstitutionPath;
import io.airbranch.casework.CaseDesk.CaseView;
import io.airbranch.casework.CaseDesk.Owned;
import io.airbranch.casework.Cases.Priority;
import io.airbranch.casework.Cases.State;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
    private final CaseDesk desk;

    CaseController(CaseDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/cases")
    @Operation(summary = "Cases, newest first, 50 at a time", description = "Without a state: all that are not closed")
    CaseDesk.Page cases(
            @RequestParam(defaultValue = "me") @Pattern(regexp = "me|team|nobody") String owner,
            @RequestParam(required = false) @Pattern(regexp = "|open|pending|solved|closed") @Nullable String state,
            @RequestParam(required = false) @Size(max = 100) @Nullable String q,
            @RequestParam(required = false) @Nullable String after) {
        var wanted = state == null || state.isEmpty() ? null : State.valueOf(state.toUpperCase(Locale.ROOT));
        return desk.page(Owned.valueOf(owner.toUpperCase(Locale.ROOT)), wanted, q, after);
    }

    @GetMapping("/customers/{customer}/cases")
    @Operation(summary = "A customer's cases, newest first")
    List<CaseView> ofCustomer(@PathVariable UUID customer) {
        return desk.ofCustomer(customer);
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
