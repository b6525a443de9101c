package io.airbranch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Role;
import io.airbranch.casework.Cases;
import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.ContactMilestone.ContactJoined;
import io.airbranch.contact.Contacts;
import io.airbranch.shared.db.Scope;
import io.airbranch.testkit.Await;
import io.airbranch.testkit.TestClock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** How cases follow their contacts, through the whole application. */
class CasesOfContactsTests extends DeskTest {
    @Autowired
    Contacts contacts;

    @Autowired
    Cases cases;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private JsonNode caseOf(Person person, UUID contact) {
        Await.until("the contact has a case", () -> bank.contact(contact).caseId() != null);
        return person.get("/api/v1/cases/" + bank.contact(contact).caseId()).body();
    }

    private void append(UUID contact, ContactEvent event) {
        Scope.within(
                Scope.system(),
                () -> contacts.append(contact, event, null).join().orElseThrow());
    }

    private Cases.State state(UUID contact) {
        return Scope.within(
                        Scope.system(),
                        () -> cases.find(bank.contact(contact).caseId()).orElseThrow())
                .state();
    }

    @Test
    void whoTakesTheContactOwnsItsDemandHoweverOftenThatIsTold() {
        var agent = person(Role.AGENT);
        var contact = serving(agent, tab(agent), "房贷提前还款要手续费吗");
        var file = caseOf(agent, contact);
        assertThat(file.path("owner").path("id").asString())
                .isEqualTo(agent.operator.id().toString());
        assertThat(file.path("title").asString()).isEqualTo("房贷提前还款要手续费吗");
        assertThat(file.path("number").asString()).matches("GD-\\d{8}-\\d{6}");

        transaction.executeWithoutResult(tx -> events.publishEvent(new ContactJoined(contact, agent.operator.id())));
        Await.until(
                "the repetition is worked off",
                () -> Scope.within(
                                Scope.system(),
                                () -> jdbc.sql(
                                                "select count(*) from shared.event_publication where serialized_event like :contact")
                                        .param("contact", "%" + contact + "%")
                                        .query(Integer.class)
                                        .single())
                        == 0);
        assertThat(agent.get("/api/v1/cases?owner=me").body().path("cases").size())
                .isEqualTo(1);
    }

    @Test
    void aDemandThatNobodyHeardWaitsInThePoolUntilSomebodyTakesIt() {
        var agent = person(Role.AGENT);
        var contact = bank.waiting(place, "没人理我");
        append(contact, new ContactEvent.Ended(ContactEvent.Ended.Reason.ABANDONED, null));
        var file = caseOf(agent, contact);
        assertThat(file.path("owner").isNull()).isTrue();
        assertThat(agent.get("/api/v1/cases?owner=nobody")
                        .body()
                        .path("cases")
                        .get(0)
                        .path("title")
                        .asString())
                .isEqualTo("没人理我");
        var taken = agent.post(
                "/api/v1/cases/" + file.path("id").asString() + "/owner", Map.of("operator", agent.operator.id()));
        assertThat(taken.body().path("owner").path("id").asString())
                .isEqualTo(agent.operator.id().toString());
        var colleague = person(Role.AGENT);
        var snatched = colleague.post(
                "/api/v1/cases/" + file.path("id").asString() + "/owner", Map.of("operator", colleague.operator.id()));
        assertThat(snatched.status()).isEqualTo(403);
    }

    @Test
    void theCustomersWordClosesOrReopensTheCase() {
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        var contact = serving(agent, tab, "帮我看看");
        caseOf(agent, contact);
        assertThat(agent.post("/api/v1/contacts/" + contact + "/ask-solved", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(state(contact)).isEqualTo(Cases.State.SOLVED);
        append(contact, new ContactEvent.Confirmed(false, "还没好"));
        Await.until("the case is open again", () -> state(contact) == Cases.State.OPEN);
        agent.post("/api/v1/contacts/" + contact + "/ask-solved", Map.of());
        append(contact, new ContactEvent.Confirmed(true, null));
        Await.until("the case is closed", () -> state(contact) == Cases.State.CLOSED);
    }

    @Test
    void theSecondOfTwoWhoChangeACaseIsToldTheVersionThatStands() {
        var agent = person(Role.AGENT);
        var contact = serving(agent, tab(agent), "两个人一起改");
        var file = caseOf(agent, contact);
        var path = "/api/v1/cases/" + file.path("id").asString();
        long version = file.path("version").asLong();
        var first = agent.write("PATCH", path, Map.of("version", version, "category", "loan", "priority", "high"));
        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        var second = agent.write("PATCH", path, Map.of("version", version, "title", "迟到的标题"));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("case.changed");
        assertThat(second.body().path("values").path("version").asLong())
                .isEqualTo(first.body().path("version").asLong());
        assertThat(first.body().path("changes").toString()).contains("category", "priority");
    }

    @Test
    void aPromisedFollowUpIsRemindedOfOnce() {
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        var contact = serving(agent, tab, "明天给我回电");
        caseOf(agent, contact);
        var due = clock.instant().plus(Duration.ofHours(1));
        assertThat(agent.post("/api/v1/contacts/" + contact + "/end", Map.of()).status())
                .isEqualTo(200);
        var wrapped = agent.post(
                "/api/v1/contacts/" + contact + "/wrap-up",
                Map.of("code", "follow-up", "note", "承诺回电", "followUpAt", due.toString()));
        assertThat(wrapped.status()).as(wrapped.toString()).isEqualTo(200);
        Await.until(
                "the promise is in the case",
                () -> caseOf(agent, contact).path("followUpAt").asString("").equals(due.toString()));
        assertThat(tab.frames().toString()).doesNotContain("case.follow-up-due");
        clock.advance(Duration.ofHours(2));
        var notice = tab.topic("notice", d -> d.path("code").asString("").equals("case.follow-up-due"));
        assertThat(notice.path("case").asString())
                .isEqualTo(caseOf(agent, contact).path("id").asString());
    }

    @Test
    void attachingToAnEarlierCaseClosesTheEmptyOneThatOpenedByItself() {
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        var first = serving(agent, tab, "上次的事");
        var earlier = caseOf(agent, first).path("id").asString();
        var second = bank.waiting(place, "还是上次的事");
        var offer = tab.topic("offer", d -> d.path("contact").asString().equals(second.toString()));
        agent.post("/api/v1/offers/" + offer.path("id").asString() + "/accept", Map.of());
        var own = caseOf(agent, second).path("id").asString();
        assertThat(own).isNotEqualTo(earlier);

        var attached = agent.post("/api/v1/contacts/" + second + "/case", Map.of("case", earlier));
        assertThat(attached.body().path("case").path("id").asString())
                .as(attached.toString())
                .isEqualTo(earlier);
        assertThat(agent.get("/api/v1/cases/" + own).body().path("state").asString())
                .isEqualTo("closed");
        assertThat(agent.get("/api/v1/cases/" + earlier).body().path("contacts").size())
                .isEqualTo(2);
    }
}
