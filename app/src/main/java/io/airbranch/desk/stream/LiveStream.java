package io.airbranch.desk.stream;

import io.airbranch.shared.live.Outbox;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;

/** One console tab's numbered frames, with or without a socket at the moment. */
public final class LiveStream {
    private static final CloseStatus REPLACED = new CloseStatus(4409, "resumed elsewhere");

    private final UUID id;
    private final UUID operator;
    private final FrameRing ring;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Outbox outbox;
    private Instant goneSince;
    private volatile boolean watchesFloor;

    LiveStream(UUID id, UUID operator, int capacity, Instant now) {
        this.id = id;
        this.operator = operator;
        this.ring = new FrameRing(capacity);
        this.goneSince = now;
    }

    public UUID id() {
        return id;
    }

    public UUID operator() {
        return operator;
    }

    public boolean watchesFloor() {
        return watchesFloor;
    }

    void watchFloor(boolean on) {
        watchesFloor = on;
    }

    /** Numbers the frame and sends it where a socket is open; otherwise it waits in the ring. */
    public void push(String topic, String data) {
        lock.lock();
        try {
            var frame = ring.add(topic, data);
            if (outbox != null) {
                outbox.offer(frame);
            }
        } finally {
            lock.unlock();
        }
    }

    long last() {
        lock.lock();
        try {
            return ring.last();
        } finally {
            lock.unlock();
        }
    }

    /** From now on frames go to this socket: the greeting first, then everything after the number. False when some of that is forgotten. */
    boolean attach(Outbox socket, long after, LongFunction<String> greeting) {
        lock.lock();
        try {
            var missed = ring.after(after);
            if (missed.isEmpty()) {
                return false;
            }
            if (outbox != null && outbox != socket) {
                outbox.closeAfter(REPLACED);
            }
            outbox = socket;
            socket.offer(greeting.apply(after));
            missed.get().forEach(socket::offer);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** False when another socket has taken over meanwhile. */
    boolean detach(Outbox socket, Instant now) {
        lock.lock();
        try {
            if (outbox != socket) {
                return false;
            }
            outbox = null;
            goneSince = now;
            return true;
        } finally {
            lock.unlock();
        }
    }

    boolean goneBefore(Instant moment) {
        lock.lock();
        try {
            return outbox == null && goneSince.isBefore(moment);
        } finally {
            lock.unlock();
        }
    }

    boolean attached() {
        lock.lock();
        try {
            return outbox != null;
        } finally {
            lock.unlock();
        }
    }
}
