package io.airbranch.chat.line;

import io.airbranch.chat.line.Line.Side;
import io.airbranch.shared.crypto.FieldCipher;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Table {@code chat.conversation}: what a chat knows beside the contact's events. Read and written on the system's behalf. */
@Component
public class ConversationRows {
    private static final String INSERT = """
            insert into chat.conversation (contact, institution, visitor, queue, grace_seconds, visitor_name)
            values (?, ?, ?, ?, ?, ?) on conflict (contact) do nothing
            """;

    private static final String FIND =
            "select customer_read, agent_read, left_message, queue, grace_seconds from chat.conversation where contact = ?";

    private static final String NAMES =
            "select contact, visitor_name from chat.conversation where contact = any(?) and visitor_name is not null";

    private static final String AGENT_READ =
            "update chat.conversation set agent_read = greatest(agent_read, ?) where contact = ?";

    private static final String UPDATE = """
            update chat.conversation set customer_read = greatest(customer_read, ?), agent_read = greatest(agent_read, ?),
                left_message = ?, customer_gone_at = ?
            where contact = ?
            """;

    private final JdbcTemplate jdbc;
    private final FieldCipher cipher;

    ConversationRows(JdbcTemplate jdbc, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    public void insert(Line line, UUID contact, UUID queue, int graceSeconds, @Nullable String name) {
        jdbc.update(
                INSERT,
                contact,
                line.institution().value(),
                line.visitor(),
                queue,
                graceSeconds,
                name == null ? null : cipher.encrypt(name, place(contact)));
    }

    Side find(UUID contact) {
        return jdbc
                .query(
                        FIND,
                        (rs, i) -> new Side(
                                rs.getLong(1),
                                rs.getLong(2),
                                rs.getBoolean(3),
                                rs.getObject(4, UUID.class),
                                rs.getInt(5)),
                        contact)
                .stream()
                .findFirst()
                .orElse(Side.NONE);
    }

    Map<UUID, String> visitorNames(Collection<UUID> contacts) {
        var names = new HashMap<UUID, String>();
        if (!contacts.isEmpty()) {
            jdbc.query(
                    NAMES, ps -> ps.setArray(1, ps.getConnection().createArrayOf("uuid", contacts.toArray())), rs -> {
                        var contact = rs.getObject(1, UUID.class);
                        names.put(contact, cipher.decrypt(rs.getBytes(2), place(contact)));
                    });
        }
        return names;
    }

    void update(List<Changed> changed) {
        jdbc.batchUpdate(UPDATE, changed, 100, (ps, c) -> {
            ps.setLong(1, c.side().customerRead());
            ps.setLong(2, c.side().agentRead());
            ps.setBoolean(3, c.side().left());
            var gone = c.goneSince();
            ps.setTimestamp(4, gone == null ? null : Timestamp.from(gone));
            ps.setObject(5, c.contact());
        });
    }

    void agentRead(UUID contact, long seq) {
        jdbc.update(AGENT_READ, seq, contact);
    }

    record Changed(UUID contact, Side side, @Nullable Instant goneSince) {}

    private static String place(UUID contact) {
        return "conversation-name:" + contact;
    }
}
