package io.airbranch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airbranch.postgres.PostgresServer.AlreadyRunning;
import io.airbranch.postgres.PostgresServer.Settings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTests {
    private static final Path PROGRAMS = Path.of(
            System.getProperty("java.io.tmpdir"), "airbranch-test-" + System.getProperty("user.name"), "programs");

    @TempDir
    Path folder;

    @Test
    void dataIsThereAgainAfterAStop() throws Exception {
        try (var server = PostgresServer.start(settings(null));
                var connection = connect(server, null);
                var statement = connection.createStatement()) {
            statement.execute("create table kept (line text)");
            statement.execute("insert into kept values ('您好')");
        }
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();

        try (var server = PostgresServer.start(settings(null));
                var connection = connect(server, null);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select line from kept")) {
            assertThat(server.takenOver()).isFalse();
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("您好");
        }
    }

    @Test
    void durableServerFlushesEveryCommitAndAsksForThePassword() throws Exception {
        var durable = new Settings(folder, PROGRAMS, "postgres", "secret", Settings.durable());
        try (var server = PostgresServer.start(durable)) {
            try (var connection = connect(server, "secret")) {
                assertThat(setting(connection, "fsync")).isEqualTo("on");
                assertThat(setting(connection, "synchronous_commit")).isEqualTo("on");
                assertThat(setting(connection, "server_version")).startsWith("18.");
            }
            assertThatThrownBy(() -> connect(server, "wrong")).hasMessageContaining("password");
        }
    }

    @Test
    void secondOwnerOfAFolderIsToldWhoHasIt() {
        try (var server = PostgresServer.start(settings(null))) {
            assertThatThrownBy(() -> PostgresServer.start(settings(null)))
                    .isInstanceOf(AlreadyRunning.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("port " + server.port());
        }
    }

    @Test
    void serverOfAKilledProcessIsTakenOverWithWhatItCommitted() throws Exception {
        var owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnerToBeKilled.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("committed ")) {
                line = lines.readLine();
            }
            assertThat(line).isNotNull();
            var port = Integer.parseInt(line.substring("committed ".length()));
            owner.destroyForcibly().waitFor();

            try (var server = PostgresServer.start(settings(null));
                    var connection = connect(server, null);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select count(*) from kept")) {
                assertThat(server.takenOver()).isTrue();
                assertThat(server.port()).isEqualTo(port);
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(1);
            }
        }
    }

    @Test
    void pidFileThatNamesAnotherProgramIsIgnored() throws Exception {
        PostgresServer.start(settings(null)).close();
        // After a restart of the machine the old pid may be anybody's: here it is this test's.
        Files.writeString(
                folder.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder.resolve("data") + "\n1\n5999\n\n127.0.0.1\n1 1\nready\n");
        try (var server = PostgresServer.start(settings(null));
                var connection = connect(server, null)) {
            assertThat(server.takenOver()).isFalse();
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void dataOfAnotherMajorVersionIsRefusedByName() throws Exception {
        PostgresServer.start(settings(null)).close();
        Files.writeString(folder.resolve("data/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> PostgresServer.start(settings(null)))
                .hasMessageContaining("PostgreSQL 17")
                .hasMessageContaining("this is 18");
    }

    @Test
    void halfFinishedFirstStartIsStartedOver() throws Exception {
        Files.createDirectories(folder.resolve("data.new/base"));
        Files.writeString(folder.resolve("data.new/PG_VERSION"), "18\n");
        try (var server = PostgresServer.start(settings(null));
                var connection = connect(server, null)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    private Settings settings(@Nullable String password) {
        return settings(folder, password);
    }

    static Settings settings(Path folder, @Nullable String password) {
        return new Settings(folder, PROGRAMS, "postgres", password, Map.of("fsync", "off", "shared_buffers", "16MB"));
    }

    static Connection connect(PostgresServer server, @Nullable String password) throws Exception {
        return DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", password);
    }

    private static String setting(Connection connection, String name) throws Exception {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("show " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
