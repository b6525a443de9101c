package io.airbranch.contact;

import io.airbranch.contact.ContactRows.Columns;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.shared.crypto.FieldCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Table {@code contact.event}: append-only. The body is encrypted; contact and number are bound to it, so that no row can stand in for another. */
@Component
class EventRows {
    private static final String COLUMNS = "e.contact, e.seq, e.prev_shown, e.at, e.kind, e.key, e.body";

    private static final String AFTER =
            "select " + COLUMNS + " from contact.event e where e.contact = ? and e.seq > ? order by e.seq limit ?";

    // Lateral: one index look-up per row asked for, whatever the planner thinks of the table's size.
    private static final String BY_KEY = "select " + COLUMNS + """
             from unnest(?::uuid[], ?::uuid[]) as k(contact, key)
             cross join lateral (
                 select * from contact.event e where e.contact = k.contact and e.key = k.key and e.key is not null) e
            """;

    private static final String LAST_MESSAGES = "select " + COLUMNS + """
             from contact.contact c join contact.event e on e.contact = c.id and e.seq = c.last_message
             where c.id = any(?)
            """;

    private static final String INSERT = """
            insert into contact.event (contact, seq, prev_shown, at, kind, key, body, institution)
            select * from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::text[], ?::uuid[], ?::bytea[], ?::text[])
            """;

    private final JdbcTemplate jdbc;
    private final FieldCipher cipher;
    private final EventCodec codec = new EventCodec();

    EventRows(JdbcTemplate jdbc, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /** @param json of the event, written before the batch so that the one writing thread need not */
    @SuppressWarnings("ArrayRecordComponent") // rows are handed over, never compared
    record Row(Recorded recorded, byte[] json, String institution) {}

    byte[] json(ContactEvent event) {
        return codec.write(event);
    }

    void insert(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.update(INSERT, ps -> {
            var columns = new Columns<>(ps.getConnection(), rows);
            ps.setArray(1, columns.uuids(r -> r.recorded().contact()));
            ps.setArray(2, columns.numbers(r -> r.recorded().seq()));
            ps.setArray(3, columns.numbers(r -> r.recorded().prevShown()));
            ps.setArray(4, columns.instants(r -> r.recorded().at()));
            ps.setArray(5, columns.texts(r -> EventCodec.kindOf(r.recorded().event())));
            ps.setArray(6, columns.uuids(r -> r.recorded().key()));
            ps.setArray(7, ps.getConnection().createArrayOf("bytea", bodies(rows)));
            ps.setArray(8, columns.texts(Row::institution));
        });
    }

    List<Recorded> after(UUID contact, long seq, int limit) {
        return jdbc.query(AFTER, (rs, i) -> recorded(rs, false), contact, seq, limit);
    }

    /** What was recorded under these keys, marked as repeated. */
    List<Recorded> byKeys(List<Key> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return jdbc.query(
                BY_KEY,
                ps -> {
                    var columns = new Columns<>(ps.getConnection(), keys);
                    ps.setArray(1, columns.uuids(Key::contact));
                    ps.setArray(2, columns.uuids(Key::key));
                },
                (rs, i) -> recorded(rs, true));
    }

    record Key(UUID contact, UUID key) {}

    List<Recorded> lastMessages(Collection<UUID> contacts) {
        if (contacts.isEmpty()) {
            return List.of();
        }
        return jdbc.query(
                LAST_MESSAGES,
                ps -> ps.setArray(1, ps.getConnection().createArrayOf("uuid", contacts.toArray())),
                (rs, i) -> recorded(rs, false));
    }

    private byte[][] bodies(List<Row> rows) {
        return rows.stream()
                .map(row -> cipher.encrypt(
                        row.json(),
                        place(row.recorded().contact(), row.recorded().seq())))
                .toArray(byte[][]::new);
    }

    private Recorded recorded(ResultSet rs, boolean repeated) throws SQLException {
        var contact = rs.getObject(1, UUID.class);
        long seq = rs.getLong(2);
        @Nullable UUID key = rs.getObject(6, UUID.class);
        var event = codec.read(rs.getString(5), cipher.decryptBytes(rs.getBytes(7), place(contact, seq)));
        return new Recorded(
                contact,
                seq,
                rs.getLong(3),
                rs.getObject(4, OffsetDateTime.class).toInstant(),
                event,
                key,
                repeated);
    }

    private static String place(UUID contact, long seq) {
        return "contact:" + contact + ":" + seq;
    }
}
