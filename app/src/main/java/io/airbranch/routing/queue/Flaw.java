package io.airbranch.routing.queue;

import io.airbranch.shared.Refusal;
import org.jspecify.annotations.Nullable;

/** A queue that cannot be, with the field that makes it so. */
final class Flaw {
    private Flaw() {}

    static Refusal at(String field, @Nullable Object value, String detail) {
        return Refusal.invalid(
                "queue.invalid",
                field + " cannot be " + value + ": " + detail,
                "field",
                field,
                "value",
                String.valueOf(value),
                "detail",
                detail);
    }
}
