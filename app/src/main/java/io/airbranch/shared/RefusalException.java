package io.airbranch.shared;

/** Carries a refusal through code that can only throw: out of a transaction to roll it back, or to an edge's mapper. */
public class RefusalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public RefusalException(Refusal refusal) {
        // No stack trace: a refusal is an answer, not a fault, and there may be many.
        super(refusal.code() + ": " + refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
