package io.airbranch.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.testkit.AirbranchTest;
import io.airbranch.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@AirbranchTest
class OperatorAdministrationTests {
    private static final String OPERATORS = "/api/v1/admin/operators";

    @LocalServerPort
    int port;

    @Autowired
    Institutions institutions;

    @Autowired
    Operators operators;

    @Autowired
    TestDatabase database;

    private final List<Browser> browsers = new ArrayList<>();
    private TestBank bank;
    private Operator administrator;
    private Browser browser;

    @BeforeEach
    void anAdministratorOfTheBank() {
        bank = new TestBank(institutions, operators);
        administrator = bank.administrator(bank.bank);
        browser = signedIn(administrator);
    }

    @AfterEach
    void closeBrowsers() {
        browsers.forEach(Browser::close);
    }

    private Browser signedIn(Operator operator) {
        var opened = new Browser(port);
        browsers.add(opened);
        opened.signIn(operator.username(), TestBank.PASSWORD);
        return opened;
    }

    @Test
    void newOperatorGetsAPasswordForOneTimeAndChoosesHisOwn() {
        var username = "li-" + UUID.randomUUID();
        var created = browser.json("POST", OPERATORS, creation(username, bank.outlet, "agent", bank.outlet));
        assertThat(created.status()).isEqualTo(201);
        var oneTime = created.json().path("password").asString();
        assertThat(oneTime).hasSize(16);
        assertThat(created.json()
                        .path("operator")
                        .path("roles")
                        .path(0)
                        .path("role")
                        .asString())
                .isEqualTo("agent");

        var his = new Browser(port);
        browsers.add(his);
        assertThat(his.signIn(username, oneTime).code()).isEqualTo("sign-in.password-change-required");
        assertThat(his.signIn(Map.of("username", username, "password", oneTime, "newPassword", oneTime))
                        .code())
                .isEqualTo("password.too-weak");
        his.signIn(Map.of("username", username, "password", oneTime, "newPassword", "my own words 9"));
        assertThat(his.signedIn()).isTrue();
        assertThat(his.signIn(username, oneTime).code()).isEqualTo("sign-in.wrong");
    }

    @Test
    void usernameIsTakenOnlyOnceInTheWholeGroup() {
        var elsewhere = bank.operator(bank.cards, new Grant(Role.AGENT, bank.cards));
        assertThat(browser.json("POST", OPERATORS, creation(elsewhere.username(), bank.outlet, "agent", bank.outlet))
                        .code())
                .isEqualTo("operator.username-taken");
        assertThat(browser.json("POST", OPERATORS, creation("Ä b", bank.outlet, "agent", bank.outlet))
                        .code())
                .isEqualTo("operator.username-malformed");
    }

    @Test
    void nobodyGivesRolesBeyondTheTreeHeAdministers() {
        var username = "li-" + UUID.randomUUID();
        for (var beyond : List.of(bank.group, bank.cards)) {
            var refused = browser.json("POST", OPERATORS, creation(username, bank.outlet, "agent", beyond));
            assertThat(refused.status()).isEqualTo(403);
        }
        assertThat(browser.json("POST", OPERATORS, creation(username, bank.cards, "agent", bank.outlet))
                        .status())
                .isEqualTo(403);
        var agent = bank.operator(bank.outlet, new Grant(Role.AGENT, bank.outlet));
        assertThat(roles(browser, agent, 0, "administrator", bank.group).status())
                .isIn(403, 404);
        assertThat(bank.reload(agent).grants()).containsExactly(new Grant(Role.AGENT, bank.outlet));
    }

    @Test
    void operatorWithRolesElsewhereIsNotAdministeredFromBelow() {
        var chief = bank.operator(bank.outlet, new Grant(Role.ADMINISTRATOR, bank.group));
        var reset = browser.json("POST", OPERATORS + "/" + chief.id() + "/password", Map.of("totp", true));
        assertThat(reset.code()).isEqualTo("operator.out-of-scope");
        assertThat(lock(browser, chief, 0, true).code()).isEqualTo("operator.out-of-scope");
        assertThat(audited(administrator, "access.refused")).isEqualTo(2);
        assertThat(signedIn(chief).signedIn()).isTrue();
    }

    @Test
    void operatorOutsideTheScopeIsUnknown() {
        var foreign = bank.operator(bank.cards, new Grant(Role.AGENT, bank.cards));
        assertThat(browser.get(OPERATORS + "/" + foreign.id()).code()).isEqualTo("operator.unknown");
        assertThat(browser.get(OPERATORS + "?q=" + foreign.username()).json().size())
                .isZero();
        assertThat(lock(browser, foreign, 0, true).code()).isEqualTo("operator.unknown");
    }

    @Test
    void whoIsNoAdministratorSeesAndChangesNoOperators() {
        var agent = bank.operator(bank.outlet, new Grant(Role.AGENT, bank.bank));
        var his = signedIn(agent);
        assertThat(his.get(OPERATORS).status()).isEqualTo(403);
        assertThat(his.get("/api/v1/admin/roles").status()).isEqualTo(403);
        assertThat(lock(his, administrator, 0, true).status()).isEqualTo(403);
        assertThat(roles(his, agent, 0, "administrator", bank.bank).status()).isEqualTo(403);
    }

    @Test
    void nobodyLocksHimselfOutOrTakesHisOwnAdministration() {
        bank.administrator(bank.bank);
        assertThat(lock(browser, administrator, 0, true).code()).isEqualTo("operator.self");
        assertThat(roles(browser, administrator, 0, "agent", bank.bank).code()).isEqualTo("operator.self");
    }

    @Test
    void lastAdministratorOfAPartStays() {
        var outletsOwn = bank.administrator(bank.outlet);
        var groups = signedIn(bank.administrator(bank.group));
        assertThat(lock(groups, outletsOwn, 0, true).status())
                .as("the bank's and the group's administrators remain")
                .isEqualTo(200);

        var lonely = bank.administrator(bank.group);
        var first = browsers.getLast();
        assertThat(lock(first, lonely, 0, true).status()).isEqualTo(200);
        var other = new TestBank(institutions, operators);
        var only = other.administrator(other.group);
        var both = bank.operator(
                bank.group, new Grant(Role.ADMINISTRATOR, other.group), new Grant(Role.ADMINISTRATOR, bank.group));
        assertThat(roles(signedIn(both), only, 0, "agent", other.group).status())
                .isEqualTo(200);
        assertThat(roles(groups, both, 0, "administrator", bank.group).status())
                .as("the group's administrator has no say in the other group")
                .isIn(403, 404);
    }

    @Test
    void lockedOperatorIsOutAtOnceAndUnlockedComesBack() {
        var agent = bank.operator(bank.outlet, new Grant(Role.AUDITOR, bank.outlet));
        var his = signedIn(agent);
        assertThat(his.signedIn()).isTrue();
        assertThat(lock(browser, agent, 0, true).json().path("active").asBoolean())
                .isFalse();
        assertThat(his.signedIn()).isFalse();
        assertThat(his.signIn(agent.username(), TestBank.PASSWORD).code()).isEqualTo("sign-in.disabled");
        assertThat(lock(browser, agent, 1, false).json().path("active").asBoolean())
                .isTrue();
        his.signIn(agent.username(), TestBank.PASSWORD);
        assertThat(his.signedIn()).isTrue();
    }

    @Test
    void unlockingEndsALockOutAfterFailures() {
        var agent = bank.operator(bank.outlet, new Grant(Role.AUDITOR, bank.outlet));
        var his = new Browser(port);
        browsers.add(his);
        for (int i = 0; i < 5; i++) {
            his.signIn(agent.username(), "wrong horse " + i);
        }
        assertThat(browser.get(OPERATORS + "/" + agent.id())
                        .json()
                        .path("lockedUntil")
                        .asString())
                .isNotBlank();
        assertThat(lock(browser, agent, 0, false).json().path("lockedUntil").isNull())
                .isTrue();
        his.signIn(agent.username(), TestBank.PASSWORD);
        assertThat(his.signedIn()).isTrue();
    }

    @Test
    void sessionsAreCountedAndEndedByWhoAdministersTheOperator() {
        var agent = bank.operator(bank.outlet, new Grant(Role.AUDITOR, bank.outlet));
        var his = signedIn(agent);
        var elsewhere = signedIn(agent);
        assertThat(sessions(agent)).isEqualTo(2);

        var ended = browser.json("DELETE", OPERATORS + "/" + agent.id() + "/sessions", Map.of());
        assertThat(ended.json().path("sessions").asInt()).isZero();
        assertThat(his.signedIn()).isFalse();
        assertThat(elsewhere.signedIn()).isFalse();
        assertThat(audited(administrator, "operator.sessions-end")).isEqualTo(1);
        his.signIn(agent.username(), TestBank.PASSWORD);
        assertThat(his.signedIn()).as("nobody is locked").isTrue();
    }

    @Test
    void lostDeviceIsTakenOffWithoutANewPassword() {
        var agent = bank.operator(bank.outlet, new Grant(Role.AUDITOR, bank.outlet));
        var his = signedIn(agent);
        JdbcClient.create(database.owner())
                .sql("update access.operator set totp_secret = 'kept elsewhere' where id = ?")
                .param(agent.id())
                .update();
        assertThat(his.signIn(agent.username(), TestBank.PASSWORD).code()).isEqualTo("sign-in.code-required");

        var removed = browser.json("DELETE", OPERATORS + "/" + agent.id() + "/totp", Map.of());
        assertThat(removed.json().path("totp").asBoolean()).isFalse();
        assertThat(audited(administrator, "operator.totp-reset")).isEqualTo(1);
        his.signIn(agent.username(), TestBank.PASSWORD);
        assertThat(his.signedIn()).isTrue();
    }

    @Test
    void nobodyElseEndsSessionsOrTakesOffTheSecondFactor() {
        var chief = bank.operator(bank.outlet, new Grant(Role.ADMINISTRATOR, bank.group));
        var foreign = bank.operator(bank.cards, new Grant(Role.AGENT, bank.cards));
        var agent = bank.operator(bank.outlet, new Grant(Role.SUPERVISOR, bank.bank));
        var agents = signedIn(agent);
        var chiefs = signedIn(chief);
        for (var what : List.of("/sessions", "/totp")) {
            assertThat(browser.json("DELETE", OPERATORS + "/" + chief.id() + what, Map.of())
                            .code())
                    .as("from below")
                    .isEqualTo("operator.out-of-scope");
            assertThat(browser.json("DELETE", OPERATORS + "/" + foreign.id() + what, Map.of())
                            .code())
                    .as("from beside")
                    .isEqualTo("operator.unknown");
            assertThat(agents.json("DELETE", OPERATORS + "/" + administrator.id() + what, Map.of())
                            .status())
                    .as("without the right")
                    .isEqualTo(403);
        }
        assertThat(audited(administrator, "access.refused")).isEqualTo(2);
        assertThat(chiefs.signedIn()).isTrue();
        assertThat(browser.signedIn()).isTrue();
    }

    @Test
    void takenRoleIsGoneAtTheNextRequest() {
        var auditor = bank.operator(bank.outlet, new Grant(Role.AUDITOR, bank.outlet));
        var his = signedIn(auditor);
        assertThat(his.get("/api/v1/audit").status()).isEqualTo(200);
        assertThat(roles(browser, auditor, 0, "agent", bank.outlet).status()).isEqualTo(200);
        assertThat(his.get("/api/v1/audit").status()).isEqualTo(403);
    }

    @Test
    void secondOfTwoChangesOfOneVersionIsToldToLookAgain() {
        var agent = bank.operator(bank.outlet, new Grant(Role.AGENT, bank.outlet));
        var change = Map.of(
                "version", 0, "name", Map.of("zh", "李四", "en", "Li Si"), "home", bank.outlet.value(), "language", "en");
        assertThat(browser.json("PUT", OPERATORS + "/" + agent.id(), change).status())
                .isEqualTo(200);
        var second = browser.json("PUT", OPERATORS + "/" + agent.id(), change);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("operator.changed-meanwhile");
        assertThat(bank.reload(agent).name().en()).isEqualTo("Li Si");
    }

    private int sessions(Operator of) {
        return browser.get(OPERATORS + "/" + of.id()).json().path("sessions").asInt();
    }

    private Browser.Answer lock(Browser by, Operator whom, long version, boolean locked) {
        return by.json("POST", OPERATORS + "/" + whom.id() + "/lock", Map.of("version", version, "locked", locked));
    }

    private Browser.Answer roles(Browser by, Operator whom, long version, String role, InstitutionPath scope) {
        return by.json(
                "PUT",
                OPERATORS + "/" + whom.id() + "/roles",
                Map.of("version", version, "roles", List.of(Map.of("role", role, "scope", scope.value()))));
    }

    private static Map<String, Object> creation(
            String username, InstitutionPath home, String role, InstitutionPath scope) {
        return Map.of(
                "username", username,
                "name", Map.of("zh", "李四", "en", "Li Si"),
                "home", home.value(),
                "language", "zh",
                "roles", List.of(Map.of("role", role, "scope", scope.value())));
    }

    private int audited(Operator actor, String action) {
        return JdbcClient.create(database.owner())
                .sql("select count(*) from access.audit_entry where actor = ? and action = ?")
                .params(actor.id(), action)
                .query(Integer.class)
                .single();
    }
}
