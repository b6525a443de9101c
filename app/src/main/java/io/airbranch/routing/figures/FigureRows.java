package io.airbranch.routing.figures;

import io.airbranch.routing.figures.DayFigures.Counts;
import io.airbranch.routing.figures.DayFigures.HalfHour;
import io.airbranch.routing.figures.WorkTimes.Slot;
import io.airbranch.routing.figures.WorkTimes.Spent;
import io.airbranch.shared.db.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code routing.half_hour} and {@code agent_half_hour}: added to by the journal in its transaction, read in the caller's scope. */
@Repository
public class FigureRows {
    private static final String COUNT = """
            insert into routing.half_hour as h
                   (queue, begins, offered, answered, within_target, abandoned, abandoned_soon, wait_micros, longest_wait_micros)
            select * from unnest(?::uuid[], ?::timestamptz[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::bigint[], ?::bigint[])
                   as r(queue, begins, offered, answered, within_target, abandoned, abandoned_soon, wait_micros, longest_wait_micros)
            where exists (select 1 from routing.queue where id = r.queue)
            on conflict (queue, begins) do update
               set offered = h.offered + excluded.offered, answered = h.answered + excluded.answered,
                   within_target = h.within_target + excluded.within_target, abandoned = h.abandoned + excluded.abandoned,
                   abandoned_soon = h.abandoned_soon + excluded.abandoned_soon, wait_micros = h.wait_micros + excluded.wait_micros,
                   longest_wait_micros = greatest(h.longest_wait_micros, excluded.longest_wait_micros)
            """;
    private static final String HALF_HOURS = """
            select queue, begins, offered, answered, within_target, abandoned, abandoned_soon, wait_micros, longest_wait_micros
            from routing.half_hour where begins >= :from
            """;
    private static final String DAY = HALF_HOURS + " and queue = :queue order by begins";

    private static final String SPEND = """
            insert into routing.agent_half_hour as h (agent, begins, institution, staffed_micros, busy_micros, since, standing)
            select * from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::text[])
            on conflict (agent, begins) do update
               set institution = excluded.institution, staffed_micros = h.staffed_micros + excluded.staffed_micros,
                   busy_micros = h.busy_micros + excluded.busy_micros, since = excluded.since, standing = excluded.standing
            """;
    private static final String COUNTED_UNTIL = """
            select distinct on (agent) agent, since from routing.agent_half_hour where begins >= :from order by agent, begins desc
            """;

    /** What has ended, as it is stored, and what runs, cut into half-hours. */
    private static final String OCCUPANCY = """
            with mine as (
                select * from routing.agent_half_hour where begins >= :lookBack and begins <= :now and %s),
            running as (
                select l.agent, h as begins, extract(epoch from least(h + interval '30 minutes', :now) - greatest(h, l.since)) * 1000000 as micros,
                       l.standing
                from (select distinct on (agent) agent, since, standing from mine order by agent, begins desc) l
                cross join lateral generate_series(date_bin('30 minutes', l.since, timestamptz 'epoch'), :now, interval '30 minutes') h
                where l.standing <> 'OFF' and l.since < :now),
            spent as (
                select agent, begins, staffed_micros as staffed, busy_micros as busy from mine
                union all
                select agent, begins, micros, case standing when 'BUSY' then micros else 0 end from running where micros > 0)
            select begins, sum(staffed) / 1000000 as staffed, sum(busy) / 1000000 as busy,
                   count(distinct agent) filter (where staffed > 0) as agents
            from spent where begins >= :from group by begins having sum(staffed) > 0 order by begins
            """;

    private static final String OCCUPANCY_WITHIN = OCCUPANCY.formatted("institution ^@ :institution");
    private static final String OCCUPANCY_OF = OCCUPANCY.formatted("agent = any(:agents)");

    /** Longer than anybody is on duty without a break. */
    private static final Duration LOOK_BACK = Duration.ofHours(26);

    private final JdbcTemplate db;
    private final JdbcClient client;

    FigureRows(JdbcTemplate db) {
        this.db = db;
        this.client = JdbcClient.create(db);
    }

    /** In the running transaction. */
    public void add(Tally tally) {
        if (!tally.queues().isEmpty()) {
            db.execute((ConnectionCallback<Integer>) connection -> count(connection, tally.queues()));
        }
        if (!tally.colleagues().isEmpty()) {
            db.execute((ConnectionCallback<Integer>) connection -> spend(connection, tally.colleagues()));
        }
    }

    private static int count(Connection connection, Map<HalfHour, Counts> queues) throws SQLException {
        var rows = List.copyOf(queues.entrySet());
        try (var insert = connection.prepareStatement(COUNT)) {
            array(connection, insert, 1, "uuid", rows, e -> e.getKey().queue());
            array(connection, insert, 2, "text", rows, e -> e.getKey().begins().toString());
            array(connection, insert, 3, "int", rows, e -> e.getValue().offered());
            array(connection, insert, 4, "int", rows, e -> e.getValue().answered());
            array(connection, insert, 5, "int", rows, e -> e.getValue().withinTarget());
            array(connection, insert, 6, "int", rows, e -> e.getValue().abandoned());
            array(connection, insert, 7, "int", rows, e -> e.getValue().abandonedSoon());
            array(
                    connection,
                    insert,
                    8,
                    "bigint",
                    rows,
                    e -> micros(e.getValue().waited()));
            array(
                    connection,
                    insert,
                    9,
                    "bigint",
                    rows,
                    e -> micros(e.getValue().longestWait()));
            return insert.executeUpdate();
        }
    }

    private static int spend(Connection connection, Map<Slot, Spent> colleagues) throws SQLException {
        var rows = List.copyOf(colleagues.entrySet());
        try (var insert = connection.prepareStatement(SPEND)) {
            array(connection, insert, 1, "uuid", rows, e -> e.getKey().agent());
            array(connection, insert, 2, "text", rows, e -> e.getKey().begins().toString());
            array(connection, insert, 3, "text", rows, e -> home(e.getValue()));
            array(connection, insert, 4, "bigint", rows, e -> e.getValue().staffedMicros());
            array(connection, insert, 5, "bigint", rows, e -> e.getValue().busyMicros());
            array(connection, insert, 6, "text", rows, e -> e.getValue().since().toString());
            array(
                    connection,
                    insert,
                    7,
                    "text",
                    rows,
                    e -> e.getValue().standing().name());
            return insert.executeUpdate();
        }
    }

    private static String home(Spent spent) {
        var home = spent.home();
        return home == null ? "" : home.value();
    }

    private static <R> void array(
            Connection connection,
            PreparedStatement insert,
            int place,
            String type,
            List<R> rows,
            Function<R, Object> value)
            throws SQLException {
        insert.setArray(
                place, connection.createArrayOf(type, rows.stream().map(value).toArray()));
    }

    public Map<HalfHour, Counts> halfHoursSince(Instant from) {
        var counts = new HashMap<HalfHour, Counts>();
        Scope.within(
                Scope.system(),
                () -> client.sql(HALF_HOURS).param("from", utc(from)).query(row -> {
                    counts.put(new HalfHour(row.getObject("queue", UUID.class), begins(row)), counts(row));
                }));
        return counts;
    }

    public record Interval(Instant from, Counts counts) {}

    /** In the caller's scope. */
    public List<Interval> day(UUID queue, Instant from) {
        return client.sql(DAY)
                .param("from", utc(from))
                .param("queue", queue)
                .query((row, number) -> new Interval(begins(row), counts(row)))
                .list();
    }

    /** Up to when each colleague's time is counted. */
    public Map<UUID, Instant> countedUntil(Instant from) {
        var until = new HashMap<UUID, Instant>();
        Scope.within(
                Scope.system(),
                () -> client.sql(COUNTED_UNTIL).param("from", utc(from)).query(row -> {
                    until.put(
                            row.getObject("agent", UUID.class),
                            row.getObject("since", OffsetDateTime.class).toInstant());
                }));
        return until;
    }

    /** @param agents how many were on duty in it */
    public record Occupancy(Instant from, double staffedSeconds, double busySeconds, int agents) {}

    /** Of colleagues at or below the place, in the caller's scope. */
    public List<Occupancy> occupancyWithin(String institution, Instant from, Instant now) {
        return occupancy(OCCUPANCY_WITHIN, "institution", institution, from, now);
    }

    /** Of these colleagues, in the caller's scope. */
    public List<Occupancy> occupancyOf(Collection<UUID> agents, Instant from, Instant now) {
        return occupancy(OCCUPANCY_OF, "agents", agents.toArray(UUID[]::new), from, now);
    }

    private List<Occupancy> occupancy(String sql, String name, Object value, Instant from, Instant now) {
        return client.sql(sql)
                .param(name, value)
                .param("from", utc(from))
                .param("lookBack", utc(from.minus(LOOK_BACK)))
                .param("now", utc(now))
                .query((row, number) -> new Occupancy(
                        begins(row), row.getDouble("staffed"), row.getDouble("busy"), row.getInt("agents")))
                .list();
    }

    private static Instant begins(ResultSet row) throws SQLException {
        return row.getObject("begins", OffsetDateTime.class).toInstant();
    }

    private static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getInt("offered"),
                row.getInt("answered"),
                row.getInt("within_target"),
                row.getInt("abandoned"),
                row.getInt("abandoned_soon"),
                Duration.of(row.getLong("wait_micros"), ChronoUnit.MICROS),
                Duration.of(row.getLong("longest_wait_micros"), ChronoUnit.MICROS));
    }

    private static long micros(Duration duration) {
        return duration.dividedBy(ChronoUnit.MICROS.getDuration());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
