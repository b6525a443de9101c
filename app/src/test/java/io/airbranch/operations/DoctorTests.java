package io.airbranch.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airbranch.operations.serve.BankServer;
import io.airbranch.postgres.PostgresServer;
import io.airbranch.postgres.Roles;
import io.airbranch.shared.check.Finding.Level;
import io.airbranch.shared.crypto.Keys;
import io.airbranch.shared.db.StoredDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A bank's installation, broken in one place after the other, and what the doctor says each time. */
class DoctorTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path folder;

    private static BankServer bank;
    private static Map<String, String> settings;

    private record Look(int status, JsonNode report) {
        /** The finding about this, or the text that all findings are if there is none. */
        JsonNode of(String id) {
            for (var finding : report.get("findings")) {
                if (finding.get("id").stringValue().equals(id)
                        && !finding.get("level").stringValue().equals("ok")) {
                    return finding;
                }
            }
            throw new AssertionError("Nothing is wrong with " + id + " in " + report.toPrettyString());
        }

        Look fails(String id, String... words) {
            assertThat(status).isEqualTo(1);
            return says(id, "fail", words);
        }

        Look says(String id, String level, String... words) {
            var finding = of(id);
            assertThat(finding.get("level").stringValue()).isEqualTo(level);
            assertThat(finding.get("what").get("en").stringValue()).contains(words);
            assertThat(finding.get("remedy").get("zh").stringValue()).isNotBlank();
            assertThat(finding.get("remedy").get("en").stringValue()).isNotBlank();
            return this;
        }
    }

    @BeforeAll
    static void anInstallation() throws SQLException, IOException {
        bank = new BankServer(folder.resolve("pg"), PostgresServer.Settings.durable());
        var home = Files.createDirectory(folder.resolve("home"));
        settings = bank.settings(home);
        // Leaves tables, keys, an administrator, and links in the audit trail.
        BankServer.start(settings).close();
        settings.put("airbranch.keys.create", "false");
        settings.remove("spring.profiles.active");
    }

    @AfterAll
    static void stop() {
        bank.close();
    }

    private static Look look() {
        return look(Map.of());
    }

    private static Look look(Map<String, String> instead) {
        var all = new LinkedHashMap<>(settings);
        all.putAll(instead);
        var printed = printed(all, List.of("--json"));
        return new Look(printed.status(), JSON.readTree(printed.text()));
    }

    private record Printed(int status, String text) {}

    private static Printed printed(Map<String, String> all, List<String> options) {
        var arguments = new ArrayList<>(options);
        all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        var bytes = new ByteArrayOutputStream();
        int status = Doctor.run(
                arguments.toArray(String[]::new), Map.of(), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return new Printed(status, bytes.toString(StandardCharsets.UTF_8));
    }

    /** Looks while something is wrong, and puts it right again. */
    private static Look whileBroken(String breaking, String mending) throws SQLException {
        asOwner(breaking);
        try {
            return look();
        } finally {
            asOwner(mending);
        }
    }

    private static void asOwner(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(bank.url(), Roles.OWNER, BankServer.OWNER_PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void healthyInstallationIsFoundWithNothingFailing() {
        var look = look();
        assertThat(look.report().get("fail").intValue())
                .as(look.report().toPrettyString())
                .isZero();
        assertThat(look.status()).isZero();
        var text = printed(settings, List.of("--lang=zh")).text();
        assertThat(text).contains("ok    audit.chain").contains("审计链").contains("失败 0");
        assertThat(printed(settings, List.of("--lang=en")).text())
                .contains("The audit trail's ")
                .contains("links are intact")
                .contains("0 failing");
        assertThat(text).doesNotContain(BankServer.APPLICATION_PASSWORD).doesNotContain(BankServer.OWNER_PASSWORD);
    }

    @Test
    void firstBrokenLinkOfTheAuditTrailIsPointedAt() throws SQLException {
        whileBroken(
                        "update access.audit_entry set subject_kind = subject_kind || 'x' where seq >= 2",
                        "update access.audit_entry set subject_kind = left(subject_kind, -1) where seq >= 2")
                .fails("audit.chain", "broken at link 2", "The content of link 2 was changed");
    }

    @Test
    void fenceThatIsDownIsNamed() throws SQLException {
        whileBroken(
                        "alter table routing.queue disable row level security",
                        "alter table routing.queue enable row level security")
                .fails("database.row-security", "routing.queue");
    }

    @Test
    void queueThatNobodyCanServeIsNamedWithItsBrokenLink() throws SQLException {
        whileBroken("""
                        insert into routing.queue (id, institution, name_zh, name_en, priority, target, target_wait_ms,
                            offer_lease_ms, max_waiting, active, version)
                        values (gen_random_uuid(), 'bank.', '咨询', 'Enquiries', 0, 0.8, 20000, 20000, 100, true, 1)""", "delete from routing.queue")
                .fails("queue.reach", "Queue 'Enquiries' (bank.) can reach nobody", "nobody who may serve");
    }

    @Test
    void journalThatIsNotOfTheDomainsBackupIsNamed() throws SQLException {
        whileBroken(
                        "update routing.domain set heard = heard + 1000000",
                        "update routing.domain set heard = heard - 1000000")
                .fails("routing.journal", "not of one backup");
    }

    @Test
    void migrationsThatAreMissingOnEitherSideAreNamed() throws SQLException {
        // As an older or a newer version leaves it.
        asOwner("update public.airbranch_migrated set fingerprint = 'of another version'");
        whileBroken("""
                        create table shared.kept as select * from shared.schema_history where version = '4';
                        delete from shared.schema_history where version = '4'""", """
                        insert into shared.schema_history select * from shared.kept; drop table shared.kept""").says("database.migrations", "warn", "shared 4");
        whileBroken("""
                        insert into chat.schema_history (installed_rank, version, description, type, script, installed_by,
                            execution_time, success)
                        values (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1, true)""", "delete from chat.schema_history where version = '99'")
                .fails("database.migrations", "chat 99");
    }

    @Test
    void databaseThatMayLoseWhatItConfirmedIsNamed() throws SQLException {
        bank.asSuperuser("alter system set synchronous_commit = off");
        bank.asSuperuser("select pg_reload_conf()");
        try {
            io.airbranch.testkit.Await.until(
                    "the setting is taken", () -> look().report().get("fail").intValue() > 0);
            look().fails("database.durability", "synchronous_commit = off");
        } finally {
            bank.asSuperuser("alter system reset synchronous_commit");
            bank.asSuperuser("select pg_reload_conf()");
        }
    }

    @Test
    void eventsThatNobodyHandlesAreCounted() throws SQLException {
        whileBroken("""
                        insert into shared.event_publication (id, listener_id, event_type, serialized_event, publication_date)
                        values (gen_random_uuid(), 'l', 't', 'e', now() - interval '1 day')""", "delete from shared.event_publication").says("database.events", "warn", "1 events");
    }

    @Test
    void rolePasswordOrServerThatWillNotDoIsNamed() {
        look(Map.of(
                        "airbranch.database.username",
                        Roles.OWNER,
                        "airbranch.database.password",
                        BankServer.OWNER_PASSWORD))
                .fails("database.role", "owns tables");
        var unreachable = look(Map.of("airbranch.database.password", "another password"));
        unreachable.fails("database.reach", "password authentication failed");
        assertThat(unreachable.report().toString()).doesNotContain("audit.chain");
        look(Map.of("airbranch.database.url", "jdbc:postgresql://127.0.0.1:1/none"))
                .fails("database.reach", "refused");
        look(Map.of("airbranch.database.pool-size", "500")).fails("database.connections", "510 are needed");
    }

    @Test
    void settingsThatAProductionStartWouldRefuseAreNamed() {
        look(Map.of("airbranch.database.owner-password", "postgres"))
                .fails("configuration.secrets", "a password that everybody tries first");
        look(Map.of("airbranch.url", "http://desk.bank.example")).fails("configuration.url", "no https address");
        assertThat(look(Map.of("airbranch.database.password-file", "/nowhere"), "--json"))
                .contains("/nowhere")
                .contains("cannot be read");
    }

    private static String look(Map<String, String> instead, String option) {
        var all = new LinkedHashMap<>(settings);
        all.putAll(instead);
        return printed(all, List.of(option)).text();
    }

    @Test
    void keysThatAreOpenMissingOrOfAnotherInstallationAreNamed() throws IOException {
        var keys = Path.of(settings.get("airbranch.home"), "keys");
        var file = keys.resolve("fields.json");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try {
            look().fails("keys.closed", "fields.json is open to other users");
        } finally {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        look(Map.of("airbranch.keys.folder", folder.resolve("empty").toString()))
                .fails("keys.present", "index.json");
        var others = folder.resolve("others");
        Keys.load(others, true);
        look(Map.of("airbranch.keys.folder", others.toString())).fails("keys.fit", "not those");
        Files.writeString(others.resolve("fields.json"), "{}");
        look(Map.of("airbranch.keys.folder", others.toString())).fails("keys.usable", "cannot be used");
    }

    @Test
    void folderOfAttachmentsThatCannotBeWrittenIsNamed() throws IOException {
        var file = Files.writeString(folder.resolve("no-folder"), "");
        look(Map.of("airbranch.store.folder", file.toString())).fails("store.folder", "cannot be written");
    }

    @Test
    void doctorCannotWriteEvenIfACheckTried() throws SQLException {
        var environment = new MockEnvironment();
        settings.forEach(environment::setProperty);
        try (var database = StoredDatabase.find(environment, folder).database()) {
            assertThat(database).isNotNull();
            for (var role :
                    List.of(database.stored().application(), database.stored().owner())) {
                assertThatThrownBy(() -> org.springframework.jdbc.core.simple.JdbcClient.create(role)
                                .sql("delete from access.operator")
                                .update())
                        .rootCause()
                        .hasMessageContaining("read-only transaction");
            }
        }
    }

    @Test
    void embeddedDatabaseOfAStoppedServerIsLookedAtAndStoppedAgain() throws Exception {
        var home = Files.createDirectory(folder.resolve("county"));
        var none = StoredDatabase.find(new MockEnvironment(), home);
        assertThat(none.finding().level()).isEqualTo(Level.OK);
        assertThat(none.database()).isNull();
        Files.createDirectory(home.resolve("keys"));
        Files.writeString(home.resolve("keys/database-password"), "made at the first start");
        var programs = home.resolve("pg-programs");
        Files.createSymbolicLink(programs, BankServer.PROGRAMS);
        var server = new PostgresServer.Settings(
                home.resolve("pg"),
                programs,
                "postgres",
                "made at the first start",
                PostgresServer.Settings.throwAway());
        try (var running = PostgresServer.start(server);
                var superuser = DriverManager.getConnection(
                        running.jdbcUrl("postgres"), "postgres", "made at the first start")) {
            Roles.ensure(superuser, "airbranch", "made at the first start", "made at the first start");
            // Beside the running one, whose owner lives.
            try (var beside = StoredDatabase.find(new MockEnvironment(), home).database()) {
                assertThat(beside).isNotNull();
            }
            assertThat(superuser.isValid(1)).as("it is left running").isTrue();
        }
        try (var stopped = StoredDatabase.find(new MockEnvironment(), home).database()) {
            assertThat(stopped).isNotNull();
            assertThat(home.resolve("pg/data/postmaster.pid")).exists();
        }
        assertThat(home.resolve("pg/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void whatItDoesNotUnderstandItSays() {
        var printed = printed(Map.of(), List.of("--jsno"));
        assertThat(printed.status()).isEqualTo(2);
        assertThat(printed.text()).contains("'--jsno'");
    }
}
