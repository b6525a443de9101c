package io.airbranch.shared.turn;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/**
 * The row {@code shared.turn} and the lock beside it. The lock tells at once that its holder's connection has ended; the row's beat
 * tells that a holder is still alive, and its epoch who was last.
 */
final class TurnRow {
    /** Any number that nothing else in this database locks. */
    private static final long LOCK = 0x4149_5242_5455_524EL;

    private static final String TRY_LOCK = "select pg_try_advisory_lock(?)";
    private static final String LOOK =
            "select epoch, process, machine, extract(epoch from clock_timestamp() - beat_at) as silent from shared.turn";
    private static final String TAKE = """
            update shared.turn set epoch = epoch + 1, process = ?, machine = ?, taken_at = clock_timestamp(), beat_at = clock_timestamp()
            returning epoch""";
    private static final String BEAT = "update shared.turn set beat_at = clock_timestamp() where epoch = ?";
    private static final String END_CONNECTIONS = """
            select count(*) filter (where pg_terminate_backend(pid, 2000)) from pg_stat_activity
            where datname = current_database() and application_name = ? and pid <> pg_backend_pid()""";

    private final Connection connection;

    TurnRow(Connection connection) {
        this.connection = connection;
    }

    /** @param silent since its last sign of life */
    record Holder(long epoch, UUID process, String machine, Duration silent) {}

    boolean tryLock() throws SQLException {
        try (var statement = connection.prepareStatement(TRY_LOCK)) {
            statement.setLong(1, LOCK);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    Holder holder() throws SQLException {
        try (var statement = connection.prepareStatement(LOOK);
                var row = statement.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("shared.turn has no row. Maybe the database was restored without it");
            }
            return new Holder(
                    row.getLong("epoch"),
                    row.getObject("process", UUID.class),
                    row.getString("machine"),
                    Duration.ofMillis((long) (1000 * row.getDouble("silent"))));
        }
    }

    /** Returns the new epoch. */
    long take(UUID process, String machine) throws SQLException {
        try (var statement = connection.prepareStatement(TAKE)) {
            statement.setObject(1, process);
            statement.setString(2, machine);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong("epoch");
            }
        }
    }

    /** False if the epoch has passed. */
    boolean beat(long epoch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEAT)) {
            statement.setLong(1, epoch);
            return statement.executeUpdate() == 1;
        }
    }

    /** Whatever they were doing is rolled back, or was committed before this returns. Their number. */
    int endConnections(String processName) throws SQLException {
        try (var statement = connection.prepareStatement(END_CONNECTIONS)) {
            statement.setString(1, processName);
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }
}
