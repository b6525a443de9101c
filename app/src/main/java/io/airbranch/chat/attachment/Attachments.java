package io.airbranch.chat.attachment;

import io.airbranch.access.InstitutionPath;
import io.airbranch.chat.Conversations.Download;
import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent.Attachment;
import io.airbranch.contact.Contacts;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import io.airbranch.shared.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Files of conversations. A file is stored before its row, so that a row always has its file. */
@Component
public class Attachments {
    public static final long LIMIT = 10L * 1024 * 1024;
    private static final int NAME_LIMIT = 120;

    private final AttachmentRows rows;
    private final ObjectStore objects;
    private final ObjectProvider<Contacts> contacts;
    private final Ids ids;
    private final Clock clock;

    Attachments(AttachmentRows rows, ObjectStore objects, ObjectProvider<Contacts> contacts, Ids ids, Clock clock) {
        this.rows = rows;
        this.objects = objects;
        this.contacts = contacts;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Within the running scope. Refused: {@code contact.unknown}, {@code contact.ended}, {@code attachment.type},
     * {@code attachment.too-large}, {@code storage.full}.
     */
    public Outcome<Attachment> keep(UUID contact, String name, InputStream content, boolean byCustomer) {
        var found = contacts.getObject().find(contact);
        if (found.isEmpty()) {
            return Outcome.refused(Refusal.notFound(
                    "contact.unknown", "There is no contact " + contact + " that you may see", "contact", contact));
        }
        if (!found.get().live()) {
            return Outcome.refused(Refusal.conflict(
                    "contact.ended", "Contact " + contact + " has ended; it takes no more files", "contact", contact));
        }
        try {
            return store(found.get(), name, content, byCustomer);
        } catch (IOException e) {
            throw new UncheckedIOException("The upload broke off", e);
        }
    }

    private Outcome<Attachment> store(Contact contact, String name, InputStream content, boolean byCustomer)
            throws IOException {
        var head = content.readNBytes(Sniffer.HEAD);
        var type = Sniffer.type(head);
        if (type.isEmpty()) {
            return Outcome.refused(Refusal.invalid(
                    "attachment.type",
                    "The content of the file is none of " + Sniffer.TYPES + "; send a picture or a PDF",
                    "accepted",
                    Sniffer.TYPES));
        }
        return objects.put(new SequenceInputStream(new ByteArrayInputStream(head), content), LIMIT)
                .map(stored -> {
                    var attachment = new Attachment(ids.next(), plain(name), type.get(), stored.size());
                    rows.insert(contact, attachment, stored.key(), byCustomer, clock.instant());
                    return attachment;
                });
    }

    /** A file that the customer uploaded to this conversation. */
    public Optional<Attachment> ofCustomer(InstitutionPath institution, UUID contact, UUID id) {
        return Scope.within(Scope.of(institution.value()), () -> rows.find(id))
                .filter(kept -> kept.byCustomer() && kept.contact().equals(contact))
                .map(AttachmentRows.Kept::attachment);
    }

    /** Within the running scope; whoever asks has checked that the contact is his to see. */
    public Outcome<Download> download(UUID id) {
        return rows.find(id)
                .flatMap(kept -> objects.open(kept.objectKey())
                        .map(content -> Outcome.done(new Download(kept.contact(), kept.attachment(), content))))
                .orElseGet(() -> Outcome.refused(Refusal.notFound(
                        "attachment.unknown", "There is no file " + id + " that you may see", "attachment", id)));
    }

    Optional<UUID> contactOf(UUID id) {
        return rows.find(id).map(AttachmentRows.Kept::contact);
    }

    /** The last part of whatever path it came with, without control characters and within a line. */
    static String plain(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\"<>|:*?]", "")
                .strip();
        if (last.isBlank()) {
            return "file";
        }
        int length = last.codePointCount(0, last.length());
        return length <= NAME_LIMIT ? last : last.substring(last.offsetByCodePoints(0, length - NAME_LIMIT));
    }
}
