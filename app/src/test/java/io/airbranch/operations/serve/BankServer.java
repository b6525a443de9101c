package io.airbranch.operations.serve;

import io.airbranch.AirbranchApplication;
import io.airbranch.postgres.PostgresServer;
import io.airbranch.postgres.Roles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A bank's own PostgreSQL with passwords, and production starts of the program against it. */
public final class BankServer implements AutoCloseable {
    public static final String APPLICATION_PASSWORD = "correct horse battery";
    public static final String OWNER_PASSWORD = "staple and then some";
    /** Unpacked once for all tests. */
    public static final Path PROGRAMS = Path.of(
            System.getProperty("java.io.tmpdir"), "airbranch-test-" + System.getProperty("user.name"), "programs");

    private static final String NAME = "bank";

    private final PostgresServer postgres;

    public BankServer(Path folder, Map<String, String> configuration) throws SQLException {
        postgres = PostgresServer.start(
                new PostgresServer.Settings(folder, PROGRAMS, "postgres", "superuser", configuration));
        try (var superuser = superuser()) {
            Roles.ensure(superuser, NAME, OWNER_PASSWORD, APPLICATION_PASSWORD);
        }
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", "superuser");
    }

    public void asSuperuser(String sql) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public String url() {
        return postgres.jdbcUrl(NAME);
    }

    /** Settings with which a first production start succeeds. */
    public Map<String, String> settings(Path home) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("spring.profiles.active", "production");
        settings.put("server.port", "0");
        settings.put("airbranch.home", home.toString());
        settings.put("airbranch.url", "https://desk.bank.example");
        settings.put("airbranch.proxies", "127.0.0.1");
        settings.put("airbranch.keys.create", "true");
        settings.put("airbranch.database.url", url());
        settings.put("airbranch.database.password", APPLICATION_PASSWORD);
        settings.put("airbranch.database.owner-password", OWNER_PASSWORD);
        settings.put("airbranch.database.pool-size", "4");
        return settings;
    }

    /** A start with what it printed. */
    public record Started(ConfigurableApplicationContext context, String output) implements AutoCloseable {
        int port() {
            return ((WebServerApplicationContext) context).getWebServer().getPort();
        }

        @Override
        public void close() {
            context.close();
        }
    }

    public static Started start(Map<String, String> settings) {
        var bytes = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            var context = SpringApplication.run(
                    AirbranchApplication.class,
                    settings.entrySet().stream()
                            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                            .toArray(String[]::new));
            return new Started(context, bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
