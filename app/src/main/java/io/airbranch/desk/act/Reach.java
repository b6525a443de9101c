package io.airbranch.desk.act;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.Right;
import io.airbranch.contact.Contact;
import io.airbranch.contact.Contacts;
import io.airbranch.desk.live.Served;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Who may reach which contact. A contact that somebody serves is his, wherever it came from; everybody else needs a right at its
 * institution, and reading another's conversation is audited.
 */
@Component
class Reach {
    private final Contacts contacts;
    private final Served served;
    private final Guard guard;
    private final AuditTrail audit;

    Reach(Contacts contacts, Served served, Guard guard, AuditTrail audit) {
        this.contacts = contacts;
        this.served = served;
        this.guard = guard;
        this.audit = audit;
    }

    /** Mine, or to be read with the right to. */
    Outcome<Contact> read(UUID id) {
        return find(id).map(contact -> {
            if (!mine(contact)) {
                guard.require(Right.CONTACT_READ, contact.institution());
                record(contact, "contact.read");
            }
            return contact;
        });
    }

    /** Served by me now; refused otherwise. */
    Outcome<Contact> own(UUID id) {
        return find(id).flatMap(contact -> {
            if (!guard.current().id().equals(contact.agent())) {
                return Outcome.refused(Refusal.forbidden(
                        "contact.not-yours",
                        "Contact " + id + " is not served by you. Maybe it was handed on meanwhile",
                        "contact",
                        id));
            }
            guard.require(Right.CONTACT_SERVE, contact.institution());
            return Outcome.done(contact);
        });
    }

    /** Served by me, or stepped into by me. */
    Outcome<Contact> write(UUID id) {
        return steppedIn(id) ? find(id) : own(id);
    }

    /** Any contact at whose institution I hold the right; audited as the act it is for. */
    Outcome<Contact> with(Right right, UUID id, String action) {
        return find(id).map(contact -> {
            guard.require(right, contact.institution());
            record(contact, action);
            return contact;
        });
    }

    void record(Contact contact, String action) {
        audit.record(new AuditTrail.Entry(
                guard.current().id(),
                action,
                "contact",
                contact.id().toString(),
                contact.institution(),
                null,
                contact.customer() == null
                        ? Map.of()
                        : Map.of("customer", contact.customer().toString())));
    }

    private boolean mine(Contact contact) {
        return guard.current().id().equals(contact.agent()) || steppedIn(contact.id());
    }

    private boolean steppedIn(UUID contact) {
        var me = guard.current().id();
        return served.find(contact).filter(p -> p.stepped().contains(me)).isPresent();
    }

    /** A contact served by me may lie outside my part of the tree, so it is looked up for the system; anything else only within it. */
    private Outcome<Contact> find(UUID id) {
        var me = guard.current();
        return Scope.within(Scope.system(), () -> contacts.find(id))
                .filter(c -> me.id().equals(c.agent())
                        || me.scope().sees(c.institution().value()))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Refusal.notFound(
                        "contact.unknown", "There is no contact " + id + " within your institutions", "contact", id)));
    }
}
