package io.airbranch.contact;

import io.airbranch.contact.Contact.State;
import io.airbranch.contact.ContactEvent.*;
import io.airbranch.contact.Contacts.NewContact;
import io.airbranch.shared.Outcome;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a contact's life, pure: what stands, event and time in; what stands then, or a refusal, out. The journal and every
 * replay use the same rules.
 *
 * @param asked an agent has asked whether the demand is solved, and the customer has not answered
 * @param lastMessage number of the last line spoken, 0 for none
 */
record ContactLife(Contact contact, boolean asked, long lastMessage) {

    static ContactLife open(NewContact fresh, Instant at) {
        var opened = fresh.opened();
        return new ContactLife(
                new Contact(
                        fresh.id(),
                        fresh.institution(),
                        opened.channel(),
                        State.OPEN,
                        fresh.visitor(),
                        fresh.customer(),
                        fresh.language(),
                        opened.topic(),
                        opened.page(),
                        null,
                        null,
                        null,
                        at,
                        null,
                        null,
                        null,
                        null,
                        1,
                        1),
                false,
                0);
    }

    /** The rules; a new kind of event does not compile until it has one. */
    Outcome<ContactLife> after(ContactEvent event, Instant at) {
        return switch (event) {
            case Opened e -> ContactRefusals.openedAlready(contact);
            case Identified e -> done(draft(event).customer(e.customer()));
            case Queued e -> queued(e, at);
            case Offered e ->
                contact.state() == State.WAITING ? done(draft(event)) : ContactRefusals.notWaiting(contact);
            // An offer may end after the contact has.
            case OfferEnded e -> done(draft(event));
            case Joined e -> joined(e, at);
            case Message e -> message(e);
            case Note e -> done(draft(event));
            case Transferred e -> transferred(e);
            case Returned e -> returned(e);
            // Supervisors may leave a contact that is over, not enter it.
            case Watching e -> contact.live() || !e.on() ? done(draft(event)) : ContactRefusals.ended(contact);
            case SteppedIn e -> contact.live() || !e.on() ? done(draft(event)) : ContactRefusals.ended(contact);
            case CaseAttached e -> done(draft(event).caseId(e.caseId()));
            case AskedSolved e -> done(draft(event).asked(true));
            case Confirmed e -> asked ? done(draft(event).asked(false)) : ContactRefusals.notAsked(contact);
            case Ended e -> contact.live() ? done(draft(event).ended(e, at)) : ContactRefusals.ended(contact);
            case WrappedUp e -> wrappedUp();
        };
    }

    private Outcome<ContactLife> queued(Queued e, Instant at) {
        return switch (contact.state()) {
            case OPEN, WAITING -> done(draft(e).queue(e.queue()).queuedAt(at).state(State.WAITING));
            case ACTIVE -> ContactRefusals.taken(contact);
            case ENDED, WRAPPED -> ContactRefusals.ended(contact);
        };
    }

    private Outcome<ContactLife> joined(Joined e, Instant at) {
        return switch (contact.state()) {
            case OPEN, WAITING -> done(draft(e).agent(e.agent()).joinedAt(at).state(State.ACTIVE));
            case ACTIVE -> ContactRefusals.taken(contact);
            case ENDED, WRAPPED -> ContactRefusals.ended(contact);
        };
    }

    private Outcome<ContactLife> message(Message e) {
        if (!contact.live()) {
            return ContactRefusals.ended(contact);
        }
        if (e.author().role() == Author.Role.AGENT && contact.state() != State.ACTIVE) {
            return ContactRefusals.notActive(contact);
        }
        return done(draft(e).spoken());
    }

    private Outcome<ContactLife> transferred(Transferred e) {
        if ((e.toQueue() == null) == (e.toAgent() == null)) {
            return ContactRefusals.transferTarget(contact);
        }
        return switch (contact.state()) {
            case OPEN -> ContactRefusals.notActive(contact);
            case WAITING, ACTIVE -> {
                var draft = draft(e).agent(null).state(State.WAITING);
                yield done(e.toQueue() == null ? draft : draft.queue(e.toQueue()));
            }
            case ENDED, WRAPPED -> ContactRefusals.ended(contact);
        };
    }

    private Outcome<ContactLife> returned(Returned e) {
        return switch (contact.state()) {
            case OPEN, WAITING -> ContactRefusals.notActive(contact);
            case ACTIVE ->
                e.agent().equals(contact.agent())
                        ? done(draft(e).agent(null).state(State.WAITING))
                        : ContactRefusals.taken(contact);
            case ENDED, WRAPPED -> ContactRefusals.ended(contact);
        };
    }

    private Outcome<ContactLife> wrappedUp() {
        return switch (contact.state()) {
            case OPEN, WAITING, ACTIVE -> ContactRefusals.notEnded(contact);
            case ENDED -> done(new Draft(false).state(State.WRAPPED));
            case WRAPPED -> ContactRefusals.wrappedUpAlready(contact);
        };
    }

    private static Outcome<ContactLife> done(Draft draft) {
        return Outcome.done(draft.life());
    }

    private Draft draft(ContactEvent event) {
        return new Draft(Visibility.shownToCustomer(event));
    }

    /** The next state while a rule writes it down. */
    private final class Draft {
        private final boolean shown;
        private State state = contact.state();
        private @Nullable UUID customer = contact.customer();
        private @Nullable UUID queue = contact.queue();
        private @Nullable UUID agent = contact.agent();
        private @Nullable UUID caseId = contact.caseId();
        private @Nullable Instant queuedAt = contact.queuedAt();
        private @Nullable Instant joinedAt = contact.joinedAt();
        private @Nullable Instant endedAt = contact.endedAt();
        private Ended.@Nullable Reason endReason = contact.endReason();
        private boolean stillAsked = asked;
        private boolean spoken;

        Draft(boolean shown) {
            this.shown = shown;
        }

        Draft state(State value) {
            state = value;
            return this;
        }

        Draft customer(UUID value) {
            customer = value;
            return this;
        }

        Draft queue(@Nullable UUID value) {
            queue = value;
            return this;
        }

        Draft agent(@Nullable UUID value) {
            agent = value;
            return this;
        }

        Draft caseId(UUID value) {
            caseId = value;
            return this;
        }

        /** Waiting counts from the first queue on, however often the contact is handed on. */
        Draft queuedAt(Instant at) {
            queuedAt = queuedAt == null ? at : queuedAt;
            return this;
        }

        Draft joinedAt(Instant at) {
            joinedAt = at;
            return this;
        }

        Draft asked(boolean value) {
            stillAsked = value;
            return this;
        }

        Draft spoken() {
            spoken = true;
            return this;
        }

        /** Where no colleague served, there is nothing to wrap up. */
        Draft ended(Ended e, Instant at) {
            endedAt = at;
            endReason = e.reason();
            state = agent == null ? State.WRAPPED : State.ENDED;
            return this;
        }

        ContactLife life() {
            long seq = contact.lastSeq() + 1;
            return new ContactLife(
                    new Contact(
                            contact.id(),
                            contact.institution(),
                            contact.channel(),
                            state,
                            contact.visitor(),
                            customer,
                            contact.language(),
                            contact.topic(),
                            contact.page(),
                            queue,
                            agent,
                            caseId,
                            contact.openedAt(),
                            queuedAt,
                            joinedAt,
                            endedAt,
                            endReason,
                            seq,
                            shown ? seq : contact.lastShown()),
                    stillAsked,
                    spoken ? seq : lastMessage);
        }
    }
}
