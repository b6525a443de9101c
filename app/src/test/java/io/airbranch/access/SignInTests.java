package io.airbranch.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.credentials.Totp;
import io.airbranch.testkit.AirbranchTest;
import io.airbranch.testkit.TestClock;
import io.airbranch.testkit.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole way of a sign-in over HTTP: console, provider, password, second factor, and back with a session. */
@AirbranchTest
class SignInTests {
    @LocalServerPort
    int port;

    @Autowired
    Institutions institutions;

    @Autowired
    Operators operators;

    @Autowired
    Clock clock;

    @Autowired
    TestDatabase database;

    private final List<Browser> browsers = new ArrayList<>();
    private TestBank bank;
    private Operator auditor;

    @BeforeEach
    void anAuditor() {
        bank = new TestBank(institutions, operators);
        auditor = bank.operator(bank.bank, new Grant(Role.AUDITOR, bank.bank));
    }

    @AfterEach
    void closeBrowsers() {
        browsers.forEach(Browser::close);
    }

    private Browser browser() {
        var browser = new Browser(port);
        browsers.add(browser);
        return browser;
    }

    @Test
    void signInGoesThroughCodeAndProofKeyToASessionWithoutTokens() {
        var browser = browser();
        assertThat(browser.get("/api/v1/audit").code()).isEqualTo("sign-in.required");

        browser.visit("/oauth2/authorization/airbranch");
        assertThat(browser.path()).startsWith("/oauth2/authorization/airbranch", "/oauth2/authorize", "/sign-in");
        var proven = browser.post("/sign-in", Map.of("username", auditor.username(), "password", TestBank.PASSWORD));
        assertThat(proven.status()).isEqualTo(200);
        var next = proven.json().path("next").asString();
        assertThat(next).startsWith("/oauth2/authorize?").contains("code_challenge_method=S256", "code_challenge=");
        assertThat(browser.signedIn())
                .as("the provider knows him, the console does not yet")
                .isFalse();

        browser.visit(next);
        assertThat(browser.path()).containsExactly("/oauth2/authorize", "/login/oauth2/code/airbranch", "/");
        assertThat(browser.get("/api/v1/audit").status()).isEqualTo(200);
        assertThat(browser.cookie("AIRBRANCH_SESSION").isHttpOnly()).isTrue();
        assertThat(attributesOf(auditor)).doesNotContain("token").contains("airbranch.operator");
    }

    @Test
    void sessionCookieStaysOnOurSite() {
        var answer = browser().get("/oauth2/authorization/airbranch");
        assertThat(answer.whole().headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("AIRBRANCH_SESSION=").contains("HttpOnly", "SameSite=Lax"));
    }

    @Test
    void signInLeadsBackToThePageThatAskedForIt() {
        var browser = browser();
        browser.visit("/oauth2/authorization/airbranch?next=/cases/7");
        var next = browser.post("/sign-in", Map.of("username", auditor.username(), "password", TestBank.PASSWORD));
        browser.visit(next.json().path("next").asString());
        assertThat(browser.path()).endsWith("/cases/7");
    }

    @Test
    void signInLeadsToNobodyElsesSite() {
        var browser = browser();
        browser.visit("/oauth2/authorization/airbranch?next=//evil.example/");
        var next = browser.post("/sign-in", Map.of("username", auditor.username(), "password", TestBank.PASSWORD));
        browser.visit(next.json().path("next").asString());
        assertThat(browser.path()).endsWith("/");
    }

    @Test
    void sessionIdChangesWithTheSignInSoThatAPlantedOneIsWorthless() {
        var browser = browser();
        browser.visit("/oauth2/authorization/airbranch");
        var planted = browser.cookie("AIRBRANCH_SESSION").getValue();
        browser.signIn(auditor.username(), TestBank.PASSWORD);
        assertThat(browser.cookie("AIRBRANCH_SESSION").getValue()).isNotEqualTo(planted);
        assertThat(browser.signedIn()).isTrue();
    }

    @Test
    void wrongPasswordAndUnknownNameGetTheSameAnswer() {
        var wrong = browser().signIn(auditor.username(), "wrong horse 7");
        var unknown = browser().signIn("nobody-" + auditor.username(), "wrong horse 7");
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.code()).isEqualTo("sign-in.wrong");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(audited(auditor)).contains("sign-in.refused");
    }

    @Test
    void fifthFailureLocksTheNameKnownOrNotUntilAQuarterOfAnHourHasPassed() {
        for (var name : List.of(auditor.username(), "nobody-" + auditor.username())) {
            var browser = browser();
            for (int i = 0; i < 4; i++) {
                assertThat(browser.signIn(name, "wrong horse " + i).code()).isEqualTo("sign-in.wrong");
            }
            var fifth = browser.signIn(name, "wrong horse 5");
            assertThat(fifth.status()).isEqualTo(429);
            assertThat(fifth.code()).isEqualTo("sign-in.locked");
            assertThat(Instant.parse(fifth.json().path("values").path("until").asString()))
                    .isEqualTo(clock.instant().plus(Duration.ofMinutes(15)));
        }
        assertThat(browser().signIn(auditor.username(), TestBank.PASSWORD).code())
                .isEqualTo("sign-in.locked");
        assertThat(audited(auditor)).contains("sign-in.locked-out");

        ((TestClock) clock).advance(Duration.ofMinutes(15).plusSeconds(1));
        var browser = browser();
        browser.signIn(auditor.username(), TestBank.PASSWORD);
        assertThat(browser.signedIn()).isTrue();
    }

    @Test
    void manyAtOnceGetNoMoreTriesThanOneAfterTheOther() throws Exception {
        List<String> codes;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<java.util.concurrent.Future<String>>();
            for (int i = 0; i < 20; i++) {
                var browser = browser();
                var guess = "wrong horse " + i;
                answers.add(threads.submit(
                        () -> browser.post("/sign-in", Map.of("username", auditor.username(), "password", guess))
                                .code()));
            }
            codes = new ArrayList<>();
            for (var answer : answers) {
                codes.add(answer.get());
            }
        }
        assertThat(codes).filteredOn("sign-in.wrong"::equals).hasSize(4);
        assertThat(codes).filteredOn("sign-in.locked"::equals).hasSize(16);
    }

    @Test
    void secondFactorIsAskedForCheckedAndGoodForOneTimeOnly() {
        var secret = enrol(browser());
        ((TestClock) clock).advance(Duration.ofSeconds(90));

        assertThat(browser().signIn(auditor.username(), TestBank.PASSWORD).code())
                .isEqualTo("sign-in.code-required");
        assertThat(browser().signIn(with("000000")).code()).isEqualTo("sign-in.code-wrong");
        var code = Totp.code(secret, clock.instant());
        var browser = browser();
        browser.signIn(with(code));
        assertThat(browser.signedIn()).isTrue();
        assertThat(browser().signIn(with(code)).code())
                .as("seen over the shoulder")
                .isEqualTo("sign-in.code-wrong");

        var late = Totp.code(secret, clock.instant().plusSeconds(30));
        var fast = browser();
        fast.signIn(with(late));
        assertThat(fast.signedIn()).as("a phone that is half a minute fast").isTrue();
    }

    @Test
    void askingForTheCodeDoesNotWipeOutWrongCodes() {
        enrol(browser());
        for (int i = 0; i < 4; i++) {
            browser().signIn(with("00000" + i));
            assertThat(browser().signIn(auditor.username(), TestBank.PASSWORD).code())
                    .isEqualTo("sign-in.code-required");
        }
        assertThat(browser().signIn(with("000009")).code()).isEqualTo("sign-in.locked");
    }

    @Test
    void secondFactorIsRemovedOnlyWithAFreshProofAndNeverReplacedWithoutOne() {
        var browser = browser();
        var secret = enrol(browser);
        assertThat(browser.get("/api/v1/me/totp").json().path("on").asBoolean()).isTrue();
        assertThat(browser.json("POST", "/api/v1/me/totp", Map.of()).code()).isEqualTo("totp.on-already");
        assertThat(browser.json("DELETE", "/api/v1/me/totp", Map.of()).code()).isEqualTo("proof.missing");
        assertThat(browser.json("DELETE", "/api/v1/me/totp", Map.of("password", "wrong"))
                        .code())
                .isEqualTo("password.wrong");
        assertThat(browser.json("DELETE", "/api/v1/me/totp", Map.of("code", Totp.code(secret, clock.instant())))
                        .code())
                .as("the code that confirmed it is used up")
                .isEqualTo("totp.code-wrong");
        assertThat(browser.get("/api/v1/me/totp").json().path("on").asBoolean()).isTrue();

        ((TestClock) clock).advance(Duration.ofSeconds(60));
        assertThat(browser.json("DELETE", "/api/v1/me/totp", Map.of("code", Totp.code(secret, clock.instant())))
                        .status())
                .isEqualTo(204);
        assertThat(browser.get("/api/v1/me/totp").json().path("on").asBoolean()).isFalse();
        assertThat(audited(auditor)).contains("operator.totp-off");

        ((TestClock) clock).advance(Duration.ofSeconds(60));
        enrol(browser);
        assertThat(browser.json("DELETE", "/api/v1/me/totp", Map.of("password", TestBank.PASSWORD))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void guessingProofsForTheSecondFactorLocksAsGuessingAtTheDoorDoes() {
        var browser = browser();
        enrol(browser);
        for (int i = 0; i < 5; i++) {
            assertThat(browser.json("DELETE", "/api/v1/me/totp", Map.of("code", "00000" + i))
                            .code())
                    .isEqualTo("totp.code-wrong");
        }
        assertThat(browser.json("DELETE", "/api/v1/me/totp", Map.of("password", TestBank.PASSWORD))
                        .code())
                .isEqualTo("sign-in.locked");
    }

    @Test
    void secondFactorIsStoredEncrypted() {
        var secret = enrol(browser());
        var stored = JdbcClient.create(database.owner())
                .sql("select totp_secret from access.operator where id = ?")
                .param(auditor.id())
                .query(String.class)
                .single();
        assertThat(stored).isNotBlank().doesNotContain(Totp.base32(secret));
        assertThat(java.util.Base64.getDecoder().decode(stored)).hasSizeGreaterThan(secret.length + 16);
    }

    @Test
    void fourthSessionEndsTheOldest() {
        var signedIn = new ArrayList<Browser>();
        for (int i = 0; i < 4; i++) {
            var browser = browser();
            browser.signIn(auditor.username(), TestBank.PASSWORD);
            signedIn.add(browser);
        }
        assertThat(signedIn.stream().map(Browser::signedIn)).containsExactly(false, true, true, true);
    }

    @Test
    void signOutEndsBothSides() {
        var browser = browser();
        browser.signIn(auditor.username(), TestBank.PASSWORD);
        assertThat(browser.post("/sign-out", Map.of()).status()).isEqualTo(200);
        assertThat(browser.signedIn()).isFalse();
        browser.visit("/oauth2/authorization/airbranch");
        assertThat(browser.path()).endsWith("/sign-in");
    }

    @Test
    void writeWithoutCsrfTokenIsAProblemThatSaysWhatIsMissing() {
        var browser = browser();
        browser.signIn(auditor.username(), TestBank.PASSWORD);
        var refused = browser.postWithoutCsrf("/api/v1/audit/verify");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.whole().headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(refused.code()).isEqualTo("csrf.missing");
        assertThat(browser().postWithoutCsrf("/sign-in").code()).isEqualTo("csrf.missing");
        assertThat(browser.post("/api/v1/audit/verify", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void rightThatIsMissingIsRefusedAndAudited() {
        var agent = bank.operator(bank.outlet, new Grant(Role.AGENT, bank.outlet));
        var browser = browser();
        browser.signIn(agent.username(), TestBank.PASSWORD);
        var refused = browser.get("/api/v1/audit");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("right.missing");
        assertThat(audited(agent)).contains("access.refused");
    }

    @Test
    void ownPasswordIsChangedWithThePresentOneAndEndsTheOtherSessions() {
        var here = browser();
        here.signIn(auditor.username(), TestBank.PASSWORD);
        var there = browser();
        there.signIn(auditor.username(), TestBank.PASSWORD);

        assertThat(here.json("POST", "/api/v1/me/password", Map.of("current", "x", "next", "new battery 8"))
                        .code())
                .isEqualTo("password.wrong");
        assertThat(here.json("POST", "/api/v1/me/password", Map.of("current", TestBank.PASSWORD, "next", "12345678"))
                        .code())
                .isEqualTo("password.too-weak");
        assertThat(here.json(
                                "POST",
                                "/api/v1/me/password",
                                Map.of("current", TestBank.PASSWORD, "next", "new battery 8"))
                        .status())
                .isEqualTo(204);
        assertThat(here.signedIn()).isTrue();
        assertThat(there.signedIn()).isFalse();
        var again = browser();
        again.signIn(auditor.username(), "new battery 8");
        assertThat(again.signedIn()).isTrue();
    }

    @Test
    void languageIsRemembered() {
        var browser = browser();
        browser.signIn(auditor.username(), TestBank.PASSWORD);
        assertThat(browser.json("PUT", "/api/v1/me/language", Map.of("language", "fr"))
                        .code())
                .isEqualTo("operator.language-unknown");
        assertThat(browser.json("PUT", "/api/v1/me/language", Map.of("language", "en"))
                        .status())
                .isEqualTo(204);
        assertThat(bank.reload(auditor).language()).isEqualTo("en");
    }

    @Test
    void customersDoorsNeedNoSessionAndMakeNone() {
        var answer = browser().get("/api/v1/chat/none");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.whole().headers().allValues("Set-Cookie")).isEmpty();
        assertThat(browser().get("/ws/live").status()).isEqualTo(401);
        assertThat(browser().get("/actuator/env").status()).isIn(401, 404);
        assertThat(browser().get("/actuator/prometheus").status()).isNotIn(401, 403);
    }

    private byte[] enrol(Browser browser) {
        browser.signIn(auditor.username(), TestBank.PASSWORD);
        var offered = browser.json("POST", "/api/v1/me/totp", Map.of()).json();
        assertThat(offered.path("uri").asString()).startsWith("otpauth://totp/").contains("issuer=Airbranch");
        var secret = unbase32(offered.path("secret").asString());
        assertThat(browser.json("POST", "/api/v1/me/totp/confirm", Map.of("code", "000000"))
                        .code())
                .isEqualTo("totp.code-wrong");
        assertThat(browser.json("POST", "/api/v1/me/totp/confirm", Map.of("code", Totp.code(secret, clock.instant())))
                        .status())
                .isEqualTo(204);
        return secret;
    }

    private Map<String, String> with(String code) {
        return Map.of("username", auditor.username(), "password", TestBank.PASSWORD, "code", code);
    }

    private static byte[] unbase32(String text) {
        var bits = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            var value = Integer.toBinaryString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(text.charAt(i)));
            bits.append("0".repeat(5 - value.length())).append(value);
        }
        var bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        }
        return bytes;
    }

    private List<String> audited(Operator operator) {
        return JdbcClient.create(database.owner())
                .sql("select action from access.audit_entry where subject = :id or actor = :actor")
                .param("id", operator.id().toString())
                .param("actor", operator.id())
                .query(String.class)
                .list();
    }

    private String attributesOf(Operator operator) {
        return Objects.toString(JdbcClient.create(database.owner())
                .sql("""
                        select string_agg(attribute_name || '=' || encode(attribute_bytes, 'escape'), ' ')
                        from shared.spring_session_attributes a join shared.spring_session s on s.primary_id = a.session_primary_id
                        where s.principal_name = ?
                        """)
                .param(operator.id().toString())
                .query(String.class)
                .single());
    }
}
