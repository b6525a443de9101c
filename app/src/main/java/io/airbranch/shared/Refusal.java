package io.airbranch.shared;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why the business says no. The kind is what an edge needs for its status; the code is stable, dotted, and what screens translate;
 * the message is an English sentence with the offending values and what to do; the values are the same, for the translation.
 */
public record Refusal(Kind kind, String code, String message, Map<String, Object> values) {

    public enum Kind {
        /** The request itself is wrong. */
        INVALID,
        /** The person may not. */
        FORBIDDEN,
        /** It does not exist, or not for this person. */
        NOT_FOUND,
        /** It does not fit the present state; look again, then decide. */
        CONFLICT,
        /** Too often or too many at once; later is fine. */
        TOO_MANY,
        /** Bigger than the limit. */
        TOO_LARGE,
        /** We cannot at the moment; the same request may succeed later. */
        UNAVAILABLE
    }

    public Refusal {
        if (code.isBlank()) {
            throw new IllegalArgumentException("A refusal needs a code: " + message);
        }
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static Refusal invalid(String code, String message, Object... namesAndValues) {
        return new Refusal(Kind.INVALID, code, message, pairs(namesAndValues));
    }

    public static Refusal forbidden(String code, String message, Object... namesAndValues) {
        return new Refusal(Kind.FORBIDDEN, code, message, pairs(namesAndValues));
    }

    public static Refusal notFound(String code, String message, Object... namesAndValues) {
        return new Refusal(Kind.NOT_FOUND, code, message, pairs(namesAndValues));
    }

    public static Refusal conflict(String code, String message, Object... namesAndValues) {
        return new Refusal(Kind.CONFLICT, code, message, pairs(namesAndValues));
    }

    public static Refusal tooMany(String code, String message, Object... namesAndValues) {
        return new Refusal(Kind.TOO_MANY, code, message, pairs(namesAndValues));
    }

    public static Refusal tooLarge(String code, String message, Object... namesAndValues) {
        return new Refusal(Kind.TOO_LARGE, code, message, pairs(namesAndValues));
    }

    public static Refusal unavailable(String code, String message, Object... namesAndValues) {
        return new Refusal(Kind.UNAVAILABLE, code, message, pairs(namesAndValues));
    }

    private static Map<String, Object> pairs(Object... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "Names and values come in pairs, got " + namesAndValues.length + " of them");
        }
        var values = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return values;
    }
}
