package io.airbranch.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.shared.db.Scope;
import io.airbranch.testkit.AirbranchTest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@AirbranchTest
class InstitutionAdministrationTests {
    private static final String INSTITUTIONS = "/api/v1/admin/institutions";
    private static final String CALENDARS = "/api/v1/admin/calendars";

    @LocalServerPort
    int port;

    @Autowired
    Institutions institutions;

    @Autowired
    Operators operators;

    @Autowired
    List<InstitutionUse> uses;

    private TestBank bank;
    private Browser browser;

    @BeforeEach
    void anAdministratorOfTheBank() {
        bank = new TestBank(institutions, operators);
        browser = new Browser(port);
        browser.signIn(bank.administrator(bank.bank).username(), TestBank.PASSWORD);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void administratorGrowsHisPartOfTheTreeOnly() {
        assertThat(create(bank.bank.child("o2"), "outlet").status()).isEqualTo(201);
        assertThat(create(bank.cards.child("o3"), "outlet").status()).isEqualTo(403);
        assertThat(create(bank.group.child("fund"), "entity").status()).isEqualTo(403);
        assertThat(create(bank.bank.child("o2"), "outlet").code()).isEqualTo("institution.exists");
        assertThat(create(bank.bank.child("x").child("y"), "outlet").status()).isEqualTo(404);
        assertThat(create(bank.outlet.child("e"), "entity").code()).isEqualTo("institution.kind-misplaced");
        assertThat(browser.get(INSTITUTIONS)
                        .json()
                        .valueStream()
                        .map(it -> it.path("path").asString()))
                .containsExactly(
                        bank.bank.value(),
                        bank.outlet.value(),
                        bank.bank.child("o2").value());
    }

    @Test
    void scopeCutsWhatTheTreeTells() {
        Scope.within(Scope.of(bank.outlet.value()), () -> {
            assertThat(institutions.find(bank.bank)).isEmpty();
            assertThat(institutions.find(bank.outlet)).isPresent();
            assertThat(institutions.within(bank.group)).hasSize(1);
        });
        assertThat(institutions.find(bank.outlet)).as("without any scope").isEmpty();
    }

    @Test
    void secondOfTwoChangesOfOneVersionIsToldToLookAgain() {
        assertThat(change(bank.outlet, 0, "America/New_York").status()).isEqualTo(200);
        assertThat(change(bank.outlet, 0, "Asia/Tokyo").code()).isEqualTo("institution.changed-meanwhile");
        assertThat(change(bank.outlet, 1, "Mars/Olympus").code()).isEqualTo("institution.zone-unknown");
        assertThat(change(bank.cards, 0, "Asia/Tokyo").status()).isEqualTo(403);
    }

    @Test
    void onlyAnInstitutionThatNothingBelongsToIsRemovedAndOnlyFromAbove() {
        var mistyped = bank.bank.child("o9");
        assertThat(create(mistyped, "outlet").status()).isEqualTo(201);
        assertThat(create(mistyped.child("desk"), "outlet").status()).isEqualTo(201);
        assertThat(refusedFor(mistyped)).isEqualTo("institutions");
        assertThat(remove(mistyped.child("desk"), 1).code()).isEqualTo("institution.changed-meanwhile");
        assertThat(remove(mistyped.child("desk"), 0).status()).isEqualTo(204);

        var agent = bank.operator(mistyped, new Grant(Role.AGENT, mistyped));
        assertThat(refusedFor(mistyped)).isEqualTo("operators");
        moveHome(agent, bank.outlet);
        assertThat(refusedFor(mistyped)).isEqualTo("roles");

        assertThat(remove(bank.cards, 0).status()).as("beside").isEqualTo(403);
        assertThat(remove(bank.bank, 0).status()).as("the root of the own part").isEqualTo(403);
        assertThat(remove(bank.bank.child("never"), 0).code()).isEqualTo("institution.unknown");

        var outlets = new Browser(port);
        outlets.signIn(bank.administrator(bank.outlet).username(), TestBank.PASSWORD);
        assertThat(outlets.json("DELETE", INSTITUTIONS + "/" + bank.outlet + "?version=0", Map.of())
                        .status())
                .isEqualTo(403);
        outlets.close();
    }

    @Test
    void institutionIsNotRemovedFromUnderWhatOtherModulesKeepThere() {
        var outlet = bank.bank.child("o8");
        assertThat(create(outlet, "outlet").status()).isEqualTo(201);
        var skill = "s-" + UUID.randomUUID().toString().substring(0, 8);
        var name = Map.of("zh", "技能", "en", "Skill");
        var defined = browser.json(
                "POST", "/api/v1/admin/skills", Map.of("key", skill, "institution", outlet.value(), "name", name));
        assertThat(defined.status()).isEqualTo(201);
        assertThat(refusedFor(outlet)).isEqualTo("skills");
        assertThat(browser.json("DELETE", "/api/v1/admin/skills/" + skill, Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(remove(outlet, 0).status()).isEqualTo(204);
        assertThat(browser.get(INSTITUTIONS)
                        .json()
                        .valueStream()
                        .map(it -> it.path("path").asString()))
                .doesNotContain(outlet.value());
    }

    /** Every module that keeps rows by institution must say so: a table that nobody asks about would be orphaned. */
    @Test
    void everyTableWithAnInstitutionIsAskedAbout() {
        assertThat(uses.stream().map(use -> AopUtils.getTargetClass(use).getSimpleName()))
                .containsExactlyInAnyOrder(
                        "AgentRows",
                        "AlertRuleRows",
                        "CannedReplyStore",
                        "CaseLists",
                        "CaseStore",
                        "ContactRows",
                        "CustomerStore",
                        "InstitutionTable",
                        "QueueRows",
                        "SkillBook",
                        "WidgetStore");
        var nowhere = new InstitutionPath("nobody.");
        Scope.within(
                Scope.system(),
                () -> assertThat(uses)
                        .allSatisfy(use -> assertThat(use.keptAt(nowhere)).isEmpty()));
    }

    @Test
    void calendarIsInheritedInTheZoneOfWhoInheritsIt() {
        var created = browser.json("POST", CALENDARS, calendar("09:00", "17:00"));
        assertThat(created.status()).isEqualTo(201);
        var id = created.json().path("id").asString();
        assertThat(useCalendar(bank.bank, 0, id).status()).isEqualTo(200);
        assertThat(change(bank.outlet, 0, "America/New_York").status()).isEqualTo(200);

        var mondayNineInShanghai = Instant.parse("2026-03-02T01:00:00Z");
        assertThat(institutions.hoursOf(bank.bank).openAt(mondayNineInShanghai)).isTrue();
        assertThat(institutions.hoursOf(bank.outlet).openAt(mondayNineInShanghai))
                .isFalse();
        assertThat(institutions.hoursOf(bank.outlet).openAt(Instant.parse("2026-03-02T14:00:00Z")))
                .isTrue();
        assertThat(institutions.hoursOf(bank.cards).openAt(mondayNineInShanghai.plusSeconds(86_400)))
                .isTrue();

        var delete = browser.json("DELETE", CALENDARS + "/" + id + "?version=0", Map.of());
        assertThat(delete.code()).isEqualTo("calendar.in-use");
        assertThat(useCalendar(bank.bank, 1, null).status()).isEqualTo(200);
        assertThat(browser.json("DELETE", CALENDARS + "/" + id + "?version=0", Map.of())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void ancestorsCalendarCanBeUsedButNotChanged() {
        var upstairs = Scope.within(
                Scope.system(),
                () -> institutions
                        .createCalendar(new Institutions.NewCalendar(
                                bank.group, io.airbranch.shared.Name.of("集团", "Group"), Map.of(), Map.of()))
                        .orElseThrow());
        var seen = browser.get(CALENDARS).json().path(0);
        assertThat(seen.path("id").asString()).isEqualTo(upstairs.id().toString());
        assertThat(seen.path("editable").asBoolean()).isFalse();
        assertThat(useCalendar(bank.bank, 0, upstairs.id().toString()).status()).isEqualTo(200);
        var change = new java.util.HashMap<>(calendar("01:00", "02:00"));
        change.put("version", 0);
        assertThat(browser.json("PUT", CALENDARS + "/" + upstairs.id(), change).status())
                .isEqualTo(403);
    }

    /** Each of them holds a connection for its request and waits for the audit trail, which needs one as well. */
    @Test
    void moreWritesAtOnceThanThereAreConnectionsAllComeThrough() throws Exception {
        var answers = new ArrayList<Future<Integer>>();
        browser.get(CALENDARS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 24; i++) {
                answers.add(threads.submit(() -> browser.json("POST", CALENDARS, calendar("09:00", "17:00"))
                        .status()));
            }
        }
        for (var answer : answers) {
            assertThat(answer.get()).isEqualTo(201);
        }
    }

    @Test
    void overlappingPeriodsAreRefused() {
        var body = new java.util.HashMap<>(calendar("09:00", "12:00"));
        body.put(
                "week",
                Map.of(
                        "monday",
                        List.of(Map.of("from", "09:00", "to", "12:00"), Map.of("from", "11:00", "to", "15:00"))));
        assertThat(browser.json("POST", CALENDARS, body).code()).isEqualTo("calendar.periods-overlap");
        assertThat(Scope.within(Scope.system(), () -> institutions.hoursOf(bank.bank)))
                .isEqualTo(BusinessHours.always(ZoneId.of("Asia/Shanghai")));
    }

    private Browser.Answer create(InstitutionPath path, String kind) {
        return browser.json(
                "POST",
                INSTITUTIONS,
                Map.of(
                        "path", path.value(),
                        "kind", kind,
                        "name", Map.of("zh", "网点", "en", "Outlet"),
                        "zone", "Asia/Shanghai",
                        "languages", List.of("zh")));
    }

    private Browser.Answer remove(InstitutionPath path, long version) {
        return browser.json("DELETE", INSTITUTIONS + "/" + path + "?version=" + version, Map.of());
    }

    private String refusedFor(InstitutionPath path) {
        var answer = remove(path, 0);
        assertThat(answer.code()).isEqualTo("institution.in-use");
        return answer.json().path("values").path("what").asString();
    }

    private void moveHome(Operator whom, InstitutionPath home) {
        var change = Map.of(
                "version", 0, "name", Map.of("zh", "张三", "en", "Zhang San"), "home", home.value(), "language", "zh");
        assertThat(browser.json("PUT", "/api/v1/admin/operators/" + whom.id(), change)
                        .status())
                .isEqualTo(200);
    }

    private Browser.Answer change(InstitutionPath path, long version, String zone) {
        return browser.json(
                "PUT",
                INSTITUTIONS + "/" + path,
                Map.of(
                        "version",
                        version,
                        "kind",
                        path.equals(bank.outlet) ? "outlet" : "entity",
                        "name",
                        Map.of("zh", "网点", "en", "Outlet"),
                        "zone",
                        zone,
                        "languages",
                        List.of("zh")));
    }

    private Browser.Answer useCalendar(InstitutionPath path, long version, String calendar) {
        var body = new java.util.HashMap<String, Object>(Map.of(
                "version",
                version,
                "kind",
                "entity",
                "name",
                Map.of("zh", "银行", "en", "Bank"),
                "zone",
                "Asia/Shanghai",
                "languages",
                List.of("zh")));
        body.put("calendar", calendar);
        return browser.json("PUT", INSTITUTIONS + "/" + path, body);
    }

    private Map<String, Object> calendar(String from, String to) {
        return Map.of(
                "institution", bank.bank.value(),
                "name", Map.of("zh", "营业时间", "en", "Hours"),
                "week", Map.of("monday", List.of(Map.of("from", from, "to", to))),
                "specialDays", Map.of("2026-05-01", List.of()));
    }
}
