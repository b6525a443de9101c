package io.airbranch.agent;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an agent wants to be given. Whether he is busy follows from his capacity and is not stored here.
 *
 * @param reason why away, a key of the institution's reasons; null when not away
 */
public record Presence(State state, @Nullable String reason, Instant since) {

    public enum State {
        /** Not signed in, or no console open for longer than the grace period. */
        OFFLINE,
        /** Wants contacts. */
        READY,
        /** At work, wants none now. */
        AWAY,
        /** Was ready or away when the last console's line broke; keeps his contacts for the grace period. */
        LOST;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
