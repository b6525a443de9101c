package io.airbranch.operations.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airbranch.demo.DemoLeftovers;
import io.airbranch.postgres.PostgresServer;
import io.airbranch.shared.check.Finding;
import io.airbranch.shared.check.Site;
import io.airbranch.shared.crypto.Keys;
import io.airbranch.shared.db.StoredDatabase;
import io.airbranch.testkit.TestClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** docs/operations/serve.md: what a production start demands, and how it behaves once it stands. */
class ServeTests {
    @TempDir
    static Path folder;

    private static BankServer bank;

    @TempDir
    Path home;

    @BeforeAll
    static void startTheBanksDatabase() throws SQLException {
        bank = new BankServer(folder.resolve("pg"), PostgresServer.Settings.throwAway());
    }

    @AfterAll
    static void stopTheBanksDatabase() {
        bank.close();
    }

    @Test
    void nakedStartIsRefusedWithASentenceForEachThingThatIsMissing() {
        assertThatThrownBy(() -> BankServer.start(Map.of(
                        "spring.profiles.active", "production", "server.port", "0", "airbranch.home", home.toString())))
                .hasMessageContaining("AIRBRANCH_DATABASE_URL is not set. Set it to your PostgreSQL 18")
                .hasMessageContaining("AIRBRANCH_DATABASE_PASSWORD is not set. Set AIRBRANCH_DATABASE_PASSWORD, or let"
                        + " AIRBRANCH_DATABASE_PASSWORD_FILE name a file")
                .hasMessageContaining("AIRBRANCH_DATABASE_OWNER_PASSWORD is not set")
                .hasMessageContaining("fields.json")
                .hasMessageContaining("AIRBRANCH_KEYS_CREATE=true")
                .hasMessageContaining("AIRBRANCH_URL is ''")
                .hasMessageContaining("Nobody speaks TLS");
        assertThat(home).as("nothing was begun").isEmptyDirectory();
    }

    @Test
    void defaultSecretsAndOpenDoorsAreRefused() {
        refused(Map.of("airbranch.database.password", "airbranch_app"), "a password that everybody tries first");
        refused(Map.of("airbranch.database.owner-password", "Change-Me"), "a password that everybody tries first");
        refused(Map.of("airbranch.database.owner-password", "short"), "has 5 characters only");
        refused(Map.of("airbranch.url", "http://desk.bank.example"), "'http://desk.bank.example', which is no https");
        refused(Map.of("airbranch.proxies", "everybody"), "'everybody' is neither an address nor a network");
        refused(Map.of("airbranch.keys.create", "false"), "index.json are missing");
        refused(Map.of("airbranch.login.issuer", "https://id.bank.example"), "the client's id or secret is not");
        refused(Map.of("spring.profiles.active", "production,demo"), "Take demo out of SPRING_PROFILES_ACTIVE");
        refused(
                Map.of(
                        "airbranch.database.password-file",
                        home.resolve("nothing").toString()),
                "AIRBRANCH_DATABASE_PASSWORD_FILE names cannot be read");
    }

    private void refused(Map<String, String> instead, String why) {
        var settings = bank.settings(home);
        settings.putAll(instead);
        assertThatThrownBy(() -> BankServer.start(settings))
                .as(instead.toString())
                .hasMessageContaining(why);
    }

    @Test
    void firstStartPrintsAOneTimeSignInAndTheSecondNeedsTheSameKeys() throws Exception {
        var settings = bank.settings(home);
        settings.remove("airbranch.database.password");
        settings.put(
                "airbranch.database.password-file",
                Files.writeString(home.resolve("password"), BankServer.APPLICATION_PASSWORD + "\n")
                        .toString());
        try (var first = BankServer.start(settings)) {
            assertThat(first.output()).contains("First administrator 'admin', password for the first sign-in: ");
            assertThat(count("select count(*) from access.operator")).isEqualTo(1);
            assertThat(count("select count(*) from customer.customer"))
                    .as("no demo data")
                    .isZero();
            httpsIsKept(first.port());
        }
        settings.put("airbranch.keys.create", "false");
        try (var second = BankServer.start(settings)) {
            assertThat(second.output()).doesNotContain("First administrator");
        }
        var stranger = bank.settings(Files.createDirectory(home.resolve("stranger")));
        assertThatThrownBy(() -> BankServer.start(stranger))
                .rootCause()
                .hasMessageContaining("The keys are not those which this database was written with");
    }

    private static void httpsIsKept(int port) throws IOException, InterruptedException {
        var console = get(port, "/");
        assertThat(console.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        // As the proxy passes a customer's request on.
        var signIn = get(
                port,
                "/oauth2/authorization/airbranch",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "desk.bank.example",
                "X-Forwarded-For",
                "203.0.113.9");
        assertThat(signIn.headers().firstValue("Location").orElseThrow())
                .contains("redirect_uri=https://desk.bank.example/login/oauth2/code/airbranch");
        assertThat(signIn.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure"));
    }

    @Test
    void demosColleaguesAreNotServedToCustomers() throws SQLException, IOException {
        try (var other = new BankServer(folder.resolve("demo"), PostgresServer.Settings.throwAway())) {
            var settings = other.settings(home);
            settings.put("spring.profiles.active", "demo");
            BankServer.start(settings).close();
            settings.put("spring.profiles.active", "production");
            assertThatThrownBy(() -> BankServer.start(settings))
                    .rootCause()
                    .hasMessageContaining("The database holds the demo bank: admin, agent1");
            var environment = new MockEnvironment();
            settings.forEach(environment::setProperty);
            environment.setActiveProfiles("production");
            try (var found = StoredDatabase.find(environment, home).database()) {
                assertThat(found).isNotNull();
                assertThat(new DemoLeftovers().look(new Site(environment, new TestClock(), found.stored())))
                        .extracting(Finding::level)
                        .as("the doctor says so too")
                        .containsExactly(Finding.Level.FAIL);
            }
        }
    }

    @Test
    void keysAreKeptWhereTheyAreToldToBe() {
        var keys = home.resolve("vault");
        Keys.load(keys, true);
        var settings = bank.settings(home);
        settings.put("airbranch.keys.create", "false");
        settings.put("airbranch.keys.folder", keys.toString());
        settings.put("airbranch.database.url", "jdbc:postgresql://127.0.0.1:1/none");
        assertThatThrownBy(() -> BankServer.start(settings))
                .as("the settings will do; what is not there is the database")
                .rootCause()
                .hasMessageContaining("refused");
    }

    private static long count(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(bank.url(), "airbranch_owner", BankServer.OWNER_PASSWORD);
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static HttpResponse<String> get(int port, String path, String... headers)
            throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
