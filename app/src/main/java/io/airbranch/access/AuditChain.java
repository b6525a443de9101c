package io.airbranch.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The hash chain over the audit trail: pure hashing, and a verification that reads the whole trail as a stream.
 *
 * <p>Each link's hash is {@code SHA-256(previous || body)}. {@code previous} is the 32 bytes of the link before, or 32 zero bytes for
 * link 1. {@code body} is, in this order: {@code seq} as 8 bytes; {@code at} as 8 bytes of microseconds since 1970 UTC; then the texts
 * actor (UUID), action, subject kind, subject, institution, purpose, each as 4 bytes length and UTF-8 bytes, an absent one as length
 * -1; then 4 bytes number of details and, sorted by name, name and value of each as texts. Numbers are big-endian. Links are numbered
 * from 1 without a hole.
 *
 * <p>A chain shows changes to what is in it. That its end was not cut off shows only by comparing {@link Verdict#head} with one noted
 * elsewhere, which is why the verdict carries it.
 */
public final class AuditChain {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};
    private static final int FETCH = 1_000;
    private static final String LINKS = """
            select seq, at, actor, action, subject_kind, subject, institution, purpose, detail,
                encode(previous, 'hex') as previous, encode(hash, 'hex') as hash
            from access.audit_entry
            """;
    private static final String ALL = LINKS + " order by seq";
    private static final String SLICE = LINKS + " where seq > ? order by seq limit ?";

    private AuditChain() {}

    /** One link as it is hashed. */
    public record Link(long seq, Instant at, AuditTrail.Entry entry) {
        public Link {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** What is wrong with a link. */
    public enum Fault {
        /** Its number is not there. */
        MISSING,
        /** It names another hash before it than the one that is there. */
        DETACHED,
        /** Its own hash is not that of its content. */
        CHANGED;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param checked links that were read, the broken one included
     * @param brokenAt the first link that does not fit, or null
     * @param fault what does not fit, or null
     * @param reason the same as a sentence, or null
     * @param head hexadecimal hash of the last link that fits; empty for an empty trail
     */
    public record Verdict(
            long checked,
            boolean intact,
            @Nullable Long brokenAt,
            @Nullable Fault fault,
            @Nullable String reason,
            String head) {

        static Verdict broken(long checked, long at, Fault fault, String reason, String head) {
            return new Verdict(checked, false, at, fault, reason, head);
        }
    }

    /** What link 1 follows. Hashes are handed around in hexadecimal. */
    public static String genesis() {
        return "00".repeat(32);
    }

    public static String hash(String previous, Link link) {
        try {
            var bytes = new ByteArrayOutputStream(512);
            var out = new DataOutputStream(bytes);
            out.write(HexFormat.of().parseHex(previous));
            out.writeLong(link.seq());
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, link.at()));
            var entry = link.entry();
            var actor = entry.actor();
            write(out, actor == null ? null : actor.toString());
            write(out, entry.action());
            write(out, entry.subjectKind());
            write(out, entry.subject());
            write(out, entry.institution().value());
            write(out, entry.purpose());
            var detail = new TreeMap<>(entry.detail());
            out.writeInt(detail.size());
            for (var pair : detail.entrySet()) {
                write(out, pair.getKey());
                write(out, pair.getValue());
            }
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            var utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(utf8.length);
            out.write(utf8);
        }
    }

    /**
     * Reads the whole trail in order and stops at the first link that does not fit. The connection must see every row: its scope is the
     * system's, or its role bypasses row security. Auto-commit is switched off meanwhile, so that rows come as a stream.
     */
    public static Verdict verify(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement(ALL)) {
            statement.setFetchSize(FETCH);
            try (var rows = statement.executeQuery()) {
                return follow(rows, 0, genesis());
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    /**
     * Reads at most {@code most} links after the one numbered {@code after}, whose hash is {@code head}: a long trail is checked in parts,
     * each beginning where the one before ended. The connection as for {@link #verify(Connection)}, its transaction is left alone.
     */
    public static Verdict verify(Connection connection, long after, String head, int most) throws SQLException {
        try (var statement = connection.prepareStatement(SLICE)) {
            statement.setLong(1, after);
            statement.setInt(2, most);
            try (var rows = statement.executeQuery()) {
                return follow(rows, after, head);
            }
        }
    }

    private static Verdict follow(ResultSet rows, long after, String start) throws SQLException {
        long checked = 0;
        var previous = start;
        while (rows.next()) {
            long seq = rows.getLong("seq");
            long expected = after + ++checked;
            var head = expected == 1 ? "" : previous;
            if (seq != expected) {
                return Verdict.broken(
                        checked, expected, Fault.MISSING, "Link " + expected + " is missing; the next is " + seq, head);
            }
            if (!previous.equals(rows.getString("previous"))) {
                return Verdict.broken(
                        checked, seq, Fault.DETACHED, "Link " + seq + " does not follow the one before it", head);
            }
            var hash = hashOf(rows, previous);
            if (hash == null || !hash.equals(rows.getString("hash"))) {
                return Verdict.broken(checked, seq, Fault.CHANGED, "The content of link " + seq + " was changed", head);
            }
            previous = hash;
        }
        return new Verdict(checked, true, null, null, null, after + checked == 0 ? "" : previous);
    }

    private static @Nullable String hashOf(ResultSet row, String previous) throws SQLException {
        try {
            var entry = new AuditTrail.Entry(
                    row.getObject("actor", UUID.class),
                    row.getString("action"),
                    row.getString("subject_kind"),
                    row.getString("subject"),
                    new InstitutionPath(row.getString("institution")),
                    row.getString("purpose"),
                    JSON.readValue(row.getString("detail"), DETAIL));
            var at = row.getObject("at", java.time.OffsetDateTime.class).toInstant();
            return hash(previous, new Link(row.getLong("seq"), at, entry));
        } catch (IllegalArgumentException | tools.jackson.core.JacksonException e) {
            // A row that cannot even be read as an entry was not written by us.
            return null;
        }
    }
}
