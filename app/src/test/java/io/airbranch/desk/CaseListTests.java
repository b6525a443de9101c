package io.airbranch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Role;
import io.airbranch.testkit.TestClock;
import io.airbranch.testkit.TestDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Finding cases, promising and handing them over, through the whole application. */
class CaseListTests extends DeskTest {
    private static final AtomicInteger PHONES = new AtomicInteger(88000000);

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    private JsonNode opened(Person by, String title) {
        var answer = by.post("/api/v1/cases", Map.of("institution", place.path().value(), "title", title));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.body();
    }

    private static String path(JsonNode file) {
        return "/api/v1/cases/" + file.path("id").asString();
    }

    private static List<String> titles(Person.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return StreamSupport.stream(answer.body().path("cases").spliterator(), false)
                .map(each -> each.path("title").asString())
                .toList();
    }

    private static List<String> found(Person person, String q) {
        return titles(person.post("/api/v1/cases/search", Map.of("q", q)));
    }

    @Test
    void aCaseIsFoundByWordsOfItsTitleByItsNumberAndByTheTitleItGotLater() {
        var agent = person(Role.AGENT);
        var loan = opened(agent, "房贷提前还款要手续费吗");
        opened(agent, "Card declined abroad");
        assertThat(found(agent, "提前还款")).containsExactly("房贷提前还款要手续费吗");
        assertThat(found(agent, "declin card")).containsExactly("Card declined abroad");
        assertThat(found(agent, "没有这样的")).isEmpty();
        var number = loan.path("number").asString();
        assertThat(found(agent, number.substring(number.length() - 6))).contains("房贷提前还款要手续费吗");

        var renamed = agent.write(
                "PATCH", path(loan), Map.of("version", loan.path("version").asLong(), "title", "公积金转换"));
        assertThat(renamed.status()).as(renamed.toString()).isEqualTo(200);
        assertThat(found(agent, "提前还款")).isEmpty();
        assertThat(found(agent, "公积金")).containsExactly("公积金转换");
    }

    @Test
    void aSearchByTitleShowsNoCaseOfAnotherInstitutionAndLeavesATraceWithoutTheWords() {
        var agent = person(Role.AGENT);
        opened(agent, "只有本行看得到的诉求");
        var stranger = person(bank.found(), Role.AGENT);
        assertThat(found(stranger, "本行看得到")).isEmpty();
        assertThat(found(agent, "本行看得到")).hasSize(1);
        var trail = JdbcClient.create(database.owner())
                .sql("select detail::text from access.audit_entry where actor = :actor and action = 'case.search'")
                .param("actor", agent.operator.id())
                .query(String.class)
                .list();
        assertThat(trail).singleElement().asString().contains("hits").doesNotContain("本行");
    }

    @Test
    void titleWordsStandInTheDatabaseOnlyAsHashes() {
        opened(person(Role.AGENT), "Zebrafinch deposit");
        var words = JdbcClient.create(database.owner())
                .sql("select encode(unnest(title_words), 'escape') from casework.case_file")
                .query(String.class)
                .list();
        assertThat(words).isNotEmpty().noneMatch(word -> word.contains("zebra"));
    }

    @Test
    void overdueIsWhatWasPromisedForATimeThatHasPassedAndIsNotSolved() {
        var agent = person(Role.AGENT);
        var late = opened(agent, "承诺已过");
        var solved = opened(agent, "承诺已过但已解决");
        opened(agent, "没有承诺");
        for (var each : List.of(late, solved)) {
            promise(agent, each, clock.instant().plus(Duration.ofHours(1)).toString());
        }
        var view = agent.get(path(solved)).body();
        agent.post(
                path(solved) + "/state", Map.of("version", view.path("version").asLong(), "state", "solved"));
        assertThat(titles(agent.get("/api/v1/cases?owner=me&overdue=true"))).isEmpty();
        clock.advance(Duration.ofHours(2));
        assertThat(titles(agent.get("/api/v1/cases?owner=me&overdue=true"))).containsExactly("承诺已过");
        assertThat(titles(agent.get("/api/v1/cases?owner=me"))).hasSize(3);
    }

    private Person.Answer promise(Person by, JsonNode file, String at) {
        var body = new HashMap<String, Object>();
        body.put("version", by.get(path(file)).body().path("version").asLong());
        body.put("at", at);
        return by.write("PUT", path(file) + "/follow-up", body);
    }

    @Test
    void aPromiseCanBeMadeMovedAndTakenBackButNotForThePastOrForAClosedCase() {
        var agent = person(Role.AGENT);
        var file = opened(agent, "约好回电");
        var at = clock.instant().plus(Duration.ofHours(3)).toString();
        assertThat(promise(agent, file, at).body().path("followUpAt").asString())
                .isEqualTo(at);
        assertThat(promise(agent, file, clock.instant().minusSeconds(60).toString())
                        .code())
                .isEqualTo("case.follow-up-past");
        var back = promise(agent, file, null);
        assertThat(back.body().path("followUpAt").isNull()).as(back.toString()).isTrue();
        var stale = agent.write("PUT", path(file) + "/follow-up", Map.of("version", 1, "at", at));
        assertThat(stale.code()).isEqualTo("case.changed");
        var version = back.body().path("version").asLong();
        agent.post(path(file) + "/state", Map.of("version", version, "state", "closed", "reason", "重复"));
        assertThat(promise(agent, file, at).code()).isEqualTo("case.closed");
    }

    @Test
    void whoMayAssignIsToldWhoFitsAndCanListAColleaguesCases() {
        var boss = person(Role.SUPERVISOR);
        var agent = person(Role.AGENT);
        var analyst = person(Role.ANALYST);
        var file = opened(boss, "交给合适的人");
        var fits = boss.get(path(file) + "/owners").body().toString();
        assertThat(fits)
                .contains(agent.operator.id().toString())
                .doesNotContain(analyst.operator.id().toString());
        assertThat(agent.get(path(file) + "/owners").status()).isEqualTo(403);
        boss.post(path(file) + "/owner", Map.of("operator", agent.operator.id()));
        assertThat(titles(boss.get("/api/v1/cases?owner=" + agent.operator.id())))
                .containsExactly("交给合适的人");
        assertThat(titles(boss.get("/api/v1/cases?owner=me"))).isEmpty();
    }

    @Test
    void aCaseWithoutACustomerGetsOneWhomItsReaderMaySeeAndKeepsHim() {
        var agent = person(Role.AGENT);
        var file = opened(agent, "客户是谁后来才知道");
        var known = customer(agent, place, "钟离未央");
        var elsewhere = bank.found();
        var foreign = customer(person(elsewhere, Role.AGENT), elsewhere, "东方既白");
        assertThat(agent.post(path(file) + "/customer", Map.of("version", 1, "customer", foreign))
                        .code())
                .isEqualTo("customer.unknown");
        var linked = agent.post(path(file) + "/customer", Map.of("version", 1, "customer", known));
        assertThat(linked.body().path("customer").path("name").asString())
                .as(linked.toString())
                .isEqualTo("钟离未央");
        assertThat(found(agent, "钟离未央")).containsExactly("客户是谁后来才知道");
        var other = customer(agent, place, "南宫问雅");
        assertThat(agent.post(path(file) + "/customer", Map.of("version", 2, "customer", other))
                        .code())
                .isEqualTo("case.customer-known");
    }

    private static UUID customer(Person by, Bank.Place home, String name) {
        var phone = "139" + String.format(Locale.ROOT, "%08d", PHONES.incrementAndGet());
        var identity = Map.of("kind", "phone", "value", phone);
        var made = by.post(
                "/api/v1/customers",
                Map.of("home", home.path().value(), "name", name, "language", "zh", "identities", List.of(identity)));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return UUID.fromString(made.body().path("id").asString());
    }

    @Test
    void aCaseSaysWhatItsReaderMayDoWithIt() {
        var agent = person(Role.AGENT);
        var file = opened(agent, "看得到能做什么");
        assertThat(file.path("rights").toString()).contains("case.work").doesNotContain("case.assign");
        assertThat(file.path("ways").toString()).contains("pending", "solved", "closed");
        var reader = person(Role.QUALITY_ANALYST).get(path(file)).body();
        assertThat(reader.path("rights").size()).isZero();
        assertThat(reader.path("ways").size()).isZero();
    }

    @Test
    void searchingNeedsNoKeyOfAnActAndRepeatsNothing() {
        var agent = person(Role.AGENT);
        assertThat(found(agent, "还没有的诉求")).isEmpty();
        opened(agent, "还没有的诉求");
        assertThat(found(agent, "还没有的诉求")).hasSize(1);
    }
}
