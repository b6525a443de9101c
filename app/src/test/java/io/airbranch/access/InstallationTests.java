package io.airbranch.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.AirbranchApplication;
import io.airbranch.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A new installation's first hour: its first administrator signs in, and the server is restarted under his hands. */
class InstallationTests {
    private static final Pattern PRINTED = Pattern.compile("'root', password for the first sign-in: (\\S+)");

    @TempDir
    Path home;

    @Test
    void firstAdministratorSignsInAndStaysSoWhenTheServerRestarts() {
        try (var database = TestDatabase.fresh();
                var browser = new Browser(0)) {
            String password;
            try (var first = new Start(database)) {
                var printed = PRINTED.matcher(first.output);
                assertThat(printed.find()).isTrue();
                password = printed.group(1);
                browser.moveTo(first.port);
                assertThat(browser.signIn("root", password).code()).isEqualTo("sign-in.password-change-required");
                browser.signIn(Map.of("username", "root", "password", password, "newPassword", "my own words 9"));
                assertThat(browser.get("/api/v1/admin/operators").json().size()).isEqualTo(1);
                assertThat(browser.get("/api/v1/admin/institutions")
                                .json()
                                .path(0)
                                .path("path")
                                .asString())
                        .isEqualTo("sfb.");
                assertThat(browser.get("/api/v1/audit?action=sign-in.done")
                                .json()
                                .path("entries")
                                .size())
                        .isEqualTo(1);
            }
            try (var second = new Start(database)) {
                assertThat(second.output).doesNotContain("password for the first sign-in");
                browser.moveTo(second.port);
                assertThat(browser.get("/api/v1/admin/operators").status()).isEqualTo(200);
                assertThat(browser.json("PUT", "/api/v1/me/language", Map.of("language", "en"))
                                .status())
                        .as("the CSRF token goes on too")
                        .isEqualTo(204);
            }
        }
    }

    /** One run of the program over the same database and home, with what it printed. */
    private final class Start implements AutoCloseable {
        final int port;
        final String output;
        private final ConfigurableApplicationContext context;

        Start(TestDatabase database) {
            var bytes = new ByteArrayOutputStream();
            var before = System.out;
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            try {
                context = SpringApplication.run(
                        AirbranchApplication.class,
                        "--server.port=0",
                        "--airbranch.home=" + home,
                        "--airbranch.database.url=" + database.url(),
                        "--airbranch.database.password=" + TestDatabase.password(),
                        "--airbranch.database.owner-password=" + TestDatabase.password(),
                        "--airbranch.database.pool-size=4",
                        "--airbranch.first-administrator.username=root",
                        "--airbranch.first-administrator.group=sfb");
            } finally {
                System.setOut(before);
            }
            output = bytes.toString(StandardCharsets.UTF_8);
            port = ((WebServerApplicationContext) context).getWebServer().getPort();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
