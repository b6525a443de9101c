package io.airbranch.customer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Customer tier, lowest first. */
public enum Tier {
    STANDARD,
    GOLD,
    PLATINUM,
    PRIVATE;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
