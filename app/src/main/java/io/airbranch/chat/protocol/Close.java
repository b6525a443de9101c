package io.airbranch.chat.protocol;

/** Why we close a socket: the codes of docs/flows/web-chat.md. */
public enum Close {
    GOING_DOWN(1001, "going down"),
    TOO_BIG(1009, "frame over 64 KiB"),
    TOO_SLOW(1013, "try again later"),
    MALFORMED(4400, "malformed frame, no hello in time, or unknown protocol version"),
    UNKNOWN_VISITOR(4401, "visitor unknown"),
    NOT_ALLOWED(4403, "widget unknown or not allowed here"),
    TOO_MANY(4429, "too many frames or sockets");

    private final int code;
    private final String reason;

    Close(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
