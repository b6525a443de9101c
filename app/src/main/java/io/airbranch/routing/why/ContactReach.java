package io.airbranch.routing.why;

import io.airbranch.access.Guard;
import io.airbranch.access.Right;
import io.airbranch.contact.Contact;
import io.airbranch.contact.Contacts;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import io.airbranch.shared.db.Scope;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who may ask routing about a contact: who serves it, or who holds a right at its institution. */
@Component
class ContactReach {
    private final Contacts contacts;
    private final Guard guard;

    ContactReach(Contacts contacts, Guard guard) {
        this.contacts = contacts;
        this.guard = guard;
    }

    /** Served by the caller, or within an institution whose floor he watches. */
    Contact watched(UUID id) {
        var contact = find(id);
        if (!guard.current().id().equals(contact.agent())) {
            guard.require(Right.FLOOR_WATCH, contact.institution());
        }
        return contact;
    }

    Contact acted(UUID id) {
        var contact = find(id);
        guard.require(Right.FLOOR_ACT, contact.institution());
        return contact;
    }

    /** A contact that the caller serves may lie outside his part of the tree; anything else there does not exist for him. */
    private Contact find(UUID id) {
        var me = guard.current();
        return Scope.within(Scope.system(), () -> contacts.find(id))
                .filter(c -> me.id().equals(c.agent())
                        || me.scope().sees(c.institution().value()))
                .orElseThrow(() -> new RefusalException(Refusal.notFound(
                        "contact.unknown", "There is no contact " + id + " within your institutions", "contact", id)));
    }
}
