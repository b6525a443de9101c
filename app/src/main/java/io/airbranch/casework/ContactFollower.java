package io.airbranch.casework;

import io.airbranch.casework.CaseRegister.NewCase;
import io.airbranch.casework.CaseStore.Row;
import io.airbranch.casework.Cases.Priority;
import io.airbranch.casework.Cases.State;
import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.ContactMilestone.ContactConfirmed;
import io.airbranch.contact.ContactMilestone.ContactEnded;
import io.airbranch.contact.ContactMilestone.ContactIdentified;
import io.airbranch.contact.ContactMilestone.ContactJoined;
import io.airbranch.contact.ContactMilestone.ContactWrappedUp;
import io.airbranch.contact.Contacts;
import io.airbranch.shared.db.Scope;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;

/**
 * Cases follow their contacts. Each milestone may come late or twice: what is to be done is read from where contact and case stand.
 * Runs for nobody, so it binds the system's scope; the database connection must be borrowed after that, which is why no transaction
 * is open when a listener starts.
 */
@Component
class ContactFollower {
    private static final int LOOK_AT = 200;

    private final CaseRegister cases;
    private final Contacts contacts;
    private final CaseLists lists;

    ContactFollower(CaseRegister cases, Contacts contacts, CaseLists lists) {
        this.cases = cases;
        this.contacts = contacts;
        this.lists = lists;
    }

    /** Whoever takes the contact owns its demand, until it is closed: a later colleague does not become the owner by joining. */
    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(ContactJoined joined) {
        with(joined.contact(), contact -> {
            var row = opened(contact, joined.agent());
            if (row.owner() == null) {
                cases.change(
                        row,
                        r -> r.owned(joined.agent()),
                        "owner",
                        null,
                        joined.agent().toString(),
                        null,
                        joined.agent());
            }
        });
    }

    /** A demand that nobody heard waits in the team's pool. */
    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(ContactEnded ended) {
        with(ended.contact(), contact -> opened(contact, null));
    }

    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(ContactIdentified identified) {
        with(
                identified.contact(),
                contact -> cases.of(contact)
                        .filter(row -> row.customer() == null)
                        .ifPresent(row -> cases.change(
                                row,
                                r -> r.of(identified.customer()),
                                "customer",
                                null,
                                identified.customer().toString(),
                                null,
                                null)));
    }

    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(ContactConfirmed confirmed) {
        with(confirmed.contact(), contact -> {
            var row = opened(contact, contact.agent());
            var wanted = confirmed.solved() ? State.CLOSED : State.OPEN;
            cases.become(
                            row,
                            wanted,
                            confirmed.solved() ? "confirmed by the customer" : "not solved, says the customer",
                            null)
                    .orElseThrow();
        });
    }

    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(ContactWrappedUp wrapped) {
        with(
                wrapped.contact(),
                contact -> wrapUp(contact).ifPresent(done -> {
                    var row = opened(contact, done.agent());
                    if (done.followUpAt() != null && !done.followUpAt().equals(row.followUpAt())) {
                        row = cases.change(
                                        row,
                                        r -> r.followedUp(done.followUpAt()),
                                        "followUpAt",
                                        null,
                                        done.followUpAt().toString(),
                                        null,
                                        done.agent())
                                .orElseThrow();
                    }
                    var solves = lists.find(done.code())
                            .map(WrapUpCodes.WrapUpCode::solves)
                            .orElse(false);
                    if (solves && done.followUpAt() == null && row.standing().state() == State.OPEN) {
                        cases.become(row, State.SOLVED, null, done.agent()).orElseThrow();
                    }
                }));
    }

    private Row opened(Contact contact, @Nullable UUID owner) {
        return cases.of(contact).map(row -> told(contact, row)).orElseGet(() -> {
            var asked = new NewCase(
                    contact.institution(),
                    title(contact),
                    null,
                    Priority.NORMAL,
                    owner,
                    contact.customer(),
                    contact.id());
            return told(contact, cases.open(asked, owner));
        });
    }

    private Row told(Contact contact, Row row) {
        if (contact.caseId() == null) {
            cases.tell(contact.id(), row);
        }
        return row;
    }

    /** The customer's first line says what he wants; otherwise the topic he chose. */
    private String title(Contact contact) {
        return contacts.events(contact.id(), 0, LOOK_AT).stream()
                .flatMap(recorded -> firstLine(recorded.event()).stream())
                .findFirst()
                .orElseGet(() -> contact.topic() != null
                        ? contact.topic()
                        : contact.language().equals("en") ? "Web chat" : "在线咨询");
    }

    private static Optional<String> firstLine(ContactEvent event) {
        return event instanceof ContactEvent.Message message
                        && message.author().role() == ContactEvent.Author.Role.CUSTOMER
                        && message.text() != null
                ? Optional.of(message.text())
                : Optional.empty();
    }

    private Optional<ContactEvent.WrappedUp> wrapUp(Contact contact) {
        return contacts.events(contact.id(), Math.max(0, contact.lastSeq() - LOOK_AT), LOOK_AT).stream()
                .flatMap(recorded ->
                        recorded.event() instanceof ContactEvent.WrappedUp done ? Stream.of(done) : Stream.empty())
                .reduce((first, last) -> last);
    }

    private void with(UUID contact, Consumer<Contact> work) {
        Scope.within(Scope.system(), () -> contacts.find(contact).ifPresent(work));
    }
}
