package io.airbranch.chat.attachment;

import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent.Attachment;
import io.airbranch.shared.crypto.FieldCipher;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code chat.attachment}. The name a customer gave a file may say much, so it is encrypted. */
@Component
class AttachmentRows {
    private static final String INSERT = """
            insert into chat.attachment (id, contact, institution, object_key, name, type, size, by_customer, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String FIND =
            "select contact, object_key, name, type, size, by_customer from chat.attachment where id = ?";

    private final JdbcClient jdbc;
    private final FieldCipher cipher;

    AttachmentRows(JdbcClient jdbc, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    record Kept(UUID contact, String objectKey, Attachment attachment, boolean byCustomer) {}

    void insert(Contact contact, Attachment attachment, String objectKey, boolean byCustomer, Instant at) {
        jdbc.sql(INSERT)
                .params(
                        attachment.id(),
                        contact.id(),
                        contact.institution().value(),
                        objectKey,
                        cipher.encrypt(attachment.name(), place(attachment.id())),
                        attachment.type(),
                        attachment.size(),
                        byCustomer,
                        Timestamp.from(at))
                .update();
    }

    Optional<Kept> find(UUID id) {
        return jdbc.sql(FIND)
                .param(id)
                .query((rs, i) -> new Kept(
                        rs.getObject(1, UUID.class),
                        rs.getString(2),
                        new Attachment(id, cipher.decrypt(rs.getBytes(3), place(id)), rs.getString(4), rs.getLong(5)),
                        rs.getBoolean(6)))
                .optional();
    }

    private static String place(UUID id) {
        return "attachment-name:" + id;
    }
}
