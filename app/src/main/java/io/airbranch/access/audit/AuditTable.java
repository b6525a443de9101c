package io.airbranch.access.audit;

import io.airbranch.access.AuditChain;
import io.airbranch.access.AuditTrail;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SQL of the table {@code access.audit_entry}, to which rows are only ever added. */
@Component
class AuditTable {
    /** Any number that nobody else locks: one chain, one writer at a time, however many servers there are. */
    private static final String LOCK = "select pg_advisory_xact_lock(4702394921427289)";

    private static final String HEAD =
            "select seq, encode(hash, 'hex') as hash from access.audit_entry order by seq desc limit 1";

    private static final String APPEND = """
            insert into access.audit_entry
                (seq, at, actor, action, subject_kind, subject, institution, purpose, detail, previous, hash)
            select seq, at, actor, action, subject_kind, subject, institution, purpose, detail::jsonb,
                decode(previous, 'hex'), decode(hash, 'hex')
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                as t(seq, at, actor, action, subject_kind, subject, institution, purpose, detail, previous, hash)
            """;

    private static final String PAGE = """
            select seq, at, actor, action, subject_kind, subject, institution, purpose, detail,
                encode(previous, 'hex') as previous, encode(hash, 'hex') as hash
            from access.audit_entry
            """;

    private static final String NEWEST_FIRST = " order by seq desc limit :limit";

    private static final String LAST = "select coalesce(max(seq), 0) from access.audit_entry";

    private static final String HASH = "select encode(hash, 'hex') from access.audit_entry where seq = :seq";

    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final JsonMapper json;

    AuditTable(JdbcTemplate jdbc, JdbcClient client, JsonMapper json) {
        this.jdbc = jdbc;
        this.client = client;
        this.json = json;
    }

    /** The last link, or number 0 with the hash that link 1 follows. */
    record Head(long seq, String hash) {}

    record Chained(AuditChain.Link link, String previous, String hash) {}

    record Row(
            long seq,
            Instant at,
            @Nullable UUID actor,
            String action,
            String subjectKind,
            String subject,
            String institution,
            @Nullable String purpose,
            Map<String, String> detail,
            String previous,
            String hash) {}

    /** Needs a transaction; the lock is held until it ends. */
    Head lockHead() {
        jdbc.query(LOCK, rows -> {});
        var head = jdbc.query(HEAD, (row, n) -> new Head(row.getLong("seq"), row.getString("hash")));
        return head.isEmpty() ? new Head(0, AuditChain.genesis()) : head.getFirst();
    }

    void append(List<Chained> links) {
        var entries = links.stream().map(c -> c.link().entry()).toList();
        jdbc.update(connection -> {
            var statement = connection.prepareStatement(APPEND);
            set(statement, 1, "int8", links.stream().map(c -> c.link().seq()).toArray());
            set(
                    statement,
                    2,
                    "timestamptz",
                    links.stream().map(c -> c.link().at().toString()).toArray());
            set(
                    statement,
                    3,
                    "uuid",
                    entries.stream().map(AuditTrail.Entry::actor).toArray());
            set(
                    statement,
                    4,
                    "text",
                    entries.stream().map(AuditTrail.Entry::action).toArray());
            set(
                    statement,
                    5,
                    "text",
                    entries.stream().map(AuditTrail.Entry::subjectKind).toArray());
            set(
                    statement,
                    6,
                    "text",
                    entries.stream().map(AuditTrail.Entry::subject).toArray());
            set(
                    statement,
                    7,
                    "text",
                    entries.stream().map(e -> e.institution().value()).toArray());
            set(
                    statement,
                    8,
                    "text",
                    entries.stream().map(AuditTrail.Entry::purpose).toArray());
            set(
                    statement,
                    9,
                    "text",
                    entries.stream()
                            .map(e -> json.writeValueAsString(e.detail()))
                            .toArray());
            set(statement, 10, "text", links.stream().map(Chained::previous).toArray());
            set(statement, 11, "text", links.stream().map(Chained::hash).toArray());
            return statement;
        });
    }

    private static void set(PreparedStatement statement, int index, String type, @Nullable Object[] values)
            throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }

    List<Row> page(AuditQuery query, long before, int limit) {
        var where = query.where(before);
        return client.sql(PAGE + where.sql() + NEWEST_FIRST)
                .params(where.values())
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** How many match, counted no further than {@code limit}. */
    long count(AuditQuery query, long before, int limit) {
        var where = query.where(before);
        return client.sql("select count(*) from (select from access.audit_entry " + where.sql()
                        + " limit :limit) as matching")
                .params(where.values())
                .param("limit", limit)
                .query(Long.class)
                .single();
    }

    /** Number of the newest link, 0 for an empty trail. */
    long last() {
        return client.sql(LAST).query(Long.class).single();
    }

    Optional<String> hash(long seq) {
        return client.sql(HASH).param("seq", seq).query(String.class).optional();
    }

    AuditChain.Verdict verify(long after, String head, int most) {
        return Objects.requireNonNull(jdbc.execute((ConnectionCallback<AuditChain.Verdict>)
                connection -> AuditChain.verify(connection, after, head, most)));
    }

    AuditChain.Verdict verify() {
        return Objects.requireNonNull(jdbc.execute((ConnectionCallback<AuditChain.Verdict>) AuditChain::verify));
    }

    private Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("actor", UUID.class),
                row.getString("action"),
                row.getString("subject_kind"),
                row.getString("subject"),
                row.getString("institution"),
                row.getString("purpose"),
                json.readValue(row.getString("detail"), DETAIL),
                row.getString("previous"),
                row.getString("hash"));
    }
}
