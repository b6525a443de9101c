package io.airbranch.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.airbranch.chat.line.Lines;
import io.airbranch.contact.Contact.State;
import io.airbranch.contact.ContactEvent.AskedSolved;
import io.airbranch.contact.ContactEvent.Confirmed;
import io.airbranch.contact.ContactEvent.Ended;
import io.airbranch.contact.ContactEvent.Message;
import io.airbranch.contact.ContactEvent.Note;
import io.airbranch.shared.Name;
import io.airbranch.testkit.Await;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** docs/flows/web-chat.md, sentence by sentence, over real sockets and a real database. */
@ChatTest
class ChatProtocolTests extends ChatWorld {
    @Autowired
    Lines lines;

    @Autowired
    DataSource pool;

    @Test
    void newVisitorIsWelcomedWithATokenAndTheWidgetsSettings() {
        var page = page(widget());
        var welcome = page.hello("en", null);
        assertThat(welcome.get("visitor").stringValue()).isNotBlank();
        assertThat(welcome.get("settings").get("title").stringValue()).isEqualTo("Service");
        assertThat(welcome.get("settings").get("topics").get(0).get("label").stringValue())
                .isEqualTo("Cards");
        assertThat(welcome.get("service").get("open").booleanValue()).isTrue();
        assertThat(welcome.get("graceSeconds").intValue()).isEqualTo(120);
        assertThat(welcome.has("conversation")).isFalse();
    }

    @Test
    void whatTheCustomerSaysIsAcknowledgedStoredAndShown() {
        var page = greeted();
        var contact = page.start("我想提前还款", "cards");
        assertThat(contact(contact).state()).isEqualTo(State.WAITING);
        assertThat(contact(contact).queue()).isEqualTo(StandIns.CARD_QUEUE);
        assertThat(contact(contact).page()).isEqualTo("https://bank.example/a");
        page.await("waiting", f -> f.get("position").intValue() == 1);
        routing.join(contact);
        assertThat(page.awaitEvent("joined").get("agent").get("name").stringValue())
                .isEqualTo("小李");
        var id = page.say("<script>alert('x')</script>");
        var ack = page.awaitAnswer("ack", id);
        var line = page.await(
                "event", f -> f.has("id") && f.get("id").stringValue().equals(id.toString()));
        assertThat(line.get("seq")).isEqualTo(ack.get("seq"));
        assertThat(line.get("text").stringValue()).isEqualTo("<script>alert('x')</script>");
        assertThat(line.get("from").stringValue()).isEqualTo("customer");
        agentSays(contact, "您好");
        var answer = page.await("event", f -> f.has("author"));
        assertThat(answer.get("author").stringValue()).isEqualTo("小李");
        assertThat(answer.has("id")).isFalse();
        assertPrevChain(page.events());
    }

    @Test
    void repeatedLineGetsTheFirstAnswerAndIsStoredOnce() {
        var page = greeted();
        var contact = page.start("一");
        var id = page.say("二");
        var first = page.awaitAnswer("ack", id);
        page.frames.clear();
        page.say(id, "三");
        assertThat(page.awaitAnswer("ack", id)).isEqualTo(first);
        assertThat(linesOf(contact)).containsExactly("一", "二");
    }

    @Test
    void repeatedStartIsTheSameConversation() {
        var page = greeted();
        var frame = "{\"type\":\"start\",\"id\":\"0192f000-0000-7000-8000-000000000001\",\"text\":\"hi\"}";
        page.send(frame);
        var first = page.await("started").get("conversation");
        page.frames.clear();
        page.send(frame);
        assertThat(page.await("started").get("conversation")).isEqualTo(first);
        assertThat(linesOf(UUID.fromString(first.stringValue()))).containsExactly("hi");
    }

    @Test
    void hundredLinesDuringABreakAllAppearOnceAndInOrder() {
        var widget = widget();
        var page = page(widget);
        page.hello("zh", null);
        var contact = page.start("开始");
        routing.join(contact);
        page.awaitEvent("joined");
        var held = page.events();
        page.breakOff();
        Await.until("the server knows", () -> !conversations.customerConnected(contact));
        var expected = new ArrayList<String>();
        for (int i = 0; i < 100; i++) {
            agentSays(contact, "第 " + i + " 行");
            append(contact, new Note(StandIns.AGENT, StandIns.AGENT_NAME, "内部"));
            expected.add("第 " + i + " 行");
        }
        clock.advance(Duration.ofSeconds(10));
        var back = page(widget);
        long after = held.getLast().get("seq").longValue();
        var welcome = back.hello("zh", page.token(), contact, after);
        assertThat(welcome.get("conversation").get("state").stringValue()).isEqualTo("active");
        assertThat(welcome.get("conversation").get("agent").get("name").stringValue())
                .isEqualTo("小李");
        Await.until("all lines are there", () -> back.texts().size() >= 100);
        agentSays(contact, "还在");
        expected.add("还在");
        Await.until("the last line is there", () -> back.texts().contains("还在"));
        assertThat(back.texts()).containsExactlyElementsOf(expected);
        var all = new ArrayList<>(held);
        all.addAll(back.events());
        assertPrevChain(all);
    }

    @Test
    void bothTabsOfAVisitorGetEverything() {
        var widget = widget();
        var first = page(widget);
        first.hello("zh", null);
        var second = page(widget);
        second.hello("en", first.token());
        var contact = first.start("一");
        assertThat(second.await("started").get("conversation").stringValue()).isEqualTo(contact.toString());
        var id = second.say("二");
        first.await("event", f -> f.has("id") && f.get("id").stringValue().equals(id.toString()));
        routing.join(contact);
        assertThat(first.awaitEvent("joined").get("agent").get("name").stringValue())
                .isEqualTo("小李");
        assertThat(second.awaitEvent("joined").get("agent").get("name").stringValue())
                .isEqualTo("Li");
        assertThat(second.texts()).containsExactlyElementsOf(first.texts());
        first.breakOff();
        agentSays(contact, "三");
        second.await("event", f -> f.has("text") && f.get("text").stringValue().equals("三"));
        assertThat(conversations.customerConnected(contact)).isTrue();
    }

    @Test
    void strangersTokenAndForeignInstitutionsTokenOpenNothing() {
        var page = greeted();
        var contact = page.start("秘密");
        var stranger = page(widget());
        stranger.send("{\"type\":\"hello\",\"protocol\":1,\"language\":\"zh\",\"visitor\":\"made-up\"}");
        assertThat(stranger.awaitClose()).isEqualTo(4401);
        var foreign = page(widget(StandIns.OTHER_BANK).key());
        foreign.send("{\"type\":\"hello\",\"protocol\":1,\"language\":\"zh\",\"visitor\":\"" + page.token() + "\"}");
        assertThat(foreign.awaitClose()).isEqualTo(4401);
        var other = greeted();
        other.send("{\"type\":\"open\",\"conversation\":\"" + contact + "\"}");
        assertThat(other.await("refused").get("code").stringValue()).isEqualTo("conversation.unknown");
        assertThat(other.texts()).isEmpty();
    }

    @Test
    void onlyPagesThatTheWidgetAllowsMayCarryIt() {
        assertThat(page(widget(), "https://evil.example").awaitClose()).isEqualTo(4403);
        assertThat(page(widget(), null).awaitClose()).isEqualTo(4403);
        assertThat(page("no-such-widget").awaitClose()).isEqualTo(4403);
    }

    @Test
    void malformedOutOfOrderAndForeignVersionsAreCut() {
        for (var wrong : List.of(
                "no json",
                "[]",
                "{\"type\":\"dance\"}",
                "{\"type\":\"say\",\"id\":\"1\",\"text\":\"x\"}",
                "{\"type\":\"say\",\"id\":\"0192f000-0000-7000-8000-000000000001\",\"text\":7}",
                "{\"type\":\"hello\",\"protocol\":1,\"language\":\"zh\"}")) {
            var page = greeted();
            page.send(wrong);
            assertThat(page.awaitClose()).as(wrong).isEqualTo(4400);
        }
        var early = page(widget());
        early.send("{\"type\":\"ping\"}");
        assertThat(early.awaitClose()).isEqualTo(4400);
        var modern = page(widget());
        modern.send("{\"type\":\"hello\",\"protocol\":2,\"language\":\"zh\"}");
        assertThat(modern.awaitClose()).isEqualTo(4400);
    }

    @Test
    void longFrameArrivesWholeAndOneOverTheLimitIsCut() {
        var page = greeted();
        page.start("开始");
        var longest = "长".repeat(4_000);
        page.sendInParts(
                "{\"type\":\"say\",\"id\":\"0192f000-0000-7000-8000-000000000009\",\"text\":\"" + longest + "\"}", 700);
        page.await("event", f -> f.has("text") && f.get("text").stringValue().equals(longest));
        var refusedId = page.say("长".repeat(4_001));
        assertThat(page.awaitAnswer("refused", refusedId).get("code").stringValue())
                .isEqualTo("text.too-long");
        page.sendInParts("{\"type\":\"ping\",\"x\":\"" + "x".repeat(70_000) + "\"}", 8_000);
        assertThat(page.awaitClose()).isEqualTo(1009);
    }

    @Test
    void floodIsCutButAHurriedTyperIsNot() {
        var page = greeted();
        IntStream.range(0, 150).forEach(i -> page.send("{\"type\":\"ping\"}"));
        Await.until(
                "all are answered",
                () -> page.types().stream().filter("pong"::equals).count() == 150);
        IntStream.range(0, 60).forEach(i -> {
            if (!page.isClosed()) {
                page.send("{\"type\":\"ping\"}");
            }
        });
        assertThat(page.awaitClose()).isEqualTo(4429);
    }

    @Test
    void lineTypingAndReadMarksTravelBothWays() {
        var page = greeted();
        var contact = page.start("一");
        routing.join(contact);
        page.awaitEvent("joined");
        conversations.agentTyping(contact, true);
        assertThat(page.await("typing").get("on").booleanValue()).isTrue();
        conversations.agentRead(contact, 2);
        assertThat(page.await("read").get("seq").longValue()).isEqualTo(2);
        conversations.agentLine(contact, false);
        assertThat(page.await("colleague").get("state").stringValue()).isEqualTo("reconnecting");
        page.send("{\"type\":\"read\",\"seq\":999999}");
        long last = contact(contact).lastShown();
        Await.until(
                "the mark is kept, but not beyond what there is", () -> conversations.customerRead(contact) == last);
    }

    @Test
    void customerEndsAndConfirmsAndFindsItInTheHistory() {
        var page = greeted();
        var contact = page.start("问题", "cards");
        assertThat(contact(contact).topic()).as("what colleagues read").isEqualTo("信用卡");
        routing.join(contact);
        page.awaitEvent("joined");
        append(contact, new AskedSolved(StandIns.AGENT));
        page.awaitEvent("asked-solved");
        page.send("{\"type\":\"end\",\"id\":\"0192f000-0000-7000-8000-000000000002\"}");
        assertThat(page.awaitEvent("ended").get("reason").stringValue()).isEqualTo("customer");
        Await.until("it waits for nobody any more", () -> routing.withdrawn.contains(contact));
        var late = page.say("还有");
        assertThat(page.awaitAnswer("refused", late).get("code").stringValue()).isEqualTo("contact.ended");
        page.send(
                "{\"type\":\"confirm\",\"id\":\"0192f000-0000-7000-8000-000000000003\",\"solved\":false,\"comment\":\"没有\"}");
        page.awaitEvent("confirmed");
        assertThat(stored(contact)).anyMatch(r -> r.event().equals(new Confirmed(false, "没有")));
        page.send("{\"type\":\"history\"}");
        var past = page.await("history").get("conversations").get(0);
        assertThat(past.get("id").stringValue()).isEqualTo(contact.toString());
        assertThat(past.get("topic").stringValue()).isEqualTo("信用卡");
        assertThat(past.get("lastLine").stringValue()).isEqualTo("问题");
        page.send("{\"type\":\"open\",\"conversation\":\"" + contact + "\"}");
        assertThat(page.await("conversation").get("events").size()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void conversationIsKeptForTheGraceAndThenEndsAsAbandonedOrCustomerGone() {
        var widget = widget();
        var waiting = page(widget);
        waiting.hello("zh", null);
        var waitingContact = waiting.start("等");
        var served = page(widget);
        served.hello("zh", null);
        var servedContact = served.start("聊");
        routing.join(servedContact);
        served.awaitEvent("joined");
        waiting.breakOff();
        served.breakOff();
        Await.until(
                "the server knows",
                () -> !conversations.customerConnected(waitingContact)
                        && !conversations.customerConnected(servedContact));
        clock.advance(Duration.ofSeconds(119));
        var back = page(widget);
        back.hello("zh", served.token());
        clock.advance(Duration.ofSeconds(2));
        Await.until(
                "the one who stayed away is given up",
                () -> !contact(waitingContact).live());
        assertThat(contact(waitingContact).endReason()).isEqualTo(Ended.Reason.ABANDONED);
        assertThat(contact(servedContact).live()).isTrue();
        back.breakOff();
        Await.until("the server knows", () -> !conversations.customerConnected(servedContact));
        clock.advance(Duration.ofSeconds(121));
        Await.until("the other one too", () -> !contact(servedContact).live());
        assertThat(contact(servedContact).endReason()).isEqualTo(Ended.Reason.CUSTOMER_GONE);
    }

    @Test
    void aWidgetThatSpeaksOneLanguageAnswersEveryWishInIt() {
        var english = widget(StandIns.BANK, StandIns.QUEUE, List.of("en"), null);
        var welcome = page(english.key()).hello("zh", null);
        assertThat(welcome.get("language").stringValue()).isEqualTo("en");
        assertThat(welcome.get("settings").get("title").stringValue()).isEqualTo("Service");
    }

    @Test
    void whatStandsThereWhileClosedIsTheQueuesElseTheWidgetsElseOurs() {
        var plain = widget(StandIns.BANK, StandIns.NIGHT_QUEUE, Widget.LANGUAGES, null);
        var own = widget(StandIns.BANK, StandIns.NIGHT_QUEUE, Widget.LANGUAGES, Name.of("组件说", "The widget says"));
        assertThat(notice(plain)).contains("不在服务时间");
        assertThat(notice(own)).isEqualTo("组件说");
        queues.nightMessage = Name.of("队列说", "The queue says");
        try {
            assertThat(notice(own)).isEqualTo("队列说");
            var page = page(own.key());
            page.hello("zh", null);
            page.start("请明天回电", null);
            var said = page.await(
                    "event", f -> f.has("from") && f.get("from").stringValue().equals("system"));
            assertThat(said.get("text").stringValue()).startsWith("队列说\n").contains("留言");
        } finally {
            queues.nightMessage = null;
        }
    }

    private String notice(Widget widget) {
        return page(widget.key()).hello("zh", null).get("service").get("notice").stringValue();
    }

    @Test
    void messageLeftAtNightIsKeptAndPlacedInTheMorningAlthoughTheCustomerIsGone() {
        var page = greeted();
        var contact = page.start("请明天回电", "night");
        var notice = page.await(
                "event", f -> f.has("from") && f.get("from").stringValue().equals("system"));
        assertThat(notice.get("text").stringValue()).contains("3月3日 09:00").contains("留言");
        assertThat(contact(contact).state()).isEqualTo(State.OPEN);
        page.breakOff();
        Await.until("the server knows", () -> !conversations.customerConnected(contact));
        clock.advance(Duration.ofHours(10));
        queues.nightOpen = true;
        try {
            Await.until("it waits", () -> contact(contact).state() == State.WAITING);
        } finally {
            queues.nightOpen = false;
        }
    }

    @Test
    void fullQueueIsSaidInTheVisitorsLanguage() {
        var page = page(widget());
        page.hello("en", null);
        page.send("{\"type\":\"start\",\"id\":\"0192f000-0000-7000-8000-000000000004\",\"topic\":\"full\"}");
        var refused = page.await("refused");
        assertThat(refused.get("code").stringValue()).isEqualTo("queue.full");
        assertThat(refused.get("message").stringValue()).startsWith("Too many people");
    }

    @Test
    void slowReaderIsCutWhileAnotherGetsEverything() {
        var widget = widget();
        var quick = page(widget);
        quick.hello("zh", null);
        var slow = page(widget);
        slow.hello("zh", quick.token());
        var contact = quick.start("开始");
        slow.await("started");
        routing.join(contact);
        slow.stopReading();
        var text = "很长的回复".repeat(700);
        int lines = 0;
        while (conversationsSockets(contact) > 1 && lines < 4_000) {
            agentSays(contact, text);
            lines++;
        }
        int said = lines;
        assertThat(said).as("lines until the slow one was cut").isLessThan(4_000);
        Await.until(
                "the quick one has all " + said,
                Duration.ofSeconds(60),
                () -> quick.texts().size() == said + 1);
        assertThat(quick.isClosed()).isFalse();
    }

    @Test
    void databaseThatIsAwayIsToldAndWhatIsSentAgainAfterwardsIsThereOnce() throws SQLException {
        var page = greeted();
        var contact = page.start("前");
        page.awaitEvent("queued");
        database.allowConnections(false);
        var id = page.say("中");
        JsonNode refused;
        try {
            refused = page.awaitAnswer("refused", id);
        } finally {
            database.allowConnections(true);
        }
        assertThat(refused.get("code").stringValue()).isEqualTo("storage.unavailable");
        assertThat(refused.get("values").get("retryAfterSeconds").intValue()).isPositive();
        assertThat(refused.get("message").stringValue()).contains("自动重试");
        Await.until("it is taken", () -> {
            page.say(id, "中");
            return page.frames.stream()
                    .anyMatch(f -> f.get("type").stringValue().equals("ack")
                            && f.get("id").stringValue().equals(id.toString()));
        });
        // Readers would meet the rest of the cut connections one by one.
        pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        assertThat(linesOf(contact)).containsExactly("前", "中");
        Await.until("the page sees it", () -> page.texts().equals(List.of("前", "中")));
    }

    private int conversationsSockets(UUID contact) {
        var line = lines.ofContact(contact);
        return line == null ? 0 : line.sockets().size();
    }

    private List<String> linesOf(UUID contact) {
        return stored(contact).stream()
                .map(r -> r.event())
                .filter(Message.class::isInstance)
                .map(e -> ((Message) e).text())
                .toList();
    }

    private static void assertPrevChain(List<JsonNode> events) {
        long last = 0;
        for (var event : events) {
            assertThat(event.get("prev").longValue()).as(event.toString()).isEqualTo(last);
            last = event.get("seq").longValue();
        }
    }
}
