package io.airbranch.chat.attachment;

import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent.Attachment;
import io.airbranch.shared.crypto.FieldCipher;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final String UNDECIDED =
            "select contact, id from chat.attachment where not sent and at < ? order by at limit ?";
    private static final String SENT = "update chat.attachment set sent = true where id = ?";
    private static final String REMOVE = "delete from chat.attachment where id = ? returning object_key";

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

    /** Files stored before the given moment of which it is not known whether they were sent, by contact. */
    Map<UUID, List<UUID>> undecided(Instant before, int limit) {
        var byContact = new LinkedHashMap<UUID, List<UUID>>();
        jdbc.sql(UNDECIDED).params(Timestamp.from(before), limit).query(row -> {
            byContact
                    .computeIfAbsent(row.getObject(1, UUID.class), contact -> new ArrayList<>())
                    .add(row.getObject(2, UUID.class));
        });
        return byContact;
    }

    void sent(UUID id) {
        jdbc.sql(SENT).param(id).update();
    }

    /** The key of its file. */
    Optional<String> remove(UUID id) {
        return jdbc.sql(REMOVE).param(id).query(String.class).optional();
    }

    private static String place(UUID id) {
        return "attachment-name:" + id;
    }
}
