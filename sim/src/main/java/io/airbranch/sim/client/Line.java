package io.airbranch.sim.client;

import io.airbranch.sim.wire.Link;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What both sides' clients share: one socket that comes back by itself, and acts that are sent again under the same id until they are
 * answered. Protected methods are called on the sockets' thread.
 */
abstract class Line implements Link.Listener {
    private static final long FIRST_WAIT_MILLIS = 500;
    private static final long LONGEST_WAIT_MILLIS = 10_000;
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("timer").factory());

    private record Act(String frame, CompletableFuture<JsonNode> answer) {}

    private final Map<String, Act> unanswered = new LinkedHashMap<>();
    private volatile @Nullable Link link;
    private volatile boolean wanted;
    private final Object dialling = new Object();
    private volatile boolean greeted;
    private long wait = FIRST_WAIT_MILLIS;
    private CompletableFuture<JsonNode> ready = new CompletableFuture<>();
    private volatile int lastCode;
    private volatile long opened;

    protected abstract Link dial();

    /** The first frame of a connection. */
    protected abstract Object hello();

    /** Any frame that is not an answer; true if it is the answer to {@link #hello}. */
    protected abstract boolean heard(String type, JsonNode frame);

    /** Completes with the greeting of the next connection. */
    public CompletableFuture<JsonNode> connect() {
        CompletableFuture<JsonNode> result;
        synchronized (this) {
            wanted = true;
            ready = new CompletableFuture<>();
            result = ready;
        }
        dialNow();
        return result;
    }

    /** The socket breaks without goodbye and stays away until {@link #connect}. */
    public void breakLine() {
        wanted = false;
        var l = link;
        if (l != null) {
            l.breakLine();
        }
    }

    public void close() {
        wanted = false;
        var l = link;
        if (l != null) {
            l.close(1000, "");
        }
    }

    public boolean connected() {
        return greeted;
    }

    /** Code of the last close; 0 while there was none. */
    public int lastCode() {
        return lastCode;
    }

    public int unanswered() {
        synchronized (unanswered) {
            return unanswered.size();
        }
    }

    /** Sends an act now, or when the line is back; the same frame again after each break until it is answered. */
    protected CompletableFuture<JsonNode> act(String id, String frame) {
        var act = new Act(frame, new CompletableFuture<>());
        synchronized (unanswered) {
            unanswered.put(id, act);
            if (greeted) {
                send(frame);
            }
        }
        return act.answer();
    }

    /** Sends the frame again although it may have been answered: what a client does that lost the answer. */
    protected void send(String frame) {
        var l = link;
        if (l != null) {
            l.send(frame);
        }
    }

    static String id() {
        return UUID.randomUUID().toString();
    }

    @Override
    public void opened() {
        opened = System.nanoTime();
        synchronized (dialling) {
            send(Json.write(hello()));
        }
    }

    @Override
    public void text(String text) {
        var frame = Json.read(text);
        var type = frame.path("type").asString("");
        switch (type) {
            case "ack", "started" -> answer(frame, null);
            case "refused" ->
                answer(
                        frame,
                        new RefusedException(
                                frame.path("code").asString(""),
                                frame.path("message").asString("")));
            default -> {
                if (heard(type, frame)) {
                    greeted(frame);
                }
            }
        }
    }

    /** Also hears answers, before whoever waits for them. */
    protected void answered(JsonNode frame) {}

    private void answer(JsonNode frame, @Nullable RefusedException refusal) {
        answered(frame);
        Act act;
        synchronized (unanswered) {
            act = unanswered.remove(frame.path("id").asString(""));
        }
        if (act != null && refusal != null) {
            act.answer().completeExceptionally(refusal);
        } else if (act != null) {
            act.answer().complete(frame);
        }
    }

    private void greeted(JsonNode frame) {
        wait = FIRST_WAIT_MILLIS;
        synchronized (unanswered) {
            greeted = true;
            unanswered.values().forEach(act -> send(act.frame()));
        }
        ready.complete(frame);
    }

    @Override
    public void closed(int code, String reason) {
        greeted = false;
        lastCode = code;
        if (!wanted || code == 4400 || code == 4403) {
            wanted = false;
            var after =
                    opened == 0 ? "before it opened" : (System.nanoTime() - opened) / 1_000_000 + " ms after it opened";
            ready.completeExceptionally(new RefusedException("socket." + code, reason + ", " + after));
            return;
        }
        long delay =
                code == 4429 ? 30_000 : wait / 2 + ThreadLocalRandom.current().nextLong(wait / 2 + 1);
        wait = Math.min(LONGEST_WAIT_MILLIS, wait * 2);
        var retry = TIMER.schedule(this::again, delay, TimeUnit.MILLISECONDS);
        if (retry.isCancelled()) {
            wanted = false;
        }
    }

    private void again() {
        if (wanted) {
            dialNow();
        }
    }

    /** The loop may say that the socket is open before the link is here; the hello waits for it. */
    private void dialNow() {
        synchronized (dialling) {
            link = dial();
        }
    }
}
