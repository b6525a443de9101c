package io.airbranch.sim.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.sim.wire.Link;
import io.airbranch.sim.wire.Loop;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The customer's client against a server that says what the test wants. */
class CustomerClientTests {
    private final Loop loop = new Loop();
    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private volatile Loop.@Nullable LinkBox server;
    private CustomerClient client;

    @BeforeEach
    void connect() throws InterruptedException {
        int port = loop.listen(box -> new Link.Listener() {
            @Override
            public void opened() {
                server = box;
            }

            @Override
            public void text(String text) {
                received.add(Json.read(text));
            }

            @Override
            public void closed(int code, String reason) {}
        });
        client = new CustomerClient(Centre.at("http://127.0.0.1:" + port, loop), "key", "zh", new CustomerClient.Ear() {
            @Override
            public void event(CustomerClient customer, JsonNode event) {
                shown.add(event.path("text").asString(""));
            }
        });
        var welcomed = client.connect();
        assertThat(next("hello").has("visitor")).isFalse();
        server.send("{\"type\":\"welcome\",\"visitor\":\"token\"}");
        welcomed.orTimeout(5, TimeUnit.SECONDS).join();
    }

    @AfterEach
    void stop() {
        client.close();
        loop.close();
    }

    private JsonNode next(String type) throws InterruptedException {
        var frame = received.poll(5, TimeUnit.SECONDS);
        assertThat(frame).as("a frame of type " + type).isNotNull();
        assertThat(frame.path("type").asString("")).isEqualTo(type);
        return frame;
    }

    private void event(int seq, int prev, String text) {
        server.send(Json.write(Json.object(
                "type",
                "event",
                "conversation",
                "c",
                "seq",
                seq,
                "prev",
                prev,
                "kind",
                "message",
                "from",
                "agent",
                "text",
                text)));
    }

    @Test
    void aMissingPredecessorIsAskedForAndEachEventIsShownOnceInOrder() throws InterruptedException {
        event(1, 0, "one");
        event(5, 3, "three");
        assertThat(next("resume").path("after").asLong()).isEqualTo(1);
        event(3, 1, "two");
        event(5, 3, "three");
        event(5, 3, "three");
        event(6, 5, "four");
        await("four");
        assertThat(shown).containsExactly("one", "two", "three", "four");
        assertThat(client.repeated()).isEqualTo(1);
    }

    @Test
    void anUnansweredLineIsSentAgainUnderItsIdWhenTheLineIsBack() throws InterruptedException {
        event(4, 0, "before");
        await("before");
        var answer = client.say("hello");
        var first = next("say");
        client.breakLine();
        var back = client.connect();
        var hello = next("hello");
        assertThat(hello.path("visitor").asString("")).isEqualTo("token");
        assertThat(hello.path("conversation").asString("")).isEqualTo("c");
        assertThat(hello.path("after").asLong()).isEqualTo(4);
        server.send("{\"type\":\"welcome\",\"visitor\":\"token\"}");
        back.orTimeout(5, TimeUnit.SECONDS).join();
        var second = next("say");
        assertThat(second).isEqualTo(first);
        server.send("{\"type\":\"ack\",\"id\":\"" + second.path("id").asString("") + "\",\"seq\":5}");
        assertThat(answer.orTimeout(5, TimeUnit.SECONDS).join().path("seq").asLong())
                .isEqualTo(5);
        assertThat(client.unanswered()).isZero();
    }

    private void await(String text) {
        assertThat(io.airbranch.sim.Await.upTo(java.time.Duration.ofSeconds(5), () -> shown.contains(text)))
                .isTrue();
    }
}
