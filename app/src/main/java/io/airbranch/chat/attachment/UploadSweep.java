package io.airbranch.chat.attachment;

import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent.Message;
import io.airbranch.contact.Contacts;
import io.airbranch.shared.db.Outages;
import io.airbranch.shared.db.Scope;
import io.airbranch.shared.store.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes files that somebody uploaded and never sent: a day later, and once the conversation is over, because until then they may
 * still be sent. What the conversation itself says decides, not what we remember of it.
 */
@Component
public class UploadSweep {
    private static final Logger LOG = LoggerFactory.getLogger(UploadSweep.class);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int AT_ONCE = 500;
    private static final int PAGE = 1_000;

    private final AttachmentRows rows;
    private final ObjectStore objects;
    private final ObjectProvider<Contacts> contacts;
    private final Clock clock;

    UploadSweep(AttachmentRows rows, ObjectStore objects, ObjectProvider<Contacts> contacts, Clock clock) {
        this.rows = rows;
        this.objects = objects;
        this.contacts = contacts;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void everyHour() {
        try {
            int removed = sweep();
            if (removed > 0) {
                LOG.info("{} files that were uploaded and never sent are removed", removed);
            }
        } catch (RuntimeException e) {
            if (Outages.refusal(e).isEmpty()) {
                throw e;
            }
            LOG.debug("Unsent files wait for the database", e);
        }
    }

    /** Returns how many files were removed. */
    public int sweep() {
        // For all institutions at once, on nobody's behalf.
        return Scope.within(Scope.system(), () -> {
            int removed = 0;
            for (var conversation :
                    rows.undecided(clock.instant().minus(KEPT), AT_ONCE).entrySet()) {
                var contact = contacts.getObject().find(conversation.getKey());
                if (contact.map(Contact::live).orElse(false)) {
                    continue;
                }
                var sent = sent(conversation.getKey());
                for (var id : conversation.getValue()) {
                    if (sent.contains(id)) {
                        rows.sent(id);
                    } else {
                        // The row first: a file without a row is lost space, a row without a file would be a lie.
                        rows.remove(id).ifPresent(objects::delete);
                        removed++;
                    }
                }
            }
            return removed;
        });
    }

    private Set<UUID> sent(UUID contact) {
        var sent = new HashSet<UUID>();
        long after = 0;
        while (true) {
            var page = contacts.getObject().events(contact, after, PAGE);
            for (var recorded : page) {
                after = recorded.seq();
                if (recorded.event() instanceof Message message) {
                    var attachment = message.attachment();
                    if (attachment != null) {
                        sent.add(attachment.id());
                    }
                }
            }
            if (page.size() < PAGE) {
                return sent;
            }
        }
    }
}
