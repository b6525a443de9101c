package io.airbranch.shared.db;

import io.airbranch.postgres.PostgresServer;
import io.airbranch.postgres.Roles;
import io.airbranch.shared.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database that comes with the program: a PostgreSQL server in {@code AIRBRANCH_HOME/pg}, started with the application and stopped
 * after it. Its only password is made at the first start and kept beside the other keys.
 */
final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String SUPERUSER = "postgres";
    static final String NAME = "airbranch";

    private final PostgresServer server;
    private final String password;

    private EmbeddedDatabase(PostgresServer server, String password) {
        this.server = server;
        this.password = password;
    }

    static EmbeddedDatabase start(Home home) {
        var password = password(home.folder("keys").resolve("database-password"));
        var server = PostgresServer.start(new PostgresServer.Settings(
                home.folder("pg"), home.folder("pg-programs"), SUPERUSER, password, PostgresServer.Settings.durable()));
        try (var superuser = DriverManager.getConnection(server.jdbcUrl("postgres"), SUPERUSER, password)) {
            Roles.ensure(superuser, NAME, password, password);
        } catch (SQLException e) {
            server.close();
            throw new IllegalStateException("The embedded database does not answer as it should: " + e.getMessage(), e);
        }
        LOG.info(
                "Embedded PostgreSQL on port {}, data in {}",
                server.port(),
                home.home().resolve("pg"));
        return new EmbeddedDatabase(server, password);
    }

    Database.Address address() {
        return new Database.Address(server.jdbcUrl(NAME), Roles.APPLICATION, password, Roles.OWNER, password);
    }

    private static String password(Path file) {
        try {
            if (!Files.exists(file)) {
                var random = new byte[24];
                new SecureRandom().nextBytes(random);
                Home.writeSecret(file, HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the database's password in " + file, e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
