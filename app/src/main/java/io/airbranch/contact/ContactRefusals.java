package io.airbranch.contact;

import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import java.util.UUID;

/** Why an event is not taken into a contact. */
final class ContactRefusals {
    private ContactRefusals() {}

    static <T> Outcome<T> unknown(UUID contact) {
        return Outcome.refused(Refusal.notFound(
                "contact.unknown", "There is no contact " + contact + " that you may see", "contact", contact));
    }

    static <T> Outcome<T> openedAlready(Contact contact) {
        return conflict(contact, "contact.opened-already", "is open already");
    }

    static <T> Outcome<T> ended(Contact contact) {
        return conflict(contact, "contact.ended", "has ended; start a new one");
    }

    static <T> Outcome<T> notEnded(Contact contact) {
        return conflict(contact, "contact.not-ended", "is still open; end it before the wrap-up");
    }

    static <T> Outcome<T> notWaiting(Contact contact) {
        return conflict(contact, "contact.not-waiting", "does not wait for anybody");
    }

    static <T> Outcome<T> notActive(Contact contact) {
        return conflict(
                contact, "contact.not-active", "is not being served by anybody; wait until a colleague takes it");
    }

    static <T> Outcome<T> taken(Contact contact) {
        return Outcome.refused(Refusal.conflict(
                "contact.taken",
                "Contact " + contact.id() + " is served by " + contact.agent(),
                "contact",
                contact.id(),
                "agent",
                String.valueOf(contact.agent())));
    }

    static <T> Outcome<T> notAsked(Contact contact) {
        return conflict(contact, "contact.not-asked", "waits for no answer whether the demand is solved");
    }

    static <T> Outcome<T> wrappedUpAlready(Contact contact) {
        return conflict(contact, "contact.wrapped-up-already", "is wrapped up already");
    }

    static <T> Outcome<T> transferTarget(Contact contact) {
        return Outcome.refused(Refusal.invalid(
                "contact.transfer-target",
                "Name either a queue or a colleague to hand contact " + contact.id() + " to",
                "contact",
                contact.id()));
    }

    static <T> Outcome<T> storageUnavailable() {
        return Outcome.refused(Refusal.unavailable(
                "storage.unavailable",
                "The database cannot be reached; nothing was recorded for certain. Send the same again with the same id in 2 s",
                "retryAfterSeconds",
                2));
    }

    private static <T> Outcome<T> conflict(Contact contact, String code, String what) {
        return Outcome.refused(Refusal.conflict(
                code,
                "Contact " + contact.id() + " " + what,
                "contact",
                contact.id(),
                "state",
                contact.state().name()));
    }
}
