package io.airbranch.casework;

import io.airbranch.access.InstitutionPath;
import io.airbranch.access.InstitutionUse;
import io.airbranch.casework.Cases.Priority;
import io.airbranch.casework.Cases.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cases' own table: rows in, rows out, the title sealed and opened on the way. */
@Component
class CaseStore implements InstitutionUse {
    private static final String KEPT_AT = "select exists (select from casework.case_file where institution = ?)";
    private static final String NEXT_NUMBER = """
            insert into casework.case_number (day, last) values (:day, 1)
            on conflict (day) do update set last = case_number.last + 1
            returning last
            """;
    private static final String INSERT = """
            insert into casework.case_file (id, number, institution, title, category, priority, state, owner, customer, origin_contact,
                opened_at, solved_at, closed_at, follow_up_at, version, title_words)
            values (:id, :number, :institution, :title, :category, :priority, :state, :owner, :customer, :origin,
                :opened, :solved, :closed, :followUp, :version, :words)
            on conflict do nothing
            """;
    private static final String UPDATE = """
            update casework.case_file
            set title = :title, title_words = :words, category = :category, priority = :priority, state = :state, owner = :owner, customer = :customer,
                solved_at = :solved, closed_at = :closed, follow_up_at = :followUp,
                reminded_at = case when follow_up_at is not distinct from :followUp then reminded_at end,
                version = version + 1
            where id = :id and version = :version
            """;
    private static final String COLUMNS = """
            select id, number, institution, title, category, priority, state, owner, customer, origin_contact,
                opened_at, solved_at, closed_at, follow_up_at, version
            from casework.case_file
            """;
    private static final String FIND = COLUMNS + "where id = any(:ids)";
    private static final String BY_ORIGIN = COLUMNS + "where origin_contact = :contact";
    private static final String OF_CONTACT = COLUMNS
            + "where id in (select case_id from casework.case_contact where contact = :contact) order by opened_at desc, id desc";
    private static final String OF_CUSTOMER = COLUMNS + """
            where customer = :customer and (:all or state <> 'CLOSED') order by opened_at desc, id desc limit 200
            """;
    private static final String PAGE = COLUMNS + """
            where institution ^@ any(:within)
                and (cast(:owner as uuid) is null or owner = :owner)
                and (not :unowned or owner is null)
                and state = any(:states)
                and (cast(:dueBefore as timestamptz) is null or follow_up_at <= :dueBefore)
                and (cast(:beforeAt as timestamptz) is null or (opened_at, id) < (:beforeAt, :beforeId))
            """;
    // Written into the statement only where it is asked for: an index cannot serve a condition that may not apply.
    private static final String BY_TEXT = """
                and (customer = any(:customers) or (cardinality(:words) > 0 and title_words @> :words))
            """;
    private static final String BY_NUMBER_OR_TEXT = """
                and (number like :number or customer = any(:customers) or (cardinality(:words) > 0 and title_words @> :words))
            """;
    private static final String NEWEST_FIRST = "order by opened_at desc, id desc limit :limit";
    private static final String WITHOUT_WORDS = """
            select id, title from casework.case_file where title_words is null limit :limit for update skip locked
            """;
    private static final String SET_WORDS = "update casework.case_file set title_words = :words where id = :id";
    private static final String DUE = COLUMNS + """
            where follow_up_at <= :now and reminded_at is null and state <> 'CLOSED'
            order by follow_up_at limit 100 for update skip locked
            """;
    private static final String REMINDED = "update casework.case_file set reminded_at = :now where id = any(:ids)";

    private final JdbcClient jdbc;
    private final CaseSecrets secrets;

    CaseStore(JdbcClient jdbc, CaseSecrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    /** One row. Changes are made by copying and {@link CaseStore#update}. */
    record Row(
            UUID id,
            String number,
            InstitutionPath institution,
            String title,
            @Nullable String category,
            Priority priority,
            CaseLife.Standing standing,
            @Nullable UUID owner,
            @Nullable UUID customer,
            @Nullable UUID origin,
            Instant openedAt,
            @Nullable Instant followUpAt,
            long version) {

        Cases.Summary summary() {
            return new Cases.Summary(
                    id,
                    number,
                    title,
                    category,
                    priority,
                    standing.state(),
                    owner,
                    customer,
                    institution,
                    openedAt,
                    version);
        }

        Row titled(String newTitle, @Nullable String newCategory, Priority newPriority) {
            return new Row(
                    id,
                    number,
                    institution,
                    newTitle,
                    newCategory,
                    newPriority,
                    standing,
                    owner,
                    customer,
                    origin,
                    openedAt,
                    followUpAt,
                    version);
        }

        Row standing(CaseLife.Standing next) {
            return new Row(
                    id,
                    number,
                    institution,
                    title,
                    category,
                    priority,
                    next,
                    owner,
                    customer,
                    origin,
                    openedAt,
                    followUpAt,
                    version);
        }

        Row owned(@Nullable UUID newOwner) {
            return new Row(
                    id,
                    number,
                    institution,
                    title,
                    category,
                    priority,
                    standing,
                    newOwner,
                    customer,
                    origin,
                    openedAt,
                    followUpAt,
                    version);
        }

        Row of(@Nullable UUID newCustomer) {
            return new Row(
                    id,
                    number,
                    institution,
                    title,
                    category,
                    priority,
                    standing,
                    owner,
                    newCustomer,
                    origin,
                    openedAt,
                    followUpAt,
                    version);
        }

        Row followedUp(@Nullable Instant at) {
            return new Row(
                    id,
                    number,
                    institution,
                    title,
                    category,
                    priority,
                    standing,
                    owner,
                    customer,
                    origin,
                    openedAt,
                    at,
                    version);
        }
    }

    /** @param owner null for anybody's; @param dueBefore only what was promised for before that; @param text null for all */
    record Asked(
            List<String> within,
            @Nullable UUID owner,
            boolean unowned,
            List<State> states,
            @Nullable Instant dueBefore,
            @Nullable Text text,
            @Nullable Instant beforeAt,
            @Nullable UUID beforeId,
            int limit) {}

    /** @param number part of a number, if it looks like one; @param customers whose cases match as well; @param words all in a title */
    record Text(@Nullable String number, List<UUID> customers, Set<String> words) {}

    /** {@code GD-20260301-000042}. */
    String nextNumber(LocalDate day) {
        int last = jdbc.sql(NEXT_NUMBER).param("day", day).query(Integer.class).single();
        return String.format(Locale.ROOT, "GD-%s-%06d", DateTimeFormatter.BASIC_ISO_DATE.format(day), last);
    }

    /** False when the id or the contact it opened from has its case already. */
    boolean insert(Row row) {
        return write(jdbc.sql(INSERT), row)
                        .param("number", row.number())
                        .param("institution", row.institution().value())
                        .param("origin", row.origin())
                        .param("opened", utc(row.openedAt()))
                        .update()
                == 1;
    }

    /** False when the version is not the stored one any more. */
    boolean update(Row row) {
        return write(jdbc.sql(UPDATE), row).update() == 1;
    }

    private JdbcClient.StatementSpec write(JdbcClient.StatementSpec sql, Row row) {
        return sql.param("id", row.id())
                .param("title", secrets.seal(row.id(), row.title()))
                .param("words", secrets.tokens(TitleWords.of(row.title())))
                .param("category", row.category())
                .param("priority", row.priority().name())
                .param("state", row.standing().state().name())
                .param("owner", row.owner())
                .param("customer", row.customer())
                .param("solved", utc(row.standing().solvedAt()))
                .param("closed", utc(row.standing().closedAt()))
                .param("followUp", utc(row.followUpAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("version", row.version());
    }

    Optional<Row> find(UUID id) {
        return Optional.ofNullable(findAll(List.of(id)).get(id));
    }

    Map<UUID, Row> findAll(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : jdbc.sql(FIND).param("ids", ids.toArray(UUID[]::new)).query(this::row).list().stream()
                        .collect(Collectors.toMap(Row::id, Function.identity()));
    }

    Optional<Row> byOrigin(UUID contact) {
        return jdbc.sql(BY_ORIGIN).param("contact", contact).query(this::row).optional();
    }

    List<Row> ofContact(UUID contact) {
        return jdbc.sql(OF_CONTACT).param("contact", contact).query(this::row).list();
    }

    List<Row> ofCustomer(UUID customer, boolean all) {
        return jdbc.sql(OF_CUSTOMER)
                .param("customer", customer)
                .param("all", all)
                .query(this::row)
                .list();
    }

    List<Row> page(Asked asked) {
        var text = asked.text();
        var find = text == null ? "" : text.number() == null ? BY_TEXT : BY_NUMBER_OR_TEXT;
        var sql = jdbc.sql(PAGE + find + NEWEST_FIRST)
                .param("within", asked.within().toArray(String[]::new))
                .param("owner", asked.owner())
                .param("unowned", asked.unowned())
                .param("states", asked.states().stream().map(State::name).toArray(String[]::new))
                .param("dueBefore", utc(asked.dueBefore()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("beforeAt", utc(asked.beforeAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("beforeId", asked.beforeId())
                .param("limit", asked.limit());
        if (text != null) {
            sql = sql.param("customers", text.customers().toArray(UUID[]::new))
                    .param("words", secrets.tokens(text.words()));
            if (text.number() != null) {
                sql = sql.param("number", "%" + text.number() + "%");
            }
        }
        return sql.query(this::row).list();
    }

    /** Hashes the words of titles that have none yet; how many there were. */
    int indexTitles(int atOnce) {
        record Title(UUID id, String text) {}
        var titles = jdbc.sql(WITHOUT_WORDS)
                .param("limit", atOnce)
                .query((rs, n) -> {
                    var id = rs.getObject("id", UUID.class);
                    return new Title(id, secrets.open(id, rs.getBytes("title")));
                })
                .list();
        for (var title : titles) {
            jdbc.sql(SET_WORDS)
                    .param("words", secrets.tokens(TitleWords.of(title.text())))
                    .param("id", title.id())
                    .update();
        }
        return titles.size();
    }

    /** Locked until the transaction ends, so that two sweeps never remind of the same. */
    List<Row> due(Instant now) {
        return jdbc.sql(DUE).param("now", utc(now)).query(this::row).list();
    }

    void reminded(Collection<UUID> ids, Instant now) {
        jdbc.sql(REMINDED)
                .param("now", utc(now))
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }

    private Row row(ResultSet rs, int n) throws SQLException {
        var id = rs.getObject("id", UUID.class);
        return new Row(
                id,
                rs.getString("number"),
                new InstitutionPath(rs.getString("institution")),
                secrets.open(id, rs.getBytes("title")),
                rs.getString("category"),
                Priority.valueOf(rs.getString("priority")),
                new CaseLife.Standing(
                        State.valueOf(rs.getString("state")), instant(rs, "solved_at"), instant(rs, "closed_at")),
                rs.getObject("owner", UUID.class),
                rs.getObject("customer", UUID.class),
                rs.getObject("origin_contact", UUID.class),
                rs.getObject("opened_at", OffsetDateTime.class).toInstant(),
                instant(rs, "follow_up_at"),
                rs.getLong("version"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    @Override
    public Optional<String> keptAt(InstitutionPath place) {
        return jdbc.sql(KEPT_AT).param(place.value()).query(Boolean.class).single()
                ? Optional.of("cases")
                : Optional.empty();
    }
}
