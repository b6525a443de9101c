package io.airbranch.testkit;

import io.airbranch.postgres.Migrations;
import io.airbranch.postgres.PostgresServer;
import io.airbranch.postgres.Roles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of one's own on the PostgreSQL server that all tests of this JVM share: a copy, made in some ten milliseconds, of a
 * template that holds the schema of all modules on the class path. Nothing is committed to disk and all is gone afterwards.
 */
public final class TestDatabase implements AutoCloseable {
    private static final String TEMPLATE = "airbranch_template";
    private static final String PASSWORD = "test";
    private static final AtomicInteger COPIES = new AtomicInteger();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** Migrated, without rows. */
    public static TestDatabase fresh() {
        var name = "test_" + COPIES.incrementAndGet();
        // One copy at a time: PostgreSQL refuses a template that is being copied.
        synchronized (Server.LOCK) {
            Server.get()
                    .execute("create database " + name + " template " + TEMPLATE + " owner " + Roles.OWNER
                            + " strategy file_copy");
        }
        return new TestDatabase(name);
    }

    public String name() {
        return name;
    }

    public String url() {
        return Server.get().postgres.jdbcUrl(name);
    }

    /** The role under row-level security that the application runs with. Not pooled; sets no scope. */
    public DataSource application() {
        return dataSource(url(), Roles.APPLICATION);
    }

    /** The owner of all tables, whom row-level security does not bind: for arranging and for looking behind it. */
    public DataSource owner() {
        return dataSource(url(), Roles.OWNER);
    }

    public static String password() {
        return PASSWORD;
    }

    /** Cuts every connection, as a database that goes away does. */
    public void cutConnections() {
        Server.get().execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
    }

    /** While closed, every new connection is refused. */
    public void allowConnections(boolean allowed) {
        Server.get().execute("alter database " + name + " allow_connections " + allowed);
        if (!allowed) {
            cutConnections();
        }
    }

    @Override
    public void close() {
        Server.get().execute("drop database if exists " + name + " with (force)");
    }

    private static DataSource dataSource(String url, String user) {
        var source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser(user);
        source.setPassword(PASSWORD);
        return source;
    }

    /** One per JVM, started by the first test that needs it, stopped at the {@linkplain EndOfTests end}. */
    private static final class Server {
        private static final Object LOCK = new Object();
        private static volatile @Nullable Server instance;

        private final PostgresServer postgres;

        static Server get() {
            var server = instance;
            if (server == null) {
                synchronized (LOCK) {
                    server = instance;
                    if (server == null) {
                        server = new Server();
                        instance = server;
                    }
                }
            }
            return server;
        }

        private Server() {
            try {
                var root = Path.of(
                        System.getProperty("java.io.tmpdir"), "airbranch-test-" + System.getProperty("user.name"));
                Files.createDirectories(root);
                removeLeftovers(root);
                var folder = root.resolve("server-" + ProcessHandle.current().pid());
                postgres = PostgresServer.start(new PostgresServer.Settings(
                        folder, root.resolve("programs"), "postgres", null, PostgresServer.Settings.throwAway()));
                EndOfTests.databaseIs(() -> {
                    postgres.close();
                    delete(folder);
                });
                try (var superuser = connect()) {
                    Roles.ensure(superuser, TEMPLATE, PASSWORD, PASSWORD);
                }
                new Migrations(
                                dataSource(postgres.jdbcUrl(TEMPLATE), Roles.OWNER),
                                Roles.APPLICATION,
                                TestDatabase.class.getClassLoader())
                        .run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot prepare the test database", e);
            }
        }

        private Connection connect() throws SQLException {
            return DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", PASSWORD);
        }

        void execute(String sql) {
            try (var connection = connect();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql + " failed: " + e.getMessage(), e);
            }
        }

        /** A killed test JVM leaves its server behind; taking it over and closing it ends both. */
        private static void removeLeftovers(Path root) throws IOException {
            try (Stream<Path> folders = Files.list(root)) {
                for (var folder : folders.filter(f -> f.getFileName().toString().startsWith("server-"))
                        .toList()) {
                    var pid = Long.parseLong(folder.getFileName().toString().substring("server-".length()));
                    if (ProcessHandle.of(pid).isEmpty()) {
                        PostgresServer.start(new PostgresServer.Settings(
                                        folder,
                                        root.resolve("programs"),
                                        "postgres",
                                        null,
                                        PostgresServer.Settings.throwAway()))
                                .close();
                        delete(folder);
                    }
                }
            }
        }

        private static void delete(Path folder) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                System.err.println("Left behind: " + folder + " (" + e.getMessage() + ")");
            }
        }
    }
}
