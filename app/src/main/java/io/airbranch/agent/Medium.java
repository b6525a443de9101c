package io.airbranch.agent;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a contact is carried on, as far as it matters to whom it may be given. */
public enum Medium {
    VOICE,
    VIDEO,
    CHAT,
    MAIL,
    TASK;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
