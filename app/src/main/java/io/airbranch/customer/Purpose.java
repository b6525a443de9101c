package io.airbranch.customer;

import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why somebody wants to read personal data: a contact or a case, by id. Whoever reads the audit trail can look it up. Pure. */
final class Purpose {
    private static final Pattern SHAPE =
            Pattern.compile("(contact|case):[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private Purpose() {}

    static Outcome<String> check(@Nullable String purpose) {
        if (purpose != null && SHAPE.matcher(purpose).matches()) {
            return Outcome.done(purpose);
        }
        return Outcome.refused(Refusal.invalid(
                "purpose.missing",
                "Reading a customer's data needs a purpose such as contact:0192a1b2-…, got '" + purpose + "'",
                "purpose",
                purpose == null ? "" : purpose));
    }
}
