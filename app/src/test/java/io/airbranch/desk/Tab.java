package io.airbranch.desk;

import io.airbranch.testkit.Await;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One tab's live stream: keeps every frame, waits for the one that is claimed. */
final class Tab implements AutoCloseable {
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private final WebSocket socket;

    Tab(HttpClient http, int port, String cookies, String origin) {
        socket = http.newWebSocketBuilder()
                .header("Cookie", cookies)
                .header("Origin", origin)
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws/live"), new Listener())
                .join();
    }

    void hello(@Nullable String stream, long seq) {
        var hello = new TreeMap<String, Object>(Map.of("type", "hello", "protocol", 1));
        if (stream != null) {
            hello.put("resume", Map.of("stream", stream, "seq", seq));
        }
        send(hello);
        first(f -> List.of("snapshot", "resumed").contains(f.path("type").asString("")), "an answer to hello");
    }

    Tab send(Map<String, ?> frame) {
        return sendText(Person.JSON.writeValueAsString(frame));
    }

    Tab sendText(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    String say(UUID contact, String text) {
        return write("say", contact, text);
    }

    String write(String type, UUID contact, String text) {
        var id = UUID.randomUUID().toString();
        send(Map.of("type", type, "id", id, "contact", contact, "text", text));
        return id;
    }

    JsonNode greeting() {
        return frames.getFirst();
    }

    String stream() {
        return greeting().path("stream").asString();
    }

    List<JsonNode> frames() {
        return frames;
    }

    List<JsonNode> numbered() {
        return frames.stream().filter(f -> f.has("topic")).toList();
    }

    long last() {
        return numbered().stream().mapToLong(f -> f.path("seq").asLong()).max().orElse(0);
    }

    JsonNode topic(String topic, Predicate<JsonNode> claim) {
        return first(f -> f.path("topic").asString("").equals(topic) && claim.test(f.path("data")), topic)
                .path("data");
    }

    JsonNode event(String kind) {
        return topic("event", d -> d.path("kind").asString("").equals(kind));
    }

    /** The ack or refusal of a line. */
    JsonNode answer(String id) {
        return first(f -> f.path("id").asString("").equals(id) && f.has("type"), "an answer to " + id);
    }

    JsonNode first(Predicate<JsonNode> claim, String what) {
        var found = new ArrayList<JsonNode>();
        Await.until("the tab sees " + what + " among " + frames, () -> {
            frames.stream().filter(claim).findFirst().ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    /** Everything sent before this is there: an own ping comes back after it. */
    Tab settle() {
        long pongs = pongs();
        send(Map.of("type", "ping"));
        Await.until("the pong is there", () -> pongs() > pongs);
        return this;
    }

    private long pongs() {
        return frames.stream()
                .filter(f -> f.path("type").asString("").equals("pong"))
                .count();
    }

    int closeCode() {
        Await.until("the socket is closed", () -> closed.get() != 0);
        return closed.get();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(Person.JSON.readTree(text.toString()));
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closed.set(code);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.compareAndSet(0, 1006);
        }
    }
}
