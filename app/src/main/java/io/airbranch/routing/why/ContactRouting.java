package io.airbranch.routing.why;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.routing.Routing;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One contact's routing over HTTP: what supervisors ask about it, and do with it while it waits. */
@RestController
@RequestMapping("/api/v1/contacts/{id}")
class ContactRouting {
    private final ContactReach reach;
    private final Routing routing;
    private final Explanations explanations;
    private final ContactStory history;
    private final Guard guard;
    private final AuditTrail audit;

    ContactRouting(
            ContactReach reach,
            Routing routing,
            Explanations explanations,
            ContactStory history,
            Guard guard,
            AuditTrail audit) {
        this.reach = reach;
        this.routing = routing;
        this.explanations = explanations;
        this.history = history;
        this.guard = guard;
        this.audit = audit;
    }

    /** @param at any past moment; absent = now */
    @GetMapping("/routing")
    Why why(@PathVariable UUID id, @RequestParam(required = false) @Nullable Instant at) {
        reach.watched(id);
        return (at == null ? explanations.now(id) : explanations.at(id, at)).orElseThrow();
    }

    @GetMapping("/routing/history")
    List<ContactStory.Happening> history(@PathVariable UUID id) {
        reach.watched(id);
        return history.of(id);
    }

    record NewPriority(int priority) {}

    record NewPlace(int position) {}

    @PutMapping("/priority")
    NewPlace priority(@PathVariable UUID id, @RequestBody NewPriority asked) {
        var contact = reach.acted(id);
        var me = guard.current().id();
        var place = routing.setPriority(id, me, asked.priority())
                .onRefused(refusal -> {
                    if (refusal.code().equals("contact.unknown")) {
                        throw new RefusalException(Refusal.conflict(
                                "contact.served",
                                "Contact " + id + " is " + contact.state() + " and does not wait any more",
                                "contact",
                                id));
                    }
                })
                .orElseThrow();
        audit.record(new AuditTrail.Entry(
                me,
                "contact.priority",
                "contact",
                id.toString(),
                contact.institution(),
                null,
                Map.of("priority", Integer.toString(asked.priority()))));
        return new NewPlace(place.position());
    }
}
