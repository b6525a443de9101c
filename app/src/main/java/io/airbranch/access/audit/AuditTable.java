package io.airbranch.access.audit;

import io.airbranch.access.AuditChain;
import io.airbranch.access.AuditTrail;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
                encode(hash, 'hex') as hash
            from access.audit_entry
            where seq < :before
              and exists (select from unnest(cast(:within as text[])) as prefix where starts_with(institution, prefix))
              and (cast(:actor as uuid) is null or actor = :actor)
              and (cast(:subjectKind as text) is null or subject_kind = :subjectKind)
              and (cast(:subject as text) is null or subject = :subject)
              and (cast(:action as text) is null or action = :action or starts_with(action, :action || '.'))
              and (cast(:from as timestamptz) is null or at >= :from)
              and (cast(:to as timestamptz) is null or at < :to)
            order by seq desc limit :limit
            """;

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

    /** @param before exclusive; the newest entry comes first */
    record Query(
            List<String> within,
            @Nullable UUID actor,
            @Nullable String subjectKind,
            @Nullable String subject,
            @Nullable String action,
            @Nullable Instant from,
            @Nullable Instant to,
            long before,
            int limit) {}

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

    List<Row> page(Query query) {
        return client.sql(PAGE)
                .param("before", query.before())
                .param("within", query.within().toArray(String[]::new))
                .param("actor", query.actor())
                .param("subjectKind", query.subjectKind())
                .param("subject", query.subject())
                .param("action", query.action())
                .param("from", utc(query.from()))
                .param("to", utc(query.to()))
                .param("limit", query.limit())
                .query((row, n) -> read(row))
                .list();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
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
                row.getString("hash"));
    }
}
