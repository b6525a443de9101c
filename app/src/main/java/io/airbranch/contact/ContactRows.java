package io.airbranch.contact;

import io.airbranch.access.InstitutionPath;
import io.airbranch.access.InstitutionUse;
import io.airbranch.contact.Contact.State;
import io.airbranch.contact.ContactEvent.Channel;
import io.airbranch.contact.ContactEvent.Ended;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Table {@code contact.contact}: what stands, one row per contact. Reads are the caller's, writes the journal's. */
@Component
class ContactRows implements InstitutionUse {
    private static final String KEPT_AT = "select exists (select from contact.contact where institution = ?)";
    private static final String COLUMNS = """
            id, institution, channel, state, visitor, customer, language, topic, page, queue, agent, case_id,
            opened_at, queued_at, joined_at, ended_at, end_reason, last_seq, last_shown, last_message, asked
            """;

    private static final String FIND = "select " + COLUMNS + " from contact.contact where id = any(?)";

    // In id order, so that two writers never wait for each other in a circle.
    private static final String LOCK = FIND + " order by id for no key update";

    private static final String LIVE = "select " + COLUMNS
            + " from contact.contact where state in ('OPEN', 'WAITING', 'ACTIVE') order by opened_at, id";

    private static final String OF_AGENT = "select " + COLUMNS
            + " from contact.contact where agent = ? and state in ('ACTIVE', 'ENDED') order by opened_at, id";

    private static final String OF_VISITOR =
            "select " + COLUMNS + " from contact.contact where visitor = ? order by opened_at desc, id desc limit ?";

    private static final String OF_CUSTOMER =
            "select " + COLUMNS + " from contact.contact where customer = ? order by opened_at desc, id desc limit ?";

    private static final String INSERT = """
            insert into contact.contact (id, institution, channel, state, visitor, customer, language, topic, page, queue, agent,
                case_id, opened_at, queued_at, joined_at, ended_at, end_reason, last_seq, last_shown, last_message, asked)
            select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                ?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
                ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[])
            """;

    private static final String UPDATE = """
            update contact.contact c
            set state = n.state, customer = n.customer, queue = n.queue, agent = n.agent, case_id = n.case_id,
                queued_at = n.queued_at, joined_at = n.joined_at, ended_at = n.ended_at, end_reason = n.end_reason,
                last_seq = n.last_seq, last_shown = n.last_shown, last_message = n.last_message, asked = n.asked
            from unnest(?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[], ?::timestamptz[],
                ?::timestamptz[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[])
                as n(id, state, customer, queue, agent, case_id, queued_at, joined_at, ended_at, end_reason,
                     last_seq, last_shown, last_message, asked)
            where c.id = n.id
            """;

    private final JdbcTemplate jdbc;

    ContactRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Contact> find(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : contacts(lives(FIND, ids));
    }

    /** Holds the rows until the transaction ends. */
    List<ContactLife> lock(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : lives(LOCK, ids);
    }

    List<Contact> live() {
        return contacts(jdbc.query(LIVE, (rs, i) -> life(rs)));
    }

    List<Contact> ofAgent(UUID agent) {
        return contacts(jdbc.query(OF_AGENT, (rs, i) -> life(rs), agent));
    }

    List<Contact> ofVisitor(UUID visitor, int limit) {
        return contacts(jdbc.query(OF_VISITOR, (rs, i) -> life(rs), visitor, limit));
    }

    List<Contact> ofCustomer(UUID customer, int limit) {
        return contacts(jdbc.query(OF_CUSTOMER, (rs, i) -> life(rs), customer, limit));
    }

    void insert(List<ContactLife> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        jdbc.update(INSERT, ps -> {
            var columns = new Columns<>(ps.getConnection(), fresh);
            ps.setArray(1, columns.uuids(l -> l.contact().id()));
            ps.setArray(2, columns.texts(l -> l.contact().institution().value()));
            ps.setArray(3, columns.texts(l -> l.contact().channel().name()));
            ps.setArray(4, columns.texts(l -> l.contact().state().name()));
            ps.setArray(5, columns.uuids(l -> l.contact().visitor()));
            ps.setArray(6, columns.uuids(l -> l.contact().customer()));
            ps.setArray(7, columns.texts(l -> l.contact().language()));
            ps.setArray(8, columns.texts(l -> l.contact().topic()));
            ps.setArray(9, columns.texts(l -> l.contact().page()));
            ps.setArray(10, columns.uuids(l -> l.contact().queue()));
            ps.setArray(11, columns.uuids(l -> l.contact().agent()));
            ps.setArray(12, columns.uuids(l -> l.contact().caseId()));
            ps.setArray(13, columns.instants(l -> l.contact().openedAt()));
            ps.setArray(14, columns.instants(l -> l.contact().queuedAt()));
            ps.setArray(15, columns.instants(l -> l.contact().joinedAt()));
            ps.setArray(16, columns.instants(l -> l.contact().endedAt()));
            ps.setArray(17, columns.texts(l -> reason(l.contact())));
            ps.setArray(18, columns.numbers(l -> l.contact().lastSeq()));
            ps.setArray(19, columns.numbers(l -> l.contact().lastShown()));
            ps.setArray(20, columns.numbers(ContactLife::lastMessage));
            ps.setArray(21, columns.flags(ContactLife::asked));
        });
    }

    void update(List<ContactLife> changed) {
        if (changed.isEmpty()) {
            return;
        }
        jdbc.update(UPDATE, ps -> {
            var columns = new Columns<>(ps.getConnection(), changed);
            ps.setArray(1, columns.uuids(l -> l.contact().id()));
            ps.setArray(2, columns.texts(l -> l.contact().state().name()));
            ps.setArray(3, columns.uuids(l -> l.contact().customer()));
            ps.setArray(4, columns.uuids(l -> l.contact().queue()));
            ps.setArray(5, columns.uuids(l -> l.contact().agent()));
            ps.setArray(6, columns.uuids(l -> l.contact().caseId()));
            ps.setArray(7, columns.instants(l -> l.contact().queuedAt()));
            ps.setArray(8, columns.instants(l -> l.contact().joinedAt()));
            ps.setArray(9, columns.instants(l -> l.contact().endedAt()));
            ps.setArray(10, columns.texts(l -> reason(l.contact())));
            ps.setArray(11, columns.numbers(l -> l.contact().lastSeq()));
            ps.setArray(12, columns.numbers(l -> l.contact().lastShown()));
            ps.setArray(13, columns.numbers(ContactLife::lastMessage));
            ps.setArray(14, columns.flags(ContactLife::asked));
        });
    }

    private List<ContactLife> lives(String sql, Collection<UUID> ids) {
        return jdbc.query(
                sql,
                ps -> ps.setArray(1, ps.getConnection().createArrayOf("uuid", ids.toArray())),
                (rs, i) -> life(rs));
    }

    private static List<Contact> contacts(List<ContactLife> lives) {
        return lives.stream().map(ContactLife::contact).toList();
    }

    private static @Nullable String reason(Contact contact) {
        var reason = contact.endReason();
        return reason == null ? null : reason.name();
    }

    private static ContactLife life(ResultSet rs) throws SQLException {
        var reason = rs.getString(17);
        var contact = new Contact(
                rs.getObject(1, UUID.class),
                new InstitutionPath(rs.getString(2)),
                Channel.valueOf(rs.getString(3)),
                State.valueOf(rs.getString(4)),
                rs.getObject(5, UUID.class),
                rs.getObject(6, UUID.class),
                rs.getString(7),
                rs.getString(8),
                rs.getString(9),
                rs.getObject(10, UUID.class),
                rs.getObject(11, UUID.class),
                rs.getObject(12, UUID.class),
                rs.getObject(13, OffsetDateTime.class).toInstant(),
                instant(rs, 14),
                instant(rs, 15),
                instant(rs, 16),
                reason == null ? null : Ended.Reason.valueOf(reason),
                rs.getLong(18),
                rs.getLong(19));
        return new ContactLife(contact, rs.getBoolean(21), rs.getLong(20));
    }

    private static @Nullable Instant instant(ResultSet rs, int column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** Rows turned into the arrays that {@code unnest} turns back: one statement whatever the number of rows. */
    record Columns<R>(Connection connection, List<R> rows) {

        Array uuids(Function<R, @Nullable UUID> column) throws SQLException {
            return connection.createArrayOf("uuid", rows.stream().map(column).toArray());
        }

        Array texts(Function<R, @Nullable String> column) throws SQLException {
            return connection.createArrayOf("text", rows.stream().map(column).toArray());
        }

        Array instants(Function<R, @Nullable Instant> column) throws SQLException {
            return connection.createArrayOf(
                    "timestamptz",
                    rows.stream()
                            .map(column)
                            .map(at -> at == null ? null : at.toString())
                            .toArray());
        }

        Array numbers(Function<R, Long> column) throws SQLException {
            return connection.createArrayOf("bigint", rows.stream().map(column).toArray());
        }

        Array flags(Function<R, Boolean> column) throws SQLException {
            return connection.createArrayOf("boolean", rows.stream().map(column).toArray());
        }
    }

    @Override
    public Optional<String> keptAt(InstitutionPath place) {
        return Boolean.TRUE.equals(jdbc.queryForObject(KEPT_AT, Boolean.class, place.value()))
                ? Optional.of("contacts")
                : Optional.empty();
    }
}
