package io.airbranch.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airbranch.access.Role;
import io.airbranch.access.SessionEnded;
import io.airbranch.agent.Agents;
import io.airbranch.agent.Presence;
import io.airbranch.desk.stream.Streams;
import io.airbranch.shared.db.Scope;
import io.airbranch.testkit.Await;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import tools.jackson.databind.JsonNode;

class LiveStreamTests extends DeskTest {
    @Autowired
    Streams streams;

    @Autowired
    Agents agents;

    @Autowired
    ApplicationEventPublisher events;

    @Test
    void offerAcceptanceLinesAndCaseReachTheConsoleInOrder() {
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        assertThat(tab.greeting().path("type").asString()).isEqualTo("snapshot");
        assertThat(tab.greeting().path("me").path("presence").path("reason").asString())
                .isEqualTo("arrived");

        agent.ready();
        var contact = bank.waiting(place, "我的卡丢了");
        var offer = tab.topic("offer", d -> d.path("contact").asString().equals(contact.toString()));
        assertThat(offer.path("firstLine").asString()).isEqualTo("我的卡丢了");
        var card = agent.post("/api/v1/offers/" + offer.path("id").asString() + "/accept", Map.of());
        assertThat(card.body().path("state").asString()).isEqualTo("active");
        assertThat(tab.topic("offer-ended", d -> true).path("reason").asString())
                .isEqualTo("accepted");

        var ack = tab.answer(tab.say(contact, "您好"));
        assertThat(ack.path("type").asString()).isEqualTo("ack");
        var said = tab.topic("event", d -> d.path("text").asString("").equals("您好"));
        assertThat(said.path("seq").asLong()).isEqualTo(ack.path("seq").asLong());
        tab.topic("contact", d -> d.path("case").path("title").asString("").equals("我的卡丢了"));

        bank.says(contact, "在吗");
        tab.topic(
                "contact",
                d -> d.path("lastLine").path("text").asString("").equals("在吗")
                        && d.path("unread").asInt() > 0);
        var line = tab.topic("event", d -> d.path("text").asString("").equals("在吗"));
        tab.send(Map.of(
                "type", "read", "contact", contact, "seq", line.path("seq").asLong()));
        tab.topic(
                "contact",
                d -> d.path("lastLine").path("text").asString("").equals("在吗")
                        && d.path("unread").asInt() == 0);

        assertThat(tab.numbered()).extracting(f -> f.path("seq").asLong()).isEqualTo(oneTo(tab.last()));
        var seqs = tab.numbered().stream()
                .filter(f -> f.path("topic").asString().equals("event"))
                .map(f -> f.path("data").path("seq").asLong())
                .toList();
        assertThat(seqs).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aTabThatComesBackGetsWhatItMissedAndNothingTwice() {
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        var contact = serving(agent, tab, "第一句");
        tab.topic("contact", d -> d.has("case"));
        long held = tab.last();
        tab.close();
        bank.says(contact, "断线时说的话");

        var back = kept(agent.tab(tab.stream(), held));
        assertThat(back.greeting().path("type").asString()).isEqualTo("resumed");
        assertThat(back.stream()).isEqualTo(tab.stream());
        back.topic("event", d -> d.path("text").asString("").equals("断线时说的话"));
        back.settle();
        assertThat(back.numbered().getFirst().path("seq").asLong()).isEqualTo(held + 1);
        assertThat(back.numbered())
                .filteredOn(f -> f.path("data").path("text").asString("").equals("断线时说的话"))
                .hasSize(1);
        assertThat(back.numbered())
                .extracting(f -> f.path("seq").asLong())
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void aPlaceThatTheServerDoesNotKnowIsAnsweredWithASnapshot() {
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        var contact = serving(agent, tab, "还在吗");
        var ahead = kept(agent.tab(tab.stream(), 1_000_000));
        var unknown = kept(agent.tab(UUID.randomUUID().toString(), 1));
        for (var fresh : List.of(ahead, unknown)) {
            assertThat(fresh.greeting().path("type").asString()).isEqualTo("snapshot");
            assertThat(fresh.stream()).isNotEqualTo(tab.stream());
            assertThat(fresh.greeting().path("contacts").get(0).path("id").asString())
                    .isEqualTo(contact.toString());
        }
    }

    @Test
    void anotherOperatorsStreamIsNeverResumed() {
        var first = tab(person(Role.AGENT));
        var other = kept(person(Role.AGENT).tab(first.stream(), 0));
        assertThat(other.greeting().path("type").asString()).isEqualTo("snapshot");
        assertThat(other.stream()).isNotEqualTo(first.stream());
    }

    @Test
    void twoTabsShowTheSameAndTheAgentIsThereWhileOneIsOpen() {
        var agent = person(Role.AGENT);
        var left = tab(agent);
        var right = tab(agent);
        var contact = serving(agent, left, "你好");
        right.event("joined");
        right.answer(right.say(contact, "来自右边"));
        left.topic("event", d -> d.path("text").asString("").equals("来自右边"));

        left.close();
        right.settle();
        assertThat(presence(agent)).isEqualTo(Presence.State.READY);
        right.close();
        Await.until("the agent is lost", () -> presence(agent) == Presence.State.LOST);
        var back = tab(agent);
        Await.until("the agent is what he was", () -> presence(agent) == Presence.State.READY);
        assertThat(back.greeting().path("contacts").size()).isEqualTo(1);
    }

    private Presence.State presence(Person agent) {
        return Scope.within(Scope.system(), () -> agents.presenceOf(agent.operator.id()))
                .state();
    }

    @Test
    void aSlowReaderIsCutAndNobodyElseNotices() throws IOException {
        var slow = person(Role.SUPERVISOR);
        var quick = person(Role.AGENT);
        var tab = tab(quick);
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setReceiveBufferSize(4096);
            shakeHandsAndSayHello(socket, slow);
            Await.until("the slow one's stream is there", () -> streams.any(slow.operator.id()));
            var big = "x".repeat(100_000);
            for (int i = 0; i < 120; i++) {
                streams.push(slow.operator.id(), "notice", Map.of("text", big));
            }
            tab.settle();
            Await.until("the slow one is cut", () -> cut(socket));
        }
        assertThat(tab.settle().frames()).isNotEmpty();
    }

    /** Reads what had been sent; true at the end of the stream, which comes although far less was sent than pushed. */
    private static boolean cut(Socket socket) {
        try {
            socket.setSoTimeout(2_000);
            long read = 0;
            var buffer = new byte[65_536];
            for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
                read += n;
            }
            return read < 12_000_000;
        } catch (IOException e) {
            return true;
        }
    }

    private static void shakeHandsAndSayHello(Socket socket, Person person) throws IOException {
        var request = "GET /ws/live HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: " + person.base() + "\r\nCookie: "
                + person.cookieHeader() + "\r\n\r\n";
        var out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        var hello = "{\"type\":\"hello\",\"protocol\":1}".getBytes(StandardCharsets.US_ASCII);
        out.write(new byte[] {(byte) 0x81, (byte) (0x80 | hello.length), 0, 0, 0, 0});
        out.write(hello);
        out.flush();
    }

    @Test
    void aForeignInstitutionHearsAndReachesNothing() {
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        var elsewhere = bank.found();
        var stranger = person(elsewhere, Role.SUPERVISOR);
        var strangersTab = tab(stranger);
        strangersTab.send(Map.of("type", "watch", "floor", true));
        var contact = serving(agent, tab, "秘密");
        tab.answer(tab.say(contact, "只给您"));

        var refused = strangersTab.answer(strangersTab.say(contact, "让我看看"));
        assertThat(refused.path("code").asString()).isEqualTo("contact.not-yours");
        for (var path : List.of("", "/events")) {
            assertThat(stranger.get("/api/v1/contacts/" + contact + path).status())
                    .as(path)
                    .isEqualTo(404);
        }
        for (var act : List.of("watch", "step-in", "step-out", "move", "end", "ask-solved")) {
            var body = act.equals("watch")
                    ? Map.<String, Object>of("on", true)
                    : act.equals("move")
                            ? Map.<String, Object>of("queue", elsewhere.queue())
                            : Map.<String, Object>of();
            assertThat(stranger.post("/api/v1/contacts/" + contact + "/" + act, body)
                            .status())
                    .as(act)
                    .isEqualTo(404);
        }
        var caseId =
                tab.topic("contact", d -> d.has("case")).path("case").path("id").asString();
        assertThat(stranger.get("/api/v1/cases/" + caseId).status()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/floor").body().toString())
                .doesNotContain(agent.operator.id().toString());
        strangersTab.settle();
        assertThat(strangersTab.frames().toString())
                .doesNotContain("秘密", "只给您", caseId, agent.operator.id().toString());
    }

    @Test
    void aSupervisorReadsAlongAndWritesOnlyAfterSteppingIn() {
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        var supervisor = person(Role.SUPERVISOR);
        var watching = tab(supervisor);
        var contact = serving(agent, tab, "我要投诉");

        assertThat(supervisor
                        .post("/api/v1/contacts/" + contact + "/watch", Map.of("on", true))
                        .status())
                .isEqualTo(200);
        watching.event("watching");
        bank.says(contact, "你们太慢");
        watching.topic("event", d -> d.path("text").asString("").equals("你们太慢"));
        assertThat(watching.answer(watching.say(contact, "插一句")).path("code").asString())
                .isEqualTo("contact.not-yours");

        assertThat(supervisor
                        .post("/api/v1/contacts/" + contact + "/step-in", Map.of())
                        .status())
                .isEqualTo(200);
        watching.event("stepped-in");
        assertThat(watching.answer(watching.say(contact, "我是主管")).path("type").asString())
                .isEqualTo("ack");
        var line = tab.topic("event", d -> d.path("text").asString("").equals("我是主管"));
        assertThat(line.path("author").path("id").asString())
                .isEqualTo(supervisor.operator.id().toString());

        assertThat(supervisor
                        .post("/api/v1/contacts/" + contact + "/step-out", Map.of())
                        .status())
                .isEqualTo(200);
        watching.event("stepped-out");
        assertThat(watching.answer(watching.say(contact, "再插一句")).path("code").asString())
                .isEqualTo("contact.not-yours");
    }

    @Test
    void theFloorShowsOnlyChangedRowsToWhoWatchesIt() {
        var supervisor = person(Role.SUPERVISOR);
        var floor = tab(supervisor);
        floor.send(Map.of("type", "watch", "floor", true));
        var whole = floor.topic("floor", d -> d.path("queues").size() > 0);
        assertThat(whole.path("queues").get(0).path("waiting").asInt()).isZero();
        bank.waiting(place, "有人吗");
        var changed = floor.topic(
                "floor",
                d -> d.path("queues").size() > 0
                        && d.path("queues").get(0).path("waiting").asInt() == 1);
        assertThat(changed.path("queues").get(0).path("trouble").asString()).isEqualTo("act");
        assertThat(changed.path("queues").get(0).path("why").asString()).isEqualTo("nobody-ready");

        var agent = tab(person(Role.AGENT));
        agent.send(Map.of("type", "watch", "floor", true));
        JsonNode refused = agent.first(f -> f.path("type").asString("").equals("refused"), "a refusal");
        assertThat(refused.path("code").asString()).isEqualTo("floor.forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "[]",
                "{\"type\":\"shout\"}",
                "{\"type\":\"ping\",\"extra\":1}",
                "{\"type\":\"say\",\"id\":\"1\",\"contact\":\"2\",\"text\":\"x\"}",
                "{\"type\":\"typing\",\"contact\":\"01931111-0000-7000-8000-000000000000\",\"on\":\"yes\"}",
                "{\"type\":\"hello\",\"protocol\":1}",
            })
    void aMalformedFrameEndsTheSocketAndNothingElse(String frame) {
        var agent = person(Role.AGENT);
        var bad = tab(agent);
        var good = tab(agent);
        bad.sendText(frame);
        assertThat(bad.closeCode()).isEqualTo(4400);
        good.settle();
    }

    @Test
    void aLineThatIsTooLongIsRefusedAndTheSocketLives() {
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        var contact = serving(agent, tab, "长话短说");
        assertThat(tab.answer(tab.say(contact, "长".repeat(4001))).path("code").asString())
                .isEqualTo("message.too-long");
        assertThat(tab.answer(tab.say(contact, "短")).path("type").asString()).isEqualTo("ack");
    }

    @Test
    void aRepeatedLineIsRecordedOnceAndAnsweredAlike() {
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        var contact = serving(agent, tab, "你好");
        var id = UUID.randomUUID();
        var frame = Map.of("type", "say", "id", id, "contact", contact, "text", "一次");
        tab.send(frame).send(frame);
        Await.until("both are answered", () -> acks(tab, id).size() == 2);
        assertThat(acks(tab, id))
                .extracting(f -> f.path("seq").asLong())
                .containsOnly(acks(tab, id).getFirst().path("seq").asLong());
        assertThat(tab.settle().numbered())
                .filteredOn(f -> f.path("data").path("text").asString("").equals("一次"))
                .hasSize(1);
    }

    private static List<JsonNode> acks(Tab tab, UUID id) {
        return tab.frames().stream()
                .filter(f -> f.path("type").asString("").equals("ack")
                        && f.path("id").asString("").equals(id.toString()))
                .toList();
    }

    @Test
    void tooManyFramesEndTheSocket() {
        var tab = tab(person(Role.AGENT));
        for (int i = 0; i < 250; i++) {
            try {
                tab.sendText("{\"type\":\"ping\"}");
            } catch (RuntimeException closed) {
                break;
            }
        }
        assertThat(tab.closeCode()).isEqualTo(4429);
    }

    @Test
    void theEndOfTheSessionEndsItsSockets() {
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        agent.write("POST", "/sign-out", Map.of());
        assertThat(tab.closeCode()).isEqualTo(4401);
        events.publishEvent(new SessionEnded(agent.operator.id(), "another"));
    }

    @Test
    void withoutASessionOrFromAnotherOriginThereIsNoSocket() {
        var agent = person(Role.AGENT);
        try (var http = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> new Tab(http, port, "", agent.base())).hasStackTraceContaining("401");
            assertThatThrownBy(() -> new Tab(http, port, agent.cookieHeader(), "https://evil.example"))
                    .hasStackTraceContaining("403");
        }
    }

    private static List<Long> oneTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
