package io.airbranch.sim.durable;

import io.airbranch.postgres.PostgresServer;
import io.airbranch.postgres.Roles;
import io.airbranch.sim.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;

/** A PostgreSQL with the settings of the product, on a folder of its own; the application and the claiming writers each have a database on it. */
final class BenchDatabase implements AutoCloseable {
    private static final String PASSWORD = "bench";

    private final Path folder;
    private final PostgresServer server;

    private BenchDatabase(Path folder, PostgresServer server) {
        this.folder = folder;
        this.server = server;
    }

    static BenchDatabase start() {
        try {
            var folder = Files.createTempDirectory("airbranch-durable-");
            return new BenchDatabase(
                    folder,
                    PostgresServer.start(new PostgresServer.Settings(
                            folder.resolve("database"),
                            folder.resolve("programs"),
                            "postgres",
                            null,
                            PostgresServer.Settings.durable())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Environment of an application that has a database of this name to itself. */
    Map<String, String> forApplication(String database) {
        try (var connection = DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", "")) {
            Roles.ensure(connection, database, PASSWORD, PASSWORD);
        } catch (SQLException e) {
            throw new IllegalStateException("The application's database could not be made", e);
        }
        return Map.of(
                "AIRBRANCH_DATABASE_URL",
                server.jdbcUrl(database),
                "AIRBRANCH_DATABASE_PASSWORD",
                PASSWORD,
                "AIRBRANCH_DATABASE_OWNER_PASSWORD",
                PASSWORD,
                "AIRBRANCH_HOME",
                folder.resolve(database).toString());
    }

    /** Address of a new database without anything in it. */
    String bare(String database) {
        try (var connection = DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute("create database " + statement.enquoteIdentifier(database, false));
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + database + " could not be made", e);
        }
        return server.jdbcUrl(database);
    }

    @Override
    public void close() {
        server.close();
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
