package io.airbranch.shared.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airbranch.shared.db.Database;
import io.airbranch.testkit.Await;
import io.airbranch.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several processes on one database: one serves. Here they are objects; {@code TakeoverTests} does it with real processes. */
class TurnTests {
    private static final TurnSettings FAST =
            new TurnSettings(Duration.ofMillis(50), Duration.ofMillis(1_000), Duration.ofMillis(20));

    private final TestDatabase database = TestDatabase.fresh();
    private final List<String> losses = new CopyOnWriteArrayList<>();
    private final List<Turn> turns = new ArrayList<>();

    @AfterEach
    void end() {
        turns.forEach(Turn::close);
        database.close();
    }

    private Turn process() {
        var turn = new Turn(Database.at(database.url(), TestDatabase.password()), FAST, losses::add, UUID::randomUUID);
        turns.add(turn);
        return turn;
    }

    private static Thread starting(Turn turn) {
        return Thread.ofPlatform().start(() -> {
            try {
                turn.start();
            } catch (IllegalStateException e) {
                // Ended while standing by.
            }
        });
    }

    @Test
    void firstProcessServesAtOnceAndTheSecondWhenTheFirstHasEnded() throws Exception {
        var first = process();
        first.start();
        assertThat(first.epoch()).isEqualTo(1);
        var second = process();
        var starting = starting(second);
        Await.until("the second looks at the turn", () -> connections(second) == 1);
        assertThat(second.epoch()).isZero();

        first.close();
        starting.join();
        assertThat(second.epoch()).isEqualTo(2);
        assertThat(losses).isEmpty();
    }

    @Test
    void processThatFreezesIsCutOffAndIsAdmittedNoMore() throws Exception {
        var frozen = UUID.randomUUID();
        var work = open("airbranch " + frozen);
        var its = open("airbranch " + frozen);
        var row = new TurnRow(its);
        assertThat(row.tryLock()).isTrue();
        row.take(frozen, "elsewhere");
        // A transaction under way, which it would commit on waking up.
        work.setAutoCommit(false);
        try (var statement = work.createStatement()) {
            statement.execute("insert into shared.spring_session values ('p', 's', 1, 1, 1, 1, null)");
        }

        var next = process();
        next.start();
        assertThat(next.epoch()).isEqualTo(2);
        assertThatThrownBy(work::commit).isInstanceOf(SQLException.class);
        assertThat(count("select count(*) from shared.spring_session")).isZero();
        assertThatThrownBy(() -> row.beat(1)).isInstanceOf(SQLException.class);
    }

    @Test
    void wokenProcessHearsThatItsTurnIsOver() throws Exception {
        var first = process();
        first.start();
        // As if another had taken over while this one was frozen.
        try (var owner = database.owner().getConnection();
                var statement = owner.createStatement()) {
            statement.execute("update shared.turn set epoch = epoch + 1, machine = 'the other machine'");
        }
        Await.until("it hears", () -> !losses.isEmpty());
        assertThat(losses.getFirst()).contains("the other machine").contains("number 1");
        try (var connection = open(first.processName())) {
            assertThatThrownBy(() -> first.admit(connection)).hasMessageContaining("number 1");
        }
    }

    @Test
    void databaseThatGoesAndComesBackLeavesTheTurnWhereItWas() throws Exception {
        var first = process();
        first.start();
        var second = process();
        var starting = starting(second);
        Await.until("the second looks at the turn", () -> connections(second) == 1);

        database.allowConnections(false);
        database.allowConnections(true);
        Await.until("both are back", () -> connections(first) == 1 && connections(second) == 1);
        long beats = beats();
        Await.until("the first gives signs of life", () -> beats() > beats);
        assertThat(first.epoch()).isEqualTo(1);
        assertThat(second.epoch()).isZero();
        assertThat(losses).isEmpty();

        second.close();
        starting.join();
    }

    private Connection open(String name) throws SQLException {
        return Database.at(database.url(), TestDatabase.password()).connect(name, Duration.ofSeconds(5));
    }

    private long connections(Turn turn) {
        return count("select count(*) from pg_stat_activity where application_name = '" + turn.processName()
                + "' and datname = current_database()");
    }

    /** In microseconds, so that a later one is greater. */
    private long beats() {
        return count("select (extract(epoch from beat_at) * 1000000)::bigint from shared.turn");
    }

    private long count(String sql) {
        try (var owner = database.owner().getConnection();
                var statement = owner.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            return -1;
        }
    }
}
