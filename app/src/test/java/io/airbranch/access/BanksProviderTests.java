package io.airbranch.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.AirbranchApplication;
import io.airbranch.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** A bank that has an OpenID provider signs its people in there; the embedded one and its passwords are out of the way. */
class BanksProviderTests {
    @TempDir
    Path home;

    @Test
    void operatorIsWhomTheBanksProviderNamesAndNobodyElseGetsIn() throws Exception {
        int port;
        try (var free = new java.net.ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (var provider = new BanksProvider();
                var database = TestDatabase.fresh();
                var context = SpringApplication.run(
                        AirbranchApplication.class,
                        "--server.port=" + port,
                        "--airbranch.url=http://127.0.0.1:" + port,
                        "--airbranch.home=" + home,
                        "--airbranch.database.url=" + database.url(),
                        "--airbranch.database.password=" + TestDatabase.password(),
                        "--airbranch.database.owner-password=" + TestDatabase.password(),
                        "--airbranch.database.pool-size=4",
                        "--airbranch.login.issuer=" + provider.issuer(),
                        "--airbranch.login.client-id=" + BanksProvider.CLIENT,
                        "--airbranch.login.client-secret=" + BanksProvider.SECRET,
                        "--airbranch.login.username-claim=staff_name");
                var browser = new Browser(
                        ((WebServerApplicationContext) context).getWebServer().getPort())) {
            var bank = new TestBank(context.getBean(Institutions.class), context.getBean(Operators.class));
            var auditor = bank.operator(bank.bank, new Grant(Role.AUDITOR, bank.bank));

            provider.person = "somebody.of.the.bank";
            browser.visit("/oauth2/authorization/airbranch");
            assertThat(browser.path()).endsWith("/sign-in");
            assertThat(browser.signedIn()).isFalse();

            provider.person = auditor.username();
            browser.visit("/oauth2/authorization/airbranch?next=/audit");
            assertThat(browser.path())
                    .containsExactly(
                            "/oauth2/authorization/airbranch", "/authorize", "/login/oauth2/code/airbranch", "/audit");
            assertThat(browser.get("/api/v1/audit?action=sign-in.done")
                            .json()
                            .path("entries")
                            .size())
                    .isEqualTo(1);

            var form = Map.of("username", auditor.username(), "password", TestBank.PASSWORD);
            assertThat(browser.post("/sign-in", form).code()).isEqualTo("sign-in.external");
            assertThat(browser.get("/oauth2/authorize").status()).isEqualTo(404);
        }
    }
}
