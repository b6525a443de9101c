package io.airbranch.customer;

import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Right;
import io.airbranch.customer.Customers.CustomerHit;
import io.airbranch.customer.Customers.CustomerView;
import io.airbranch.customer.Customers.NewCustomer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The customers over HTTP: search, view, reveal, register. */
@RestController
@RequestMapping("/api/v1/customers")
@Tag(name = "customers", description = "Who is calling: masked by default, in clear with a purpose")
class CustomerController {
    private static final int USUAL_HITS = 20;

    private final CustomerRegister customers;
    private final Guard guard;

    CustomerController(CustomerRegister customers, Guard guard) {
        this.customers = customers;
        this.guard = guard;
    }

    record SearchRequest(
            @NotBlank @Size(max = 100) String q, @Nullable Integer limit) {}

    @PostMapping("/search")
    @Operation(
            summary = "Search by name, phone or customer number",
            description = "At most 50 hits, masked. By POST, because addresses are logged. Audited")
    List<CustomerHit> search(@Valid @RequestBody SearchRequest asked) {
        return customers.search(asked.q(), asked.limit() == null ? USUAL_HITS : asked.limit());
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "One customer, masked, for a purpose such as contact:UUID or reason:look-up",
            description = "Audited")
    CustomerView view(@PathVariable UUID id, @RequestParam(defaultValue = "") String purpose) {
        return customers.view(id, purpose).orElseThrow();
    }

    record RevealRequest(
            @NotNull Identity.Kind field, @Nullable String purpose) {}

    @PostMapping("/{id}/reveal")
    @Operation(summary = "One identity in clear, for a purpose", description = "Audited")
    Map<String, String> reveal(@PathVariable UUID id, @Valid @RequestBody RevealRequest request) {
        var purpose = request.purpose() == null ? "" : request.purpose();
        return Map.of("value", customers.reveal(id, request.field(), purpose).orElseThrow());
    }

    record RegisterRequest(
            @NotNull InstitutionPath home,
            @NotBlank @Size(max = 100) String name,
            @Nullable Tier tier,
            @NotNull @Pattern(regexp = "zh|en") String language,
            @NotEmpty @Size(max = 10) List<@Valid NewIdentity> identities) {}

    record NewIdentity(
            @NotNull Identity.Kind kind,
            @NotBlank @Size(max = 200) String value) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Register a customer", description = "A known customer number answers with its customer")
    Map<String, UUID> register(@Valid @RequestBody RegisterRequest request) {
        guard.require(Right.CUSTOMER_WRITE, request.home());
        var identities = request.identities().stream()
                .map(i -> new Identity(i.kind(), i.value()))
                .toList();
        var tier = request.tier() == null ? Tier.STANDARD : request.tier();
        var id = customers
                .enter(new NewCustomer(request.home(), request.name().strip(), tier, request.language(), identities))
                .orElseThrow();
        return Map.of("id", id);
    }
}
