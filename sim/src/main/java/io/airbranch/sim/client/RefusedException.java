package io.airbranch.sim.client;

/** The server refused an act; the code says why. */
public final class RefusedException extends RuntimeException {
    private final String code;

    RefusedException(String code, String message) {
        super(code + ": " + message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
