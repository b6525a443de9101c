package io.airbranch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Role;
import io.airbranch.desk.picture.Attention;
import io.airbranch.shared.crypto.FieldCipher;
import io.airbranch.testkit.TestDatabase;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a card tells beside its contact: what waits for an answer, what the visitor calls himself, and who else sees it. */
class ContactCardTests extends DeskTest {
    @Autowired
    Attention attention;

    @Autowired
    TestDatabase database;

    @Autowired
    FieldCipher cipher;

    @Test
    void unreadLinesAreRightAgainAfterMemoryIsGone() {
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        var contact = serving(agent, tab, "第一句");
        chat(contact, null);
        bank.says(contact, "第二句");
        var second = tab.topic("event", d -> d.path("text").asString("").equals("第二句"));
        tab.send(Map.of(
                "type", "read", "contact", contact, "seq", second.path("seq").asLong()));
        tab.topic("contact", d -> d.path("unread").asInt(-1) == 0);
        bank.says(contact, "第三句");
        bank.says(contact, "第四句");
        tab.topic("contact", d -> d.path("unread").asInt() == 2);

        attention.forget(contact); // as a restart does
        assertThat(card(agent, contact).path("unread").asInt()).isEqualTo(2);
        bank.says(contact, "第五句");
        tab.topic("contact", d -> d.path("unread").asInt() == 3);
    }

    @Test
    void waitForAnAnswerBeginsWithTheFirstLineAfterOursAndEndsWithOurNext() {
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        var contact = serving(agent, tab, "第一句");
        var asked = tab.topic("contact", d -> d.has("unansweredSince"))
                .path("unansweredSince")
                .asString();
        bank.says(contact, "还在吗");
        assertThat(tab.topic(
                                "contact",
                                d -> d.path("lastLine")
                                        .path("text")
                                        .asString("")
                                        .equals("还在吗"))
                        .path("unansweredSince")
                        .asString())
                .as("asking again does not make the wait younger")
                .isEqualTo(asked);

        tab.answer(tab.say(contact, "在的"));
        tab.topic(
                "contact", d -> d.path("lastLine").path("text").asString("").equals("在的") && !d.has("unansweredSince"));
        attention.forget(contact);
        assertThat(card(agent, contact).has("unansweredSince")).isFalse();
    }

    @Test
    void nameThatAVisitorGaveIsShownAsSaidAndNeverAsIdentified() {
        var agent = person(Role.AGENT);
        var supervisor = person(Role.SUPERVISOR);
        var tab = tab(agent);
        var contact = bank.waiting(place, "你好");
        chat(contact, "小王");
        assertThat(supervisor
                        .get("/api/v1/floor")
                        .body()
                        .path("queues")
                        .get(0)
                        .path("waitingContacts")
                        .get(0)
                        .path("said")
                        .asString())
                .isEqualTo("小王");
        agent.ready();
        var offer = tab.topic("offer", d -> d.path("contact").asString().equals(contact.toString()));
        assertThat(offer.path("customer").path("said").asString()).isEqualTo("小王");
        assertThat(offer.path("customer").has("name")).isFalse();
        agent.post("/api/v1/offers/" + offer.path("id").asString() + "/accept", Map.of());
        var customer = card(agent, contact).path("customer");
        assertThat(customer.path("said").asString()).isEqualTo("小王");
        assertThat(customer.path("identified").asBoolean()).isFalse();
        assertThat(customer.has("name")).isFalse();
    }

    @Test
    void cardOfAWatchedContactFollowsItBesideThoseOfOnesOwn() {
        var agent = person(Role.AGENT);
        var supervisor = person(Role.SUPERVISOR);
        var contact = serving(agent, tab(agent), "我要投诉");
        var tab = tab(supervisor);
        supervisor.post("/api/v1/contacts/" + contact + "/watch", Map.of("on", true));
        tab.topic("watched", d -> d.path("id").asString().equals(contact.toString()));
        bank.says(contact, "听得到吗");
        tab.topic("watched", d -> d.path("lastLine").path("text").asString("").equals("听得到吗"));
        assertThat(tab.numbered()).noneMatch(f -> f.path("topic").asString("").equals("contact"));

        var again = tab(supervisor);
        assertThat(again.greeting().path("watched").get(0).path("id").asString())
                .isEqualTo(contact.toString());
        assertThat(again.greeting().path("contacts").size()).isZero();

        supervisor.post("/api/v1/contacts/" + contact + "/watch", Map.of("on", false));
        assertThat(tab(supervisor).greeting().path("watched").size()).isZero();
    }

    @Test
    void wrapUpIsToldWithTheNameOfItsCode() {
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        var contact = serving(agent, tab, "谢谢");
        var code = agent.get("/api/v1/wrap-up-codes").body().get(0);
        agent.post("/api/v1/contacts/" + contact + "/end", Map.of());
        agent.post(
                "/api/v1/contacts/" + contact + "/wrap-up",
                Map.of("code", code.path("key").asString()));
        var told = tab.event("wrapped-up");
        assertThat(told.path("code").asString()).isEqualTo(code.path("key").asString());
        assertThat(told.path("codeName").path("zh").asString())
                .isNotBlank()
                .isEqualTo(code.path("name").path("zh").asString());
    }

    private JsonNode card(Person person, UUID contact) {
        return person.get("/api/v1/contacts/" + contact).body();
    }

    /** What the chat keeps beside a contact that came through a widget. */
    private void chat(UUID contact, @Nullable String name) {
        JdbcClient.create(database.owner())
                .sql("""
                        insert into chat.conversation (contact, institution, visitor, queue, grace_seconds, visitor_name)
                        values (?, ?, ?, ?, 60, ?)
                        """)
                .param(contact)
                .param(place.path().value())
                .param(UUID.randomUUID())
                .param(place.queue())
                .param(name == null ? null : cipher.encrypt(name, "conversation-name:" + contact))
                .update();
    }
}
