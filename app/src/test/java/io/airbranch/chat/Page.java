package io.airbranch.chat;

import io.airbranch.testkit.Await;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer's page as a test plays it: sends frames, remembers what came, and may stop reading. */
final class Page implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final List<JsonNode> frames = new CopyOnWriteArrayList<>();

    /** Nanoseconds from sending to acknowledgement of what {@link #sayTimed} sent. */
    final List<Long> acked = Collections.synchronizedList(new ArrayList<>());

    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final StringBuilder part = new StringBuilder();
    private volatile int closeCode;
    private volatile boolean reading = true;
    private WebSocket socket;
    private String token;

    static Page open(int port, String widget, String origin) {
        var page = new Page();
        var builder = HTTP.newWebSocketBuilder();
        if (origin != null) {
            builder.header("Origin", origin);
        }
        page.socket = builder.buildAsync(
                        URI.create("ws://127.0.0.1:" + port + "/ws/chat?widget=" + widget), page.new Ear())
                .join();
        return page;
    }

    private final class Ear implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                var frame = JSON.readTree(part.toString());
                frames.add(frame);
                if (!sentAt.isEmpty() && frame.get("type").stringValue().equals("ack")) {
                    var at = sentAt.remove(frame.get("id").stringValue());
                    if (at != null) {
                        acked.add(System.nanoTime() - at);
                    }
                }
                part.setLength(0);
            }
            if (reading) {
                webSocket.request(1);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closeCode = statusCode;
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closeCode = closeCode == 0 ? 1006 : closeCode;
        }
    }

    JsonNode hello(String language, String visitor) {
        return hello(language, visitor, null, 0);
    }

    JsonNode hello(String language, String visitor, UUID conversation, long after) {
        send("{\"type\":\"hello\",\"protocol\":1,\"language\":\"%s\"%s%s,\"page\":\"https://bank.example/a?x=1\"}"
                .formatted(
                        language,
                        visitor == null ? "" : ",\"visitor\":\"" + visitor + "\"",
                        conversation == null ? "" : ",\"conversation\":\"" + conversation + "\",\"after\":" + after));
        var welcome = await("welcome");
        token = welcome.get("visitor").stringValue();
        return welcome;
    }

    String token() {
        return token;
    }

    UUID start(String text) {
        return start(text, null);
    }

    UUID start(String text, String topic) {
        var frame = JSON.createObjectNode().put("type", "start").put("id", id().toString());
        if (text != null) {
            frame.put("text", text);
        }
        if (topic != null) {
            frame.put("topic", topic);
        }
        send(frame.toString());
        return UUID.fromString(await("started").get("conversation").stringValue());
    }

    UUID say(String text) {
        var id = id();
        say(id, text);
        return id;
    }

    void say(UUID id, String text) {
        send(JSON.createObjectNode()
                .put("type", "say")
                .put("id", id.toString())
                .put("text", text)
                .toString());
    }

    void sayTimed(String text) {
        var id = id();
        sentAt.put(id.toString(), System.nanoTime());
        say(id, text);
    }

    static UUID id() {
        return UUID.randomUUID();
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    /** In parts, as a browser may send a long one. */
    void sendInParts(String text, int size) {
        for (int at = 0; at < text.length(); at += size) {
            int end = Math.min(text.length(), at + size);
            socket.sendText(text.substring(at, end), end == text.length()).join();
        }
    }

    void stopReading() {
        reading = false;
    }

    JsonNode await(String type) {
        return await(type, f -> true);
    }

    JsonNode await(String type, Predicate<JsonNode> which) {
        var found = new ArrayList<JsonNode>();
        Await.until(type + " comes; there are " + types(), () -> {
            frames.stream()
                    .filter(f -> f.get("type").stringValue().equals(type) && which.test(f))
                    .findFirst()
                    .ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    JsonNode awaitEvent(String kind) {
        return await("event", f -> f.get("kind").stringValue().equals(kind));
    }

    JsonNode awaitAnswer(String type, UUID id) {
        return await(type, f -> f.has("id") && f.get("id").stringValue().equals(id.toString()));
    }

    List<String> types() {
        return frames.stream().map(f -> f.get("type").stringValue()).toList();
    }

    List<JsonNode> events() {
        return frames.stream()
                .filter(f -> f.get("type").stringValue().equals("event"))
                .toList();
    }

    List<String> texts() {
        return events().stream()
                .filter(f -> f.has("text"))
                .map(f -> f.get("text").stringValue())
                .toList();
    }

    int awaitClose() {
        Await.until("the socket is closed", () -> closeCode != 0);
        return closeCode;
    }

    boolean isClosed() {
        return closeCode != 0;
    }

    /** As a line breaks: without a word. */
    void breakOff() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
