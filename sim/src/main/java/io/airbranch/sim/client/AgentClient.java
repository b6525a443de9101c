package io.airbranch.sim.client;

import io.airbranch.sim.wire.Link;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An agent's console without a screen: docs/flows/live-stream.md as a program. Calls block; the stream's ear must not. */
public final class AgentClient extends Line {

    /** What the console shows; called on the sockets' thread. */
    public interface Ear {
        /** Also for the offers of a snapshot. */
        default void offered(AgentClient agent, JsonNode offer) {}

        /** Each event of a contact once, in order. */
        default void event(AgentClient agent, JsonNode event) {}

        /** Every other topic, and {@code snapshot}. */
        default void topic(AgentClient agent, String topic, JsonNode data) {}
    }

    private static final ExecutorService CALLS = Executors.newVirtualThreadPerTaskExecutor();

    private final Centre centre;
    private final String username;
    private final Browser browser;
    private final Ear ear;
    private final Map<String, Long> lastOfContact = new ConcurrentHashMap<>();
    private volatile @Nullable String stream;
    private volatile long seq;
    private final AtomicInteger holes = new AtomicInteger();
    private final AtomicInteger snapshots = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();

    public AgentClient(Centre centre, String username, Ear ear) {
        this.centre = centre;
        this.username = username;
        this.browser = new Browser(centre);
        this.ear = ear;
    }

    /** A second tab of the same person: the same session, a stream of its own. */
    public AgentClient(AgentClient sameSession, Ear ear) {
        this.centre = sameSession.centre;
        this.username = sameSession.username;
        this.browser = sameSession.browser;
        this.ear = ear;
    }

    public String username() {
        return username;
    }

    public void signIn(String password) {
        browser.signIn(username, password);
    }

    /** The first time, with the temporary password that the administrator has set. */
    public void signInFirst(String temporary, String password) {
        browser.signIn(username, temporary, password);
    }

    public Browser api() {
        return browser;
    }

    /** Numbers missing on the stream. Must stay 0. */
    public int holes() {
        return holes.get();
    }

    public int snapshots() {
        return snapshots.get();
    }

    public int repeated() {
        return repeated.get();
    }

    public void become(String state, @Nullable String reason) {
        browser.put("/me/presence", Json.object("state", state, "reason", reason));
    }

    public CompletableFuture<JsonNode> accept(String offer) {
        return later(() -> browser.post("/offers/" + offer + "/accept", null));
    }

    public CompletableFuture<JsonNode> say(String contact, String text) {
        return say(id(), contact, text);
    }

    public CompletableFuture<JsonNode> say(String id, String contact, String text) {
        return act(id, sayFrame(id, contact, text));
    }

    /** Says the same under the same id once more, as a console does that never got the answer. */
    public void repeat(String id, String contact, String text) {
        send(sayFrame(id, contact, text));
    }

    private static String sayFrame(String id, String contact, String text) {
        return Json.write(Map.of("type", "say", "id", id, "contact", contact, "text", text));
    }

    public void typing(String contact, boolean on) {
        send(Json.write(Map.of("type", "typing", "contact", contact, "on", on)));
    }

    public void read(String contact, long upTo) {
        send(Json.write(Map.of("type", "read", "contact", contact, "seq", upTo)));
    }

    public JsonNode end(String contact) {
        return browser.post("/contacts/" + contact + "/end", null);
    }

    public JsonNode askSolved(String contact) {
        return browser.post("/contacts/" + contact + "/ask-solved", null);
    }

    public JsonNode wrapUp(String contact, String code) {
        return browser.post("/contacts/" + contact + "/wrap-up", Map.of("code", code));
    }

    public <T> CompletableFuture<T> later(java.util.function.Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, CALLS);
    }

    @Override
    protected Link dial() {
        return centre.live(browser.cookies(), this);
    }

    @Override
    protected Object hello() {
        return Json.object(
                "type", "hello", "protocol", 1, "resume", stream == null ? null : Map.of("stream", stream, "seq", seq));
    }

    @Override
    protected boolean heard(String type, JsonNode frame) {
        switch (type) {
            case "snapshot" -> {
                snapshots.incrementAndGet();
                stream = frame.path("stream").asString("");
                seq = frame.path("seq").asLong();
                snapshot(frame);
                return true;
            }
            case "resumed" -> {
                return true;
            }
            case "" -> numbered(frame);
            default -> {}
        }
        return false;
    }

    private void numbered(JsonNode frame) {
        long number = frame.path("seq").asLong();
        if (number <= seq) {
            repeated.incrementAndGet();
            return;
        }
        if (number != seq + 1) {
            holes.incrementAndGet();
        }
        seq = number;
        var topic = frame.path("topic").asString("");
        var data = frame.path("data");
        switch (topic) {
            case "offer" -> ear.offered(this, data);
            case "event" -> event(data);
            default -> ear.topic(this, topic, data);
        }
    }

    private void snapshot(JsonNode frame) {
        ear.topic(this, "snapshot", frame);
        for (var offer : frame.path("offers")) {
            ear.offered(this, offer);
        }
        for (var card : frame.path("contacts")) {
            var contact = card.path("id").asString("");
            if (card.path("lastSeq").asLong() > lastOfContact.getOrDefault(contact, 0L)) {
                fetch(contact);
            }
        }
    }

    /** Fills what the stream did not bring, off the sockets' thread. */
    public void fetch(String contact) {
        var filled = later(() -> {
            long after = lastOfContact.getOrDefault(contact, 0L);
            var more = true;
            while (more) {
                var page = browser.get("/contacts/" + contact + "/events?after=" + after + "&limit=200");
                for (var event : page.path("events")) {
                    after = Math.max(after, event.path("seq").asLong());
                    take(contact, event);
                }
                more = page.path("more").asBoolean(false);
            }
            return after;
        });
        filled.exceptionally(fault -> {
            System.err.println(username + " could not fetch contact " + contact + ": " + fault.getMessage());
            return 0L;
        });
    }

    private void event(JsonNode event) {
        var contact = event.path("contact").asString("");
        long number = event.path("seq").asLong();
        var last = lastOfContact.get(contact);
        // A contact that is new here begins wherever the stream begins: its past is fetched by who wants it.
        if (last != null && number > last + 1) {
            fetch(contact);
            return;
        }
        take(contact, event);
    }

    private void take(String contact, JsonNode event) {
        synchronized (lastOfContact) {
            long number = event.path("seq").asLong();
            if (number <= lastOfContact.getOrDefault(contact, 0L)) {
                return;
            }
            lastOfContact.put(contact, number);
        }
        ear.event(this, event);
    }
}
