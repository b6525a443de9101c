package io.airbranch.routing.why;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.routing.Routing;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One contact's routing over HTTP: what supervisors ask about it, and do with it while it waits. */
@RestController
@RequestMapping("/api/v1/contacts/{id}")
class ContactRouting {
    private final ContactReach reach;
    private final Routing routing;
    private final Guard guard;
    private final AuditTrail audit;

    ContactRouting(ContactReach reach, Routing routing, Guard guard, AuditTrail audit) {
        this.reach = reach;
        this.routing = routing;
        this.guard = guard;
        this.audit = audit;
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
