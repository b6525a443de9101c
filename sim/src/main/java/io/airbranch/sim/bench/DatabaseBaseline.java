package io.airbranch.sim.bench;

import io.airbranch.postgres.PostgresServer;
import io.airbranch.sim.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the same PostgreSQL with the same settings does when nobody but a bare INSERT asks: the disk's word on durable writes. */
final class DatabaseBaseline {
    private static final String TABLE =
            "CREATE TABLE line (conversation bigint, seq bigint, text text, PRIMARY KEY (conversation, seq))";
    private static final String INSERT = "INSERT INTO line VALUES (?, ?, ?)";
    private static final String TEXT = "x".repeat(150);
    private static final Duration TIME = Duration.ofSeconds(4);
    private static final int WRITERS = 8;
    private static final int BATCH = 64;

    /**
     * @param single commits of one row per second, one connection
     * @param concurrent the same, eight connections
     * @param batched rows per second, committed 64 at a time, one connection
     */
    record Rates(double single, double concurrent, double batched) {}

    private DatabaseBaseline() {}

    static Rates measure() {
        Path folder;
        try {
            folder = Files.createTempDirectory("airbranch-baseline-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var settings = new PostgresServer.Settings(
                folder.resolve("database"),
                folder.resolve("programs"),
                "postgres",
                null,
                PostgresServer.Settings.durable());
        try (var server = PostgresServer.start(settings)) {
            var url = server.jdbcUrl("postgres");
            try (var connection = DriverManager.getConnection(url, "postgres", "");
                    var statement = connection.createStatement()) {
                statement.execute(TABLE);
            }
            return new Rates(write(url, 1, 1), write(url, WRITERS, 1), write(url, 1, BATCH));
        } catch (SQLException e) {
            throw new IllegalStateException("The baseline's database failed", e);
        } finally {
            remove(folder);
        }
    }

    private static double write(String url, int writers, int batch) throws SQLException {
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var results = new ArrayList<Future<Long>>();
            for (int i = 0; i < writers; i++) {
                long conversation = writers * 1000L + batch * 100L + i;
                results.add(threads.submit(() -> write(url, conversation, batch)));
            }
            long rows = 0;
            for (var result : results) {
                rows += result.get();
            }
            return rows / (double) TIME.toSeconds();
        } catch (ExecutionException e) {
            throw new SQLException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static long write(String url, long conversation, int batch) throws SQLException {
        try (var connection = DriverManager.getConnection(url + "?reWriteBatchedInserts=true", "postgres", "")) {
            return write(connection, conversation, batch);
        }
    }

    private static long write(Connection connection, long conversation, int batch) throws SQLException {
        connection.setAutoCommit(false);
        long rows = 0;
        long end = System.nanoTime() + TIME.toNanos();
        try (var insert = connection.prepareStatement(INSERT)) {
            while (System.nanoTime() < end) {
                for (int i = 0; i < batch; i++) {
                    insert.setLong(1, conversation);
                    insert.setLong(2, ++rows);
                    insert.setString(3, TEXT);
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
            }
        }
        return rows;
    }

    private static void remove(Path folder) {
        Await.upTo(Duration.ofSeconds(5), () -> {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }
}
