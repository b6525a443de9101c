package io.airbranch.desk.stream;

import io.airbranch.access.Operator;
import io.airbranch.shared.live.Outbox;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One open socket of a console. */
final class Console {
    private final Outbox outbox;
    private final String session;
    private final Instant openedAt;
    private final FrameAllowance allowance;
    private volatile Operator operator;
    private volatile @Nullable LiveStream stream;
    private volatile Instant actedAt;

    Console(Outbox outbox, Operator operator, String session, Instant now) {
        this.outbox = outbox;
        this.operator = operator;
        this.session = session;
        this.openedAt = now;
        this.actedAt = now;
        this.allowance = new FrameAllowance(now);
    }

    Outbox outbox() {
        return outbox;
    }

    /** The HTTP session that it was opened with. */
    String session() {
        return session;
    }

    Instant openedAt() {
        return openedAt;
    }

    /** When its operator last did something here; a page that only keeps its line open does nothing. */
    Instant actedAt() {
        return actedAt;
    }

    void acted(Instant now) {
        actedAt = now;
    }

    FrameAllowance allowance() {
        return allowance;
    }

    Operator operator() {
        return operator;
    }

    void operator(Operator changed) {
        operator = changed;
    }

    @Nullable LiveStream stream() {
        return stream;
    }

    void stream(LiveStream opened) {
        stream = opened;
    }
}
