package io.airbranch.desk.stream;

import io.airbranch.access.Guard;
import io.airbranch.access.Operator;
import io.airbranch.access.OperatorChanged;
import io.airbranch.access.Operators;
import io.airbranch.access.SessionEnded;
import io.airbranch.desk.stream.ConsoleWork.Written;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Outages;
import io.airbranch.shared.db.Scope;
import io.airbranch.shared.live.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * The consoles' sockets: greets, resumes or sends a snapshot, hands the console's frames on, answers them. Nothing here blocks on
 * another console: what is sent goes through each socket's bounded {@link Outbox}.
 */
@Component
class LiveSocket extends TextWebSocketHandler {
    static final String OPERATOR = "airbranch.operator";
    static final String SESSION = "airbranch.session";

    static final CloseStatus MALFORMED = new CloseStatus(4400);
    static final CloseStatus SIGNED_OUT = new CloseStatus(4401, "signed out");
    static final CloseStatus TOO_MANY = new CloseStatus(4429, "too many frames");
    private static final CloseStatus LATER = new CloseStatus(1013, "try again later");
    private static final int LARGEST_FRAME = 64 * 1024;
    private static final Duration HELLO_WITHIN = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(LiveSocket.class);

    private final Map<String, Console> consoles = new ConcurrentHashMap<>();
    private final Map<UUID, Set<Console>> byOperator = new ConcurrentHashMap<>();
    private final Set<UUID> toldPresent = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Object> presenceLocks = new ConcurrentHashMap<>();
    private final Streams streams;
    private final ConsoleWork work;
    private final Operators operators;
    private final SessionRepository<? extends Session> sessions;
    private final Guard guard;
    private final JsonMapper json;
    private final Clock clock;
    private final int bufferedFrames;
    private final int bufferedChars;

    LiveSocket(
            Streams streams,
            ConsoleWork work,
            Operators operators,
            SessionRepository<? extends Session> sessions,
            Guard guard,
            JsonMapper json,
            Clock clock,
            @Value("${airbranch.desk.stream.buffered-frames:2000}") int bufferedFrames,
            @Value("${airbranch.desk.stream.buffered-characters:4000000}") int bufferedChars) {
        this.streams = streams;
        this.work = work;
        this.operators = operators;
        this.sessions = sessions;
        this.guard = guard;
        this.json = json;
        this.clock = clock;
        this.bufferedFrames = bufferedFrames;
        this.bufferedChars = bufferedChars;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        session.setTextMessageSizeLimit(LARGEST_FRAME);
        var operator = (Operator) session.getAttributes().get(OPERATOR);
        var httpSession = (String) session.getAttributes().get(SESSION);
        if (operator == null || httpSession == null) {
            close(new Outbox(session, 1, 1), SIGNED_OUT);
            return;
        }
        var outbox = new Outbox(session, bufferedFrames, bufferedChars);
        consoles.put(session.getId(), new Console(outbox, operator, httpSession, clock.instant()));
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        var console = consoles.get(session.getId());
        if (console == null) {
            return;
        }
        if (!console.allowance().takes(clock.instant())) {
            close(console.outbox(), TOO_MANY);
            return;
        }
        try {
            var frame = ClientFrame.read(json, message.getPayload());
            guard.as(console.operator(), () -> {
                handle(console, frame);
                return true;
            });
        } catch (ClientFrame.Malformed e) {
            close(console.outbox(), MALFORMED.withReason(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            log.warn(
                    "A frame of operator {} could not be handled",
                    console.operator().id(),
                    e);
            close(console.outbox(), LATER);
        }
    }

    private void handle(Console console, ClientFrame frame) {
        var operator = console.operator();
        var stream = console.stream();
        if (frame instanceof ClientFrame.Hello hello) {
            if (stream != null) {
                close(console.outbox(), MALFORMED.withReason("hello twice"));
                return;
            }
            greet(console, hello);
            return;
        }
        if (stream == null) {
            close(console.outbox(), MALFORMED.withReason("hello comes first"));
            return;
        }
        if (!(frame instanceof ClientFrame.Ping)) {
            console.acted(clock.instant());
        }
        switch (frame) {
            case ClientFrame.Hello h -> throw new IllegalStateException("handled above");
            case ClientFrame.Say say ->
                answer(
                        console,
                        say.id(),
                        say.contact(),
                        work.say(operator, say.id(), say.contact(), say.text(), say.attachment()));
            case ClientFrame.Note note ->
                answer(console, note.id(), note.contact(), work.note(operator, note.id(), note.contact(), note.text()));
            case ClientFrame.Typing typing -> work.typing(operator, typing.contact(), typing.on());
            case ClientFrame.Read read -> work.read(operator, read.contact(), read.seq());
            case ClientFrame.Watch watch -> {
                // Before the first picture, so that nothing that happens after it is missed.
                stream.watchFloor(watch.floor());
                if (!work.watchFloor(operator, stream, watch.floor())) {
                    stream.watchFloor(false);
                    refuse(
                            console,
                            null,
                            Refusal.forbidden(
                                    "floor.forbidden",
                                    "You have no right floor.watch anywhere",
                                    "right",
                                    "floor.watch"));
                }
            }
            case ClientFrame.Ping ping -> console.outbox().offer("{\"type\":\"pong\"}");
        }
    }

    private void greet(Console console, ClientFrame.Hello hello) {
        var operator = console.operator();
        byOperator.compute(operator.id(), (key, open) -> {
            var all = open == null ? ConcurrentHashMap.<Console>newKeySet() : open;
            all.add(console);
            return all;
        });
        reconcile(operator);
        if (hello.stream() != null) {
            var known = streams.find(hello.stream(), operator.id());
            if (known.isPresent()
                    && known.get().attach(console.outbox(), hello.seq(), seq -> resumed(known.get(), seq))) {
                console.stream(known.get());
                return;
            }
        }
        var stream = streams.open(operator.id());
        // Frames that arrive while the snapshot is composed are in the ring, and follow it.
        var attached = false;
        while (!attached) {
            long from = stream.last();
            var content = work.snapshot(operator);
            attached = stream.attach(console.outbox(), from, seq -> snapshot(stream, seq, content));
        }
        console.stream(stream);
    }

    private String resumed(LiveStream stream, long seq) {
        return json.writeValueAsString(Map.of("type", "resumed", "stream", stream.id(), "seq", seq));
    }

    private String snapshot(LiveStream stream, long seq, Object content) {
        var frame = json.createObjectNode();
        frame.put("type", "snapshot").put("stream", stream.id().toString()).put("seq", seq);
        frame.put("now", clock.instant().toString());
        if (json.valueToTree(content) instanceof tools.jackson.databind.node.ObjectNode fields) {
            frame.setAll(fields);
        }
        return json.writeValueAsString(frame);
    }

    private void answer(Console console, UUID id, UUID contact, CompletableFuture<Outcome<Written>> written) {
        var _ = written.whenComplete((outcome, fault) -> {
            if (fault != null) {
                log.warn("A line of contact {} could not be stored", contact, fault);
                refuse(console, id, unavailable());
                return;
            }
            switch (outcome) {
                case Outcome.Done<Written>(var line) ->
                    console.outbox()
                            .offer(json.writeValueAsString(ordered(
                                    "type", "ack", "id", id, "contact", contact, "seq", line.seq(), "at", line.at())));
                case Outcome.Refused<Written>(var refusal) -> refuse(console, id, refusal);
            }
        });
    }

    private static Refusal unavailable() {
        return Refusal.unavailable(
                "storage.unavailable",
                "The line could not be stored now. Keep it and send it again with the same id",
                "retryAfterSeconds",
                5);
    }

    private void refuse(Console console, @Nullable UUID id, Refusal refusal) {
        var frame = ordered(
                "type", "refused", "code", refusal.code(), "message", refusal.message(), "values", refusal.values());
        if (id != null) {
            frame.put("id", id);
        }
        console.outbox().offer(json.writeValueAsString(frame));
    }

    private static Map<String, Object> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        var console = consoles.remove(session.getId());
        if (console == null) {
            return;
        }
        var stream = console.stream();
        if (stream != null) {
            stream.detach(console.outbox(), clock.instant());
        }
        byOperator.computeIfPresent(console.operator().id(), (key, open) -> {
            open.remove(console);
            return open.isEmpty() ? null : open;
        });
        reconcile(console.operator());
    }

    /** Tells who is there after the fact, one at a time per operator, so that a quick reconnect never ends as "gone". */
    private void reconcile(Operator operator) {
        synchronized (presenceLocks.computeIfAbsent(operator.id(), key -> new Object())) {
            var here = byOperator.containsKey(operator.id());
            var told = here ? toldPresent.add(operator.id()) : toldPresent.remove(operator.id());
            if (told) {
                // Presence is the system's own knowledge, whatever the operator may see.
                Scope.within(Scope.system(), () -> work.present(operator, here));
            }
        }
    }

    @Scheduled(fixedDelayString = "PT5S")
    void cutSilent() {
        var moment = clock.instant().minus(HELLO_WITHIN);
        consoles.values().stream()
                .filter(c -> c.stream() == null && c.openedAt().isBefore(moment))
                .forEach(c -> close(c.outbox(), MALFORMED.withReason("no hello in time")));
    }

    /** A session that ran out says nothing by itself; one whose operator works over the socket alone must not run out. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void cutExpired() {
        try {
            lookAt(sessions);
        } catch (RuntimeException e) {
            if (Outages.refusal(e).isEmpty()) {
                throw e;
            }
            // Whether a session lives cannot be known without the database: nobody is thrown out for that.
            log.debug("Sessions cannot be looked up", e);
        }
    }

    private <S extends Session> void lookAt(SessionRepository<S> sessions) {
        consoles.values().stream()
                .collect(Collectors.groupingBy(Console::session))
                .forEach((id, open) -> {
                    var session = sessions.findById(id);
                    if (session == null || session.isExpired()) {
                        open.forEach(c -> close(c.outbox(), SIGNED_OUT));
                        return;
                    }
                    var acted = open.stream().map(Console::actedAt).max(Instant::compareTo);
                    if (acted.isPresent() && acted.get().isAfter(session.getLastAccessedTime())) {
                        session.setLastAccessedTime(acted.get());
                        sessions.save(session);
                    }
                });
    }

    @EventListener
    void on(SessionEnded ended) {
        consoles.values().stream()
                .filter(c -> c.operator().id().equals(ended.operator())
                        && c.session().equals(ended.session()))
                .forEach(c -> close(c.outbox(), SIGNED_OUT));
    }

    @EventListener
    void on(OperatorChanged changed) {
        var open = byOperator.getOrDefault(changed.operator(), Set.of());
        if (open.isEmpty()) {
            return;
        }
        var now = Scope.within(Scope.system(), () -> operators.find(changed.operator()));
        for (var console : open) {
            if (changed.maySignIn() && now.isPresent()) {
                console.operator(now.get());
            } else {
                close(console.outbox(), SIGNED_OUT);
            }
        }
    }

    int openSockets() {
        return consoles.size();
    }

    private static void close(Outbox outbox, CloseStatus status) {
        outbox.closeAfter(status);
    }
}
