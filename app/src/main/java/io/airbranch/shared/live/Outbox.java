package io.airbranch.shared.live;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * The outgoing side of one WebSocket. {@link #offer} never waits: frames go into a bounded buffer and are sent in order by a virtual
 * thread that exists only while there is something to send. A reader who lets the buffer fill up is cut with 1013 and may resume;
 * nobody else notices.
 */
public final class Outbox {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final Executor SENDERS = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("outbox-", 0).factory());
    private static final CloseStatus TOO_SLOW = new CloseStatus(1013, "too slow");

    private final WebSocketSession session;
    private final int maxFrames;
    private final int maxChars;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<String> frames = new ArrayDeque<>(2);
    private int chars;
    private boolean sending;
    private @Nullable CloseStatus closing;
    private boolean closed;

    /**
     * @param maxFrames most frames waiting
     * @param maxChars most characters waiting, over all frames
     */
    public Outbox(WebSocketSession session, int maxFrames, int maxChars) {
        this.session = session;
        this.maxFrames = maxFrames;
        this.maxChars = maxChars;
    }

    /** Returns false when the socket is closed or closing, also because of this very frame. */
    public boolean offer(String frame) {
        lock.lock();
        try {
            if (closed || closing != null) {
                return false;
            }
            if (frames.size() >= maxFrames || chars + frame.length() > maxChars) {
                log.info("Socket {} reads too slowly: {} frames wait, it is cut", session.getId(), frames.size());
                frames.clear();
                closing = TOO_SLOW;
                // The sender may be stuck in a write to this very reader, so the cut must not wait for it.
                closed = true;
                SENDERS.execute(() -> close(TOO_SLOW));
                return false;
            }
            frames.add(frame);
            chars += frame.length();
            startSender();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Sends what waits, then closes. */
    public void closeAfter(CloseStatus status) {
        lock.lock();
        try {
            if (!closed && closing == null) {
                closing = status;
                startSender();
            }
        } finally {
            lock.unlock();
        }
    }

    public WebSocketSession session() {
        return session;
    }

    private void startSender() {
        if (!sending) {
            sending = true;
            SENDERS.execute(this::send);
        }
    }

    private void send() {
        while (true) {
            @Nullable String frame;
            @Nullable CloseStatus status = null;
            lock.lock();
            try {
                frame = closed ? null : frames.poll();
                if (frame == null) {
                    sending = false;
                    if (closing == null || closed) {
                        return;
                    }
                    closed = true;
                    status = closing;
                } else {
                    chars -= frame.length();
                }
            } finally {
                lock.unlock();
            }
            if (frame == null) {
                close(status);
                return;
            }
            try {
                session.sendMessage(new TextMessage(frame));
            } catch (IOException | RuntimeException e) {
                // The reader is gone; the container tells the handler that the socket is closed.
                log.debug("Socket {} cannot be written to", session.getId(), e);
                lock.lock();
                try {
                    closed = true;
                    frames.clear();
                } finally {
                    lock.unlock();
                }
                close(CloseStatus.SESSION_NOT_RELIABLE);
                return;
            }
        }
    }

    private void close(@Nullable CloseStatus status) {
        try {
            session.close(status == null ? CloseStatus.NORMAL : status);
        } catch (IOException | RuntimeException e) {
            log.debug("Socket {} did not close cleanly", session.getId(), e);
        }
    }
}
