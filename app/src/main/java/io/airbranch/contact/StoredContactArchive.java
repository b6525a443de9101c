package io.airbranch.contact;

import io.airbranch.contact.Contacts.NewContact;
import io.airbranch.contact.Contacts.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes past contacts with their own times, by the same rules as the journal. */
@Component
class StoredContactArchive implements ContactArchive {
    private final ContactRows contacts;
    private final EventRows events;
    private final TransactionTemplate transaction;

    StoredContactArchive(ContactRows contacts, EventRows events, PlatformTransactionManager transactions) {
        this.contacts = contacts;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public boolean bring(NewContact contact, Instant openedAt, List<PastEvent> past) {
        if (!contacts.find(List.of(contact.id())).isEmpty()) {
            return false;
        }
        var life = ContactLife.open(contact, openedAt);
        var rows = new ArrayList<EventRows.Row>();
        rows.add(row(contact.id(), life, 0, openedAt, contact.opened()));
        for (var event : past) {
            long shown = life.contact().lastShown();
            life = life.after(event.event(), event.at()).orElseThrow();
            rows.add(row(contact.id(), life, shown, event.at(), event.event()));
        }
        var written = life;
        transaction.executeWithoutResult(tx -> {
            contacts.insert(List.of(written));
            events.insert(rows);
        });
        return true;
    }

    private EventRows.Row row(UUID id, ContactLife life, long shown, Instant at, ContactEvent event) {
        var recorded = new Recorded(id, life.contact().lastSeq(), shown, at, event, null, false);
        return new EventRows.Row(
                recorded, events.json(event), life.contact().institution().value());
    }
}
