package io.airbranch.desk.act;

import io.airbranch.access.Guard;
import io.airbranch.access.Operator;
import io.airbranch.access.Right;
import io.airbranch.casework.Cases;
import io.airbranch.casework.WrapUpCodes;
import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.Contacts;
import io.airbranch.customer.Customers;
import io.airbranch.customer.Visitors;
import io.airbranch.routing.Routing;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people do with a contact: each act guarded, then written as an event or asked of routing, under the sender's key. */
@Component
class ContactActs {
    private final Reach reach;
    private final Contacts contacts;
    private final Customers customers;
    private final Visitors visitors;
    private final Cases cases;
    private final WrapUpCodes codes;
    private final Routing routing;
    private final Guard guard;
    private final Clock clock;

    ContactActs(
            Reach reach,
            Contacts contacts,
            Customers customers,
            Visitors visitors,
            Cases cases,
            WrapUpCodes codes,
            Routing routing,
            Guard guard,
            Clock clock) {
        this.reach = reach;
        this.contacts = contacts;
        this.customers = customers;
        this.visitors = visitors;
        this.cases = cases;
        this.codes = codes;
        this.routing = routing;
        this.guard = guard;
        this.clock = clock;
    }

    Outcome<Contact> end(UUID id, @Nullable UUID key) {
        var ended = new ContactEvent.Ended(ContactEvent.Ended.Reason.AGENT, me().id());
        return reach.own(id).flatMap(contact -> appended(contact, ended, key));
    }

    Outcome<Contact> wrapUp(
            UUID id, String code, @Nullable String note, @Nullable Instant followUpAt, @Nullable UUID key) {
        return reach.own(id).flatMap(contact -> {
            if (codes.active().stream().noneMatch(c -> c.key().equals(code))) {
                return Outcome.refused(Refusal.invalid(
                        "wrap-up.code-unknown",
                        "'" + code + "' is no wrap-up code in use. Choose one of the list",
                        "code",
                        code));
            }
            if (followUpAt != null && !followUpAt.isAfter(clock.instant())) {
                return Outcome.refused(Refusal.invalid(
                        "wrap-up.follow-up-past",
                        "The follow-up " + followUpAt + " is not in the future. Choose a later moment",
                        "followUpAt",
                        followUpAt));
            }
            return appended(contact, new ContactEvent.WrappedUp(me().id(), code, note, followUpAt), key);
        });
    }

    Outcome<Contact> askSolved(UUID id, @Nullable UUID key) {
        return reach.own(id).flatMap(contact -> {
            var asked = appended(contact, new ContactEvent.AskedSolved(me().id()), key);
            if (asked.isDone() && contact.caseId() != null) {
                return cases.solve(contact.caseId(), me().id()).flatMap(solved -> asked);
            }
            return asked;
        });
    }

    Outcome<Contact> transfer(UUID id, @Nullable UUID queue, @Nullable UUID agent, @Nullable String note) {
        return target(queue, agent)
                .flatMap(ok -> reach.own(id))
                .flatMap(contact -> handedOn(contact, queue, agent, note));
    }

    /** As a supervisor, also for a contact that still waits; {@code onlyWaiting} leaves alone what a colleague has taken meanwhile. */
    Outcome<Contact> move(UUID id, @Nullable UUID queue, @Nullable UUID agent, boolean onlyWaiting) {
        return target(queue, agent)
                .flatMap(ok -> reach.with(Right.FLOOR_ACT, id, "contact.move"))
                .flatMap(contact -> onlyWaiting && contact.state() != Contact.State.WAITING
                        ? Outcome.<Contact>refused(Refusal.conflict(
                                "contact.not-waiting",
                                "Contact " + id + " is " + contact.state() + " and does not wait any more",
                                "contact",
                                id))
                        : Outcome.done(contact))
                .flatMap(contact -> handedOn(contact, queue, agent, null));
    }

    private Outcome<Contact> handedOn(
            Contact contact, @Nullable UUID queue, @Nullable UUID agent, @Nullable String note) {
        return routing.transfer(contact.id(), me().id(), queue, agent, note).map(done -> fresh(contact));
    }

    private static Outcome<Outcome.Nothing> target(@Nullable UUID queue, @Nullable UUID agent) {
        return (queue == null) != (agent == null)
                ? Outcome.done()
                : Outcome.refused(Refusal.invalid(
                        "transfer.target", "A contact goes to exactly one of queue and agent. Name one of them"));
    }

    /** The visitor is that customer from now on, and so are his earlier conversations. */
    Outcome<Contact> identify(UUID id, UUID customer, @Nullable UUID key) {
        return reach.write(id)
                .flatMap(contact -> customers
                        .card(customer)
                        .filter(card -> me().scope().sees(card.home().value()))
                        .map(card -> {
                            guard.require(Right.CUSTOMER_READ, card.home());
                            reach.record(contact, "contact.identify");
                            if (contact.visitor() != null) {
                                visitors.identify(contact.visitor(), customer);
                            }
                            return appended(contact, new ContactEvent.Identified(customer, me().id()), key);
                        })
                        .orElseGet(() -> Outcome.refused(Refusal.notFound(
                                "customer.unknown",
                                "There is no customer " + customer + " within your institutions",
                                "customer",
                                customer))));
    }

    Outcome<Contact> attach(UUID id, UUID caseId) {
        return reach.write(id)
                .flatMap(contact -> cases.find(caseId)
                        .map(file -> {
                            guard.require(Right.CASE_WORK, file.institution());
                            return cases.attach(caseId, id, me().id()).map(attached -> fresh(contact));
                        })
                        .orElseGet(() -> Outcome.refused(Refusal.notFound(
                                "case.unknown",
                                "There is no case " + caseId + " within your institutions",
                                "case",
                                caseId))));
    }

    Outcome<Contact> watch(UUID id, boolean on, @Nullable UUID key) {
        var me = me();
        return reach.with(Right.FLOOR_WATCH, id, on ? "contact.watch" : "contact.unwatch")
                .flatMap(contact -> {
                    guard.require(Right.CONTACT_READ, contact.institution());
                    return appended(contact, new ContactEvent.Watching(me.id(), me.name(), on), key);
                });
    }

    Outcome<Contact> step(UUID id, boolean in, @Nullable UUID key) {
        var me = me();
        return reach.with(Right.FLOOR_ACT, id, in ? "contact.step-in" : "contact.step-out")
                .flatMap(contact -> appended(contact, new ContactEvent.SteppedIn(me.id(), me.name(), in), key));
    }

    private Outcome<Contact> appended(Contact contact, ContactEvent event, @Nullable UUID key) {
        try {
            return contacts.append(contact.id(), event, key).join().map(recorded -> fresh(contact));
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    private Contact fresh(Contact contact) {
        return Scope.within(Scope.system(), () -> contacts.find(contact.id())).orElse(contact);
    }

    private Operator me() {
        return guard.current();
    }
}
