package io.airbranch.sim.client;

import io.airbranch.sim.wire.Link;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A customer's widget without a page: docs/flows/web-chat.md as a program. */
public final class CustomerClient extends Line {

    /** What the customer sees; called on the sockets' thread. */
    public interface Ear {
        /** Each visible event of the conversation once, in order. */
        default void event(CustomerClient customer, JsonNode event) {}

        /** {@code waiting}, {@code typing}, {@code read}, {@code colleague}. */
        default void signal(CustomerClient customer, String type, JsonNode frame) {}
    }

    private final Centre centre;
    private final String widget;
    private final String language;
    private final Ear ear;
    private volatile @Nullable String visitor;
    private volatile @Nullable String conversation;
    private volatile long last;
    private volatile boolean ended;
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger gaps = new AtomicInteger();

    public CustomerClient(Centre centre, String widget, String language, Ear ear) {
        this.centre = centre;
        this.widget = widget;
        this.language = language;
        this.ear = ear;
    }

    public Optional<String> conversation() {
        return Optional.ofNullable(conversation);
    }

    public Optional<String> visitor() {
        return Optional.ofNullable(visitor);
    }

    public boolean ended() {
        return ended;
    }

    /** Events that came again over the same connection's history (after a resume this is lawful, and they are left out). */
    public int repeated() {
        return repeated.get();
    }

    /** How often an event named a predecessor that was not held. */
    public int gaps() {
        return gaps.get();
    }

    public CompletableFuture<JsonNode> start(@Nullable String topic, @Nullable String name, @Nullable String text) {
        var id = id();
        ended = false;
        return act(id, Json.write(Json.object("type", "start", "id", id, "topic", topic, "name", name, "text", text)));
    }

    public CompletableFuture<JsonNode> say(String text) {
        return say(id(), text);
    }

    public CompletableFuture<JsonNode> say(String id, String text) {
        return act(id, sayFrame(id, text));
    }

    /** Says the same under the same id once more, as a client does that never got the answer. */
    public void repeat(String id, String text) {
        send(sayFrame(id, text));
    }

    private static String sayFrame(String id, String text) {
        return Json.write(Map.of("type", "say", "id", id, "text", text));
    }

    public void typing(boolean on) {
        send("{\"type\":\"typing\",\"on\":" + on + "}");
    }

    public void read(long seq) {
        send("{\"type\":\"read\",\"seq\":" + seq + "}");
    }

    public CompletableFuture<JsonNode> end() {
        var id = id();
        return act(id, Json.write(Map.of("type", "end", "id", id)));
    }

    public CompletableFuture<JsonNode> confirm(boolean solved) {
        var id = id();
        return act(id, Json.write(Map.of("type", "confirm", "id", id, "solved", solved)));
    }

    public void ping() {
        send("{\"type\":\"ping\"}");
    }

    @Override
    protected Link dial() {
        return centre.chat(widget, this);
    }

    @Override
    protected Object hello() {
        return Json.object(
                "type",
                "hello",
                "protocol",
                1,
                "visitor",
                visitor,
                "language",
                language,
                "page",
                centre.origin() + "/",
                "conversation",
                conversation,
                "after",
                conversation == null ? null : last);
    }

    @Override
    protected void answered(JsonNode frame) {
        if ("started".equals(frame.path("type").asString(""))) {
            adopt(frame.path("conversation").asString(""));
        }
    }

    @Override
    public void closed(int code, String reason) {
        if (code == 4401) {
            visitor = null;
            conversation = null;
            last = 0;
        }
        super.closed(code, reason);
    }

    @Override
    protected boolean heard(String type, JsonNode frame) {
        switch (type) {
            case "welcome" -> {
                visitor = frame.path("visitor").asString(visitor);
                return true;
            }
            case "event" -> event(frame);
            case "pong", "history", "conversation" -> {}
            default -> ear.signal(this, type, frame);
        }
        return false;
    }

    private void adopt(String id) {
        if (!id.equals(conversation)) {
            conversation = id;
            last = 0;
        }
    }

    private void event(JsonNode event) {
        adopt(event.path("conversation").asString(""));
        long seq = event.path("seq").asLong();
        if (seq <= last) {
            repeated.incrementAndGet();
            return;
        }
        if (event.path("prev").asLong() > last) {
            gaps.incrementAndGet();
            send("{\"type\":\"resume\",\"after\":" + last + "}");
            return;
        }
        last = seq;
        if ("ended".equals(event.path("kind").asString(""))) {
            ended = true;
        }
        ear.event(this, event);
    }
}
