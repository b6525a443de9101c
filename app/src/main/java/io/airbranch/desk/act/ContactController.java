package io.airbranch.desk.act;

import io.airbranch.access.Guard;
import io.airbranch.access.Right;
import io.airbranch.contact.Contact;
import io.airbranch.contact.Contacts;
import io.airbranch.desk.picture.Cards;
import io.airbranch.desk.picture.Mine;
import io.airbranch.desk.picture.Shapes.ContactCard;
import io.airbranch.desk.picture.StaffEvents;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.db.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Contacts over HTTP: reading, and the acts of who serves or supervises. */
@RestController
@Validated
@RequestMapping("/api/v1")
@Tag(name = "contacts", description = "Conversations: reading, serving, handing on, supervising")
class ContactController {
    private static final int MOST_CONTACTS = 100;

    private final ContactActs acts;
    private final Reach reach;
    private final Contacts contacts;
    private final Cards cards;
    private final Mine mine;
    private final StaffEvents staffEvents;
    private final Guard guard;

    ContactController(
            ContactActs acts,
            Reach reach,
            Contacts contacts,
            Cards cards,
            Mine mine,
            StaffEvents staffEvents,
            Guard guard) {
        this.acts = acts;
        this.reach = reach;
        this.contacts = contacts;
        this.cards = cards;
        this.mine = mine;
        this.staffEvents = staffEvents;
        this.guard = guard;
    }

    @GetMapping("/contacts/mine")
    @Operation(summary = "Contacts that need me: being served, and ended without wrap-up")
    List<ContactCard> mine() {
        var own = mine.contacts(guard.current().id());
        return Scope.within(Scope.system(), () -> cards.of(own));
    }

    @GetMapping("/contacts/{id}")
    @Operation(summary = "One contact", description = "Audited where it is another's")
    ContactCard contact(@PathVariable UUID id) {
        return card(reach.read(id));
    }

    record Events(List<Map<String, Object>> events, boolean more) {}

    @GetMapping("/contacts/{id}/events")
    @Operation(summary = "The events of a contact after a number", description = "Audited where it is another's")
    Events events(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam(defaultValue = "200") @Min(1) @Max(500) int limit) {
        var contact = reach.read(id).orElseThrow();
        return Scope.within(Scope.system(), () -> {
            var page = staffEvents.of(contacts.events(contact.id(), after, limit));
            return new Events(page, after + page.size() < contact.lastSeq());
        });
    }

    @GetMapping("/customers/{customer}/contacts")
    @Operation(summary = "A customer's contacts, newest first")
    List<ContactCard> ofCustomer(@PathVariable UUID customer) {
        guard.requireAnywhere(Right.CONTACT_READ);
        var me = guard.current();
        return cards.of(contacts.ofCustomer(customer, MOST_CONTACTS).stream()
                .filter(c -> me.may(Right.CONTACT_READ, c.institution()))
                .toList());
    }

    @PostMapping("/contacts/{id}/end")
    @Operation(summary = "End the conversation that I serve")
    ContactCard end(@PathVariable UUID id, @RequestHeader("Idempotency-Key") String key) {
        return card(acts.end(id, Key.of(key)));
    }

    record WrapUpRequest(
            @NotBlank @Size(max = 64) String code,
            @Nullable @Size(max = 4000) String note,
            @Nullable Instant followUpAt) {}

    @PostMapping("/contacts/{id}/wrap-up")
    @Operation(summary = "What came of it; frees my capacity")
    ContactCard wrapUp(
            @PathVariable UUID id,
            @Valid @RequestBody WrapUpRequest asked,
            @RequestHeader("Idempotency-Key") String key) {
        return card(acts.wrapUp(id, asked.code(), asked.note(), asked.followUpAt(), Key.of(key)));
    }

    @PostMapping("/contacts/{id}/ask-solved")
    @Operation(summary = "Ask the customer whether the demand is solved; the case counts as solved until he answers")
    ContactCard askSolved(@PathVariable UUID id, @RequestHeader("Idempotency-Key") String key) {
        return card(acts.askSolved(id, Key.of(key)));
    }

    record TransferRequest(
            @Nullable UUID queue,
            @Nullable UUID agent,
            @Nullable @Size(max = 2000) String note) {}

    @PostMapping("/contacts/{id}/transfer")
    @Operation(summary = "Hand my contact on, with context, keeping its age")
    ContactCard transfer(@PathVariable UUID id, @Valid @RequestBody TransferRequest asked) {
        return card(acts.transfer(id, asked.queue(), asked.agent(), asked.note()));
    }

    record CustomerRequest(@NotNull UUID customer) {}

    @PostMapping("/contacts/{id}/customer")
    @Operation(
            summary = "Say who the customer is",
            description = "Audited; earlier conversations of the visitor become his")
    ContactCard identify(
            @PathVariable UUID id,
            @Valid @RequestBody CustomerRequest asked,
            @RequestHeader("Idempotency-Key") String key) {
        return card(acts.identify(id, asked.customer(), Key.of(key)));
    }

    record CaseRequest(
            @com.fasterxml.jackson.annotation.JsonProperty("case") @NotNull UUID caseId) {}

    @PostMapping("/contacts/{id}/case")
    @Operation(summary = "Attach my contact to a case other than the one that opened by itself")
    ContactCard attach(@PathVariable UUID id, @Valid @RequestBody CaseRequest asked) {
        return card(acts.attach(id, asked.caseId()));
    }

    record WatchRequest(boolean on) {}

    @PostMapping("/contacts/{id}/watch")
    @Operation(summary = "Read along, or stop", description = "Audited")
    ContactCard watch(
            @PathVariable UUID id, @RequestBody WatchRequest asked, @RequestHeader("Idempotency-Key") String key) {
        return card(acts.watch(id, asked.on(), Key.of(key)));
    }

    @PostMapping("/contacts/{id}/step-in")
    @Operation(summary = "Write to the customer beside the agent", description = "Audited")
    ContactCard stepIn(@PathVariable UUID id, @RequestHeader("Idempotency-Key") String key) {
        return card(acts.step(id, true, Key.of(key)));
    }

    @PostMapping("/contacts/{id}/step-out")
    @Operation(summary = "Stop writing to the customer", description = "Audited")
    ContactCard stepOut(@PathVariable UUID id, @RequestHeader("Idempotency-Key") String key) {
        return card(acts.step(id, false, Key.of(key)));
    }

    /** @param onlyWaiting refuse ({@code contact.not-waiting}) when somebody has taken it meanwhile */
    record MoveRequest(
            @Nullable UUID queue,
            @Nullable UUID agent,
            @Nullable Boolean onlyWaiting) {}

    @PostMapping("/contacts/{id}/move")
    @Operation(summary = "Move a waiting or served contact as a supervisor", description = "Audited")
    ContactCard move(@PathVariable UUID id, @RequestBody MoveRequest asked) {
        return card(acts.move(id, asked.queue(), asked.agent(), Boolean.TRUE.equals(asked.onlyWaiting())));
    }

    private ContactCard card(Outcome<Contact> outcome) {
        return Scope.within(Scope.system(), () -> cards.of(outcome.orElseThrow()));
    }
}
