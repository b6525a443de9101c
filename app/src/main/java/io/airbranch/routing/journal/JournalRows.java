package io.airbranch.routing.journal;

import io.airbranch.acd.Fact;
import io.airbranch.acd.Snapshot;
import io.airbranch.routing.figures.FigureRows;
import io.airbranch.routing.figures.Tally;
import io.airbranch.shared.crypto.FieldCipher;
import io.airbranch.shared.db.Scope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import tools.jackson.databind.json.JsonMapper;

/** Tables {@code routing.domain}, {@code journal} and {@code snapshot}. In the system's scope: for no one. */
@Repository
public class JournalRows {
    private static final String TAKE_OVER =
            "update routing.domain set epoch = epoch + 1 returning id, epoch, heard, (select max(seq) from routing.journal) as last";
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
    private static final String SAVE_SNAPSHOT =
            "insert into routing.snapshot (seq, epoch, at, state) values (?, ?, ?, ?::jsonb) on conflict (seq) do"
                    + " nothing";
    private static final String DROP_SNAPSHOTS =
            "delete from routing.snapshot where seq < (select seq from routing.snapshot order by seq desc offset 2"
                    + " limit 1)";
    private static final String LAST_SNAPSHOT =
            "select seq, state::text from routing.snapshot order by seq desc limit 1";
    private static final Map<String, Class<?>> KINDS = new HashMap<>();

    static {
        for (var kind : Fact.class.getPermittedSubclasses()) {
            KINDS.put(kind.getSimpleName(), kind);
        }
    }

    private final JdbcTemplate db;
    private final JdbcClient client;
    private final TransactionTemplate transaction;
    private final FieldCipher cipher;
    private final FigureRows figures;
    private final JsonMapper json = JsonMapper.builder().build();

    JournalRows(JdbcTemplate db, PlatformTransactionManager transactions, FieldCipher cipher, FigureRows figures) {
        this.db = db;
        this.cipher = cipher;
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

    public void append(long epoch, long heard, List<Numbered> facts, Tally tally) {
        Scope.within(
                Scope.system(),
                () -> transaction.executeWithoutResult(status -> {
                    if (db.update(HEARD, heard, epoch) != 1) {
                        throw new EpochPassedException(epoch);
                    }
                    if (!facts.isEmpty()) {
                        db.execute((ConnectionCallback<Integer>) connection -> append(connection, epoch, facts));
                    }
                    figures.add(tally);
                }));
    }

    /** Texts go as one with line feeds between, of which JSON has none: written and read much faster than an array of quoted texts. */
    private int append(Connection connection, long epoch, List<Numbered> facts) throws SQLException {
        try (var insert = connection.prepareStatement(APPEND)) {
            insert.setLong(1, epoch);
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", facts.stream().map(Numbered::seq).toArray(Long[]::new)));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "int8",
                            facts.stream().map(f -> micros(f.fact().at())).toArray(Long[]::new)));
            insert.setString(4, lines(facts, f -> f.fact().getClass().getSimpleName()));
            insert.setString(5, lines(facts, f -> json.writeValueAsString(unsaid(f.fact()))));
            insert.setArray(
                    6,
                    connection.createArrayOf(
                            "bytea", facts.stream().map(this::sealed).toArray(byte[][]::new)));
            return insert.executeUpdate();
        }
    }

    private static String lines(List<Numbered> facts, Function<Numbered, String> line) {
        return facts.stream().map(line).collect(Collectors.joining("\n"));
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /** The fact without what somebody wrote, which is stored encrypted beside it. */
    private static Fact unsaid(Fact fact) {
        return fact instanceof Fact.OfferEnded ended ? because(ended, null) : fact;
    }

    private static Fact.OfferEnded because(Fact.OfferEnded f, @Nullable String reason) {
        return new Fact.OfferEnded(
                f.offer(), f.contact(), f.agent(), f.queue(), f.end(), reason, f.pauseUntil(), f.at());
    }

    private byte @Nullable [] sealed(Numbered numbered) {
        var said = numbered.fact() instanceof Fact.OfferEnded ended
                ? ended.reason()
                : numbered.fact() instanceof Fact.Transferred ? numbered.note() : null;
        return said == null ? null : cipher.encrypt(said, place(numbered.seq()));
    }

    private static String place(long seq) {
        return "routing-said:" + seq;
    }

    public void forEachAfter(long seq, Consumer<Numbered> reader) {
        Scope.within(
                Scope.system(), () -> db.query(AFTER, (RowCallbackHandler) row -> reader.accept(numbered(row)), seq));
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
                                if (numbered(row).fact() instanceof Fact.Placed fact) {
                                    placed.put(fact.contact(), fact);
                                }
                            },
                            (Object) contacts.stream().map(UUID::toString).toArray(String[]::new)));
        }
        return placed;
    }

    private Numbered numbered(ResultSet row) throws SQLException {
        long seq = row.getLong("seq");
        var fact = fact(row.getString("kind"), row.getString("record"));
        var sealed = row.getBytes("said");
        var said = sealed == null ? null : cipher.decrypt(sealed, place(seq));
        return fact instanceof Fact.OfferEnded ended
                ? new Numbered(seq, because(ended, said), null)
                : new Numbered(seq, fact, said);
    }

    private Fact fact(String kind, String record) {
        var type = KINDS.get(kind);
        if (type == null) {
            throw new IllegalStateException("The journal holds a record of kind " + kind
                    + ", which this version does not know. Maybe a newer version wrote it");
        }
        return (Fact) json.readValue(record, type);
    }

    public void save(long seq, long epoch, Snapshot snapshot) {
        Scope.within(
                Scope.system(),
                () -> transaction.executeWithoutResult(status -> {
                    db.update(SAVE_SNAPSHOT, seq, epoch, utc(snapshot.clock()), json.writeValueAsString(snapshot));
                    db.update(DROP_SNAPSHOTS);
                }));
    }

    public record Saved(long seq, Snapshot state) {}

    public Optional<Saved> lastSnapshot() {
        return Scope.within(
                Scope.system(),
                () -> client.sql(LAST_SNAPSHOT)
                        .query((row, number) ->
                                new Saved(row.getLong("seq"), json.readValue(row.getString("state"), Snapshot.class)))
                        .optional());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
