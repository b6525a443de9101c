package io.airbranch.routing.journal;

import io.airbranch.acd.Fact;
import io.airbranch.routing.figures.FigureRows;
import io.airbranch.routing.figures.Tally;
import io.airbranch.shared.crypto.FieldCipher;
import io.airbranch.shared.db.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tables {@code routing.domain} and {@code journal}. In the system's scope: for no one. */
@Repository
public class JournalRows {
    private static final String TAKE_OVER = """
            update routing.domain set epoch = epoch + 1
            returning id, epoch, heard,
                greatest((select max(seq) from routing.journal), (select max(seq) from routing.snapshot)) as last
            """;
    private static final String HEARD = "update routing.domain set heard = greatest(heard, ?) where epoch = ?";
    private static final String APPEND = """
            insert into routing.journal (seq, epoch, at, kind, record, said)
            select seq, ?, timestamptz 'epoch' + at * interval '1 microsecond', kind, record::jsonb, said
            from unnest(?::bigint[], ?::bigint[], string_to_array(?, e'\\n'), string_to_array(?, e'\\n'), ?::bytea[])
                 as r(seq, at, kind, record, said)
            """;
    private static final String AFTER =
            "select seq, kind, record::text, said from routing.journal where seq > ? order by seq";
    private static final String LAST_PLACED = """
            select distinct on (record ->> 'contact') seq, kind, record::text, said from routing.journal
            where kind = 'Placed' and record ->> 'contact' = any (?) order by record ->> 'contact', seq desc
            """;
    private static final String BETWEEN = """
            select seq, kind, record::text from routing.journal where seq > ? and seq <= ? and at <= ? order by seq
            """;
    private static final String STORY = """
            select seq, kind, record::text from routing.journal where record ->> 'contact' = ? order by seq limit ?
            """;

    private final JdbcTemplate db;
    private final JdbcClient client;
    private final TransactionTemplate transaction;
    private final FactCodec facts;
    private final FigureRows figures;

    JournalRows(JdbcTemplate db, PlatformTransactionManager transactions, FieldCipher cipher, FigureRows figures) {
        this.db = db;
        this.facts = new FactCodec(cipher);
        this.figures = figures;
        this.client = JdbcClient.create(db);
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @param heard others know of everything up to this record; @param last number of the last record */
    public record Domain(UUID id, long epoch, long heard, long last) {}

    /** @param note what somebody wrote beside the command that led to it */
    public record Numbered(long seq, Fact fact, @Nullable String note) {}

    /** Another process has taken over: nothing that is decided here may be told to anybody any more. */
    public static final class EpochPassedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        EpochPassedException(long epoch) {
            super("Epoch " + epoch
                    + " of the routing journal has passed. Maybe a second server was started on this database");
        }
    }

    /** From now on only this process may write. */
    public Domain takeOver() {
        return Scope.within(
                Scope.system(),
                () -> client.sql(TAKE_OVER)
                        .query((row, number) -> new Domain(
                                row.getObject("id", UUID.class),
                                row.getLong("epoch"),
                                row.getLong("heard"),
                                row.getLong("last")))
                        .single());
    }

    public void append(long epoch, long heard, List<Numbered> decided, Tally tally) {
        Scope.within(
                Scope.system(),
                () -> transaction.executeWithoutResult(status -> {
                    if (db.update(HEARD, heard, epoch) != 1) {
                        throw new EpochPassedException(epoch);
                    }
                    if (!decided.isEmpty()) {
                        db.execute((ConnectionCallback<Integer>) connection -> append(connection, epoch, decided));
                    }
                    figures.add(tally);
                }));
    }

    /** Texts go as one with line feeds between, of which JSON has none: written and read much faster than an array of quoted texts. */
    private int append(Connection connection, long epoch, List<Numbered> rows) throws SQLException {
        try (var insert = connection.prepareStatement(APPEND)) {
            insert.setLong(1, epoch);
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", rows.stream().map(Numbered::seq).toArray(Long[]::new)));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "int8",
                            rows.stream().map(f -> micros(f.fact().at())).toArray(Long[]::new)));
            insert.setString(4, lines(rows, f -> FactCodec.kind(f.fact())));
            insert.setString(5, lines(rows, f -> facts.record(f.fact())));
            insert.setArray(
                    6,
                    connection.createArrayOf(
                            "bytea", rows.stream().map(facts::said).toArray(byte[][]::new)));
            return insert.executeUpdate();
        }
    }

    private static String lines(List<Numbered> rows, Function<Numbered, String> line) {
        return rows.stream().map(line).collect(Collectors.joining("\n"));
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    public void forEachAfter(long seq, Consumer<Numbered> reader) {
        Scope.within(
                Scope.system(),
                () -> db.query(AFTER, (RowCallbackHandler) row -> reader.accept(facts.numbered(row)), seq));
    }

    /** How each of these contacts was placed last, as far as the journal tells. */
    public Map<UUID, Fact.Placed> lastPlaced(Collection<UUID> contacts) {
        var placed = new HashMap<UUID, Fact.Placed>();
        if (!contacts.isEmpty()) {
            Scope.within(
                    Scope.system(),
                    () -> db.query(
                            LAST_PLACED,
                            (RowCallbackHandler) row -> {
                                if (facts.fact(row) instanceof Fact.Placed fact) {
                                    placed.put(fact.contact(), fact);
                                }
                            },
                            (Object) contacts.stream().map(UUID::toString).toArray(String[]::new)));
        }
        return placed;
    }

    /** Those after one record and up to another that were decided by this moment, without what people wrote. */
    public void forEachBetween(long after, long upTo, Instant at, Consumer<Fact> reader) {
        Scope.within(
                Scope.system(),
                () -> db.query(
                        BETWEEN,
                        (RowCallbackHandler) row -> reader.accept(facts.fact(row)),
                        after,
                        upTo,
                        at.atOffset(ZoneOffset.UTC)));
    }

    /** Everything about one contact, at most {@code most}, without what people wrote. */
    public List<Fact> story(UUID contact, int most) {
        return Scope.within(
                Scope.system(), () -> db.query(STORY, (row, number) -> facts.fact(row), contact.toString(), most));
    }
}
