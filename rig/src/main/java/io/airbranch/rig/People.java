package io.airbranch.rig;

import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.ContactListener;
import io.airbranch.contact.Contacts;
import io.airbranch.routing.Routing;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** What happens to contacts outside of routing, which hears of it. */
interface People {
    void opened(UUID contact, String language);

    /** The contact has ended, its agent has wrapped up. */
    void done(UUID contact, UUID agent);

    /** The customer does not wait any more. */
    void gone(UUID contact);

    private static ContactEvent ended(UUID agent) {
        return new ContactEvent.Ended(ContactEvent.Ended.Reason.AGENT, agent);
    }

    private static ContactEvent wrappedUp(UUID agent) {
        return new ContactEvent.WrappedUp(agent, "done", null, null);
    }

    /** Nothing is stored: routing is told at once, without waiting. */
    record Unrecorded(ContactListener hearing, Routing routing, Clock clock) implements People {
        @Override
        public void opened(UUID contact, String language) {}

        @Override
        public void done(UUID contact, UUID agent) {
            hearing.recorded(List.of(recorded(contact, ended(agent)), recorded(contact, wrappedUp(agent))));
        }

        @Override
        public void gone(UUID contact) {
            routing.withdraw(contact, "abandoned");
        }

        private Contacts.Recorded recorded(UUID contact, ContactEvent event) {
            return InstantContacts.recorded(contact, event, clock.instant());
        }
    }

    /** Each event is stored before routing hears of it, as in the product. */
    record Recorded(Contacts contacts) implements People {
        @Override
        public void opened(UUID contact, String language) {
            var opened = new ContactEvent.Opened(ContactEvent.Channel.CHAT, "bench", null, null);
            Bank.system(() -> contacts.open(new Contacts.NewContact(contact, Bank.PATH, opened, language, null, null))
                    .join()
                    .orElseThrow());
        }

        @Override
        public void done(UUID contact, UUID agent) {
            Bank.system(() -> contacts.append(contact, ended(agent), null).join());
            Bank.system(() -> contacts.append(contact, wrappedUp(agent), null).join());
        }

        @Override
        public void gone(UUID contact) {
            var ended = new ContactEvent.Ended(ContactEvent.Ended.Reason.ABANDONED, null);
            Bank.system(() -> contacts.append(contact, ended, null).join());
        }
    }
}
