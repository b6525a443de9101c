package io.airbranch.shared;

import org.jspecify.annotations.Nullable;

/** Carries a refusal through code that can only throw: out of a transaction to roll it back, or to an edge's mapper. */
public class RefusalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public RefusalException(Refusal refusal) {
        this(refusal, null);
    }

    public RefusalException(Refusal refusal, @Nullable Throwable cause) {
        // No stack trace of its own: a refusal is an answer, not a fault, and there may be many.
        super(refusal.code() + ": " + refusal.message(), cause, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
