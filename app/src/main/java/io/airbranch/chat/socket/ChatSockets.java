package io.airbranch.chat.socket;

import io.airbranch.chat.Widget;
import io.airbranch.chat.Widgets;
import io.airbranch.chat.line.CustomerSocket;
import io.airbranch.chat.line.Lines;
import io.airbranch.chat.line.Placement;
import io.airbranch.chat.protocol.Close;
import io.airbranch.chat.protocol.Frame;
import io.airbranch.chat.protocol.FrameReader;
import io.airbranch.shared.db.Outages;
import io.airbranch.shared.db.Scope;
import io.airbranch.shared.live.Outbox;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.util.UriComponentsBuilder;

/** The sockets of customers' pages: who may open one, frames whole and within limits, and who is cut for silence. */
@Component
class ChatSockets extends AbstractWebSocketHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ChatSockets.class);
    private static final Duration HELLO_WITHIN = Duration.ofSeconds(5);
    private static final Duration PING_AFTER = Duration.ofSeconds(30);
    private static final Duration CUT_AFTER = Duration.ofSeconds(90);

    private final Map<String, Connection> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final ChatSettings settings;
    private final Widgets widgets;
    private final Arrivals arrivals;
    private final Acts acts;
    private final Lines lines;
    private final Clock clock;

    ChatSockets(ChatSettings settings, Widgets widgets, Arrivals arrivals, Acts acts, Lines lines, Clock clock) {
        this.settings = settings;
        this.widgets = widgets;
        this.arrivals = arrivals;
        this.acts = acts;
        this.lines = lines;
        this.clock = clock;
    }

    /** One session with what it is for us. */
    private static final class Connection {
        private final WebSocketSession session;
        private final CustomerSocket socket;
        private final String address;
        private @Nullable StringBuilder parts;
        private volatile boolean closing;
        /** The hello is here, though perhaps not answered yet: how long that takes is ours to answer for. */
        private volatile boolean saidHello;

        Connection(WebSocketSession session, CustomerSocket socket, String address) {
            this.session = session;
            this.socket = socket;
            this.address = address;
        }
    }

    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
        var refusal = refusal(session);
        if (refusal != null) {
            shut(session, refusal);
            return;
        }
        try {
            var widget = widget(session);
            if (widget.isEmpty()) {
                shut(session, Close.NOT_ALLOWED);
                return;
            }
            var address = address(session);
            byAddress.merge(address, 1, Integer::sum);
            var outbox = new Outbox(session, settings.bufferedFrames(), settings.bufferedCharacters());
            var socket = new CustomerSocket(widget.get(), new Out(outbox), clock.instant());
            open.put(session.getId(), new Connection(session, socket, address));
        } catch (RuntimeException e) {
            LOG.warn("Cannot take a socket: {}", e.toString());
            shut(session, Close.TOO_SLOW);
        }
    }

    private @Nullable Close refusal(WebSocketSession session) {
        if (open.size() >= settings.sockets()) {
            return Close.TOO_SLOW;
        }
        return byAddress.getOrDefault(address(session), 0) >= settings.socketsPerAddress() ? Close.TOO_MANY : null;
    }

    /** The widget of the address's key, if it is on and may stand on the page that asks. */
    private Optional<Widget> widget(WebSocketSession session) {
        var uri = session.getUri();
        var key = uri == null
                ? null
                : UriComponentsBuilder.fromUri(uri).build().getQueryParams().getFirst("widget");
        if (key == null) {
            return Optional.empty();
        }
        // Nobody is known yet on whose behalf it could be read.
        return Scope.within(Scope.system(), () -> widgets.byKey(key))
                .filter(Widget::active)
                .filter(widget -> mayStand(widget, session));
    }

    private static boolean mayStand(Widget widget, WebSocketSession session) {
        var headers = session.getHandshakeHeaders();
        var origin = headers.getOrigin();
        if (origin == null) {
            return widget.origins().contains(Widget.APP);
        }
        return widget.origins().contains(origin)
                || (widget.origins().contains(Widget.SELF) && isSelf(origin, headers.getFirst("Host")));
    }

    private static boolean isSelf(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String address(WebSocketSession session) {
        var remote = session.getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? ""
                : remote.getAddress().getHostAddress();
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        var connection = open.get(session.getId());
        if (connection == null || connection.closing) {
            return;
        }
        var parts = connection.parts;
        if (parts == null && message.isLast()) {
            heard(connection, message.getPayload());
            return;
        }
        if (parts == null) {
            parts = new StringBuilder();
            connection.parts = parts;
        }
        parts.append(message.getPayload());
        if (parts.length() > FrameReader.LIMIT) {
            connection.parts = null;
            cut(connection, Close.TOO_BIG);
        } else if (message.isLast()) {
            connection.parts = null;
            heard(connection, parts.toString());
        }
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
        var connection = open.get(session.getId());
        if (connection != null) {
            cut(connection, Close.MALFORMED);
        }
    }

    @Override
    protected void handlePongMessage(WebSocketSession session, PongMessage message) {
        var connection = open.get(session.getId());
        if (connection != null) {
            connection.socket.heard(clock.instant());
        }
    }

    private void heard(Connection connection, String text) {
        var socket = connection.socket;
        if (!socket.mayHear(clock.instant())) {
            cut(connection, Close.TOO_MANY);
            return;
        }
        var frame = FrameReader.read(text);
        try {
            answer(connection, frame);
        } catch (RuntimeException e) {
            failed(connection, frame, e);
        }
    }

    private void answer(Connection connection, Frame frame) {
        var socket = connection.socket;
        if (frame instanceof Frame.Hello hello) {
            connection.saidHello = true;
            var wrong = socket.line() == null ? arrivals.hello(socket, hello) : Close.MALFORMED;
            if (wrong != null) {
                cut(connection, wrong);
            }
            return;
        }
        if (frame instanceof Frame.Malformed malformed) {
            LOG.info("Malformed frame from widget {}: {}", socket.widget().key(), malformed.why());
            cut(connection, Close.MALFORMED);
        } else if (socket.greeted()) {
            acts.act(socket, frame);
        } else {
            cut(connection, Close.MALFORMED);
        }
    }

    private void failed(Connection connection, Frame frame, RuntimeException e) {
        if (Outages.refusal(e).isPresent()) {
            var refusal = Placement.unavailable();
            connection.socket.refuse(idOf(frame), refusal.code(), refusal.values());
        } else {
            LOG.error("A frame could not be answered", e);
            connection.socket.refuse(idOf(frame), "service.unavailable", Map.of());
        }
        if (frame instanceof Frame.Hello || frame instanceof Frame.Resume) {
            // It would be told only half: let it come again.
            cut(connection, Close.TOO_SLOW);
        }
    }

    private static @Nullable UUID idOf(Frame frame) {
        return switch (frame) {
            case Frame.Start f -> f.id();
            case Frame.Say f -> f.id();
            case Frame.End f -> f.id();
            case Frame.Confirm f -> f.id();
            case Frame.Hello f -> null;
            case Frame.Resume f -> null;
            case Frame.Typing f -> null;
            case Frame.Read f -> null;
            case Frame.History f -> null;
            case Frame.Open f -> null;
            case Frame.Ping f -> null;
            case Frame.Malformed f -> null;
        };
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        var connection = open.remove(session.getId());
        if (connection != null) {
            byAddress.computeIfPresent(connection.address, (a, count) -> count <= 1 ? null : count - 1);
            connection.socket.closed();
            lines.leave(connection.socket);
        }
    }

    private static void cut(Connection connection, Close why) {
        connection.closing = true;
        connection.socket.close(why);
    }

    private static void shut(WebSocketSession session, Close why) {
        try {
            session.close(new CloseStatus(why.code(), why.reason()));
        } catch (IOException e) {
            LOG.debug("Socket {} did not close cleanly", session.getId(), e);
        }
    }

    /** Called every second: cuts who has not said hello, who is silent, and asks the quiet ones whether they are there. */
    void sweep(Instant now) {
        for (var connection : open.values()) {
            var socket = connection.socket;
            if (!connection.saidHello && !now.isBefore(socket.openedAt().plus(HELLO_WITHIN))) {
                cut(connection, Close.MALFORMED);
            } else if (!now.isBefore(socket.heardAt().plus(CUT_AFTER))) {
                cut(connection, Close.TOO_SLOW);
            } else if (!now.isBefore(socket.heardAt().plus(PING_AFTER))) {
                ping(connection.session);
            }
        }
    }

    private static void ping(WebSocketSession session) {
        Thread.ofVirtual().name("chat-ping").start(() -> {
            try {
                session.sendMessage(new PingMessage(ByteBuffer.allocate(0)));
            } catch (IOException | RuntimeException e) {
                LOG.debug("Socket {} cannot be pinged", session.getId(), e);
            }
        });
    }

    int count() {
        return open.size();
    }

    private record Out(Outbox outbox) implements CustomerSocket.Wire {
        @Override
        public void send(String text) {
            var _ = outbox.offer(text);
        }

        @Override
        public void close(Close why) {
            outbox.closeAfter(new CloseStatus(why.code(), why.reason()));
        }
    }
}
