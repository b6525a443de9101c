package io.airbranch.customer;

import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody wants to read personal data: {@code contact:UUID}, {@code case:UUID}, or where neither is at hand {@code
 * reason:call-back}, with words of one's own after a space. Whoever reads the audit trail can look it up. Pure.
 */
final class Purpose {
    /** Looked up among others: enough to see the masked view, not to read in clear. */
    static final String LOOK_UP = "look-up";

    private static final String OTHER = "other";
    private static final Set<String> REASONS =
            Set.of(LOOK_UP, "enquiry", "call-back", "verification", "complaint", "correction", OTHER);
    private static final Pattern SHAPE =
            Pattern.compile("(contact|case):[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern REASON = Pattern.compile("reason:([a-z-]{3,20})(?: (.{0,200}))?");
    private static final int SHORTEST_WORDS = 4;

    /** The trail keeps purposes in clear: what looks like a number of somebody does not belong there. */
    private static final Pattern NUMBER = Pattern.compile("(?:\\d[ -]?){7,}");

    private Purpose() {}

    /** Refused: {@code purpose.missing}, {@code purpose.words}. */
    static Outcome<String> check(@Nullable String purpose) {
        var why = purpose == null ? "" : purpose;
        if (SHAPE.matcher(why).matches()) {
            return Outcome.done(why);
        }
        var reason = REASON.matcher(why);
        if (!reason.matches() || !REASONS.contains(reason.group(1))) {
            return Outcome.refused(Refusal.invalid(
                    "purpose.missing",
                    "Reading a customer's data needs a purpose such as contact:0192a1b2-… or reason:call-back, got '"
                            + why + "'",
                    "purpose",
                    why));
        }
        var words = reason.group(2) == null ? "" : reason.group(2).strip();
        if (NUMBER.matcher(words).find() || (reason.group(1).equals(OTHER) && words.length() < SHORTEST_WORDS)) {
            return Outcome.refused(Refusal.invalid(
                    "purpose.words",
                    "Say in at least " + SHORTEST_WORDS + " characters what it is for, without numbers of the customer",
                    "reason",
                    reason.group(1),
                    "minLength",
                    SHORTEST_WORDS));
        }
        return Outcome.done(why);
    }

    /** As {@link #check}; looking somebody up is no reason to read in clear. Refused further: {@code purpose.missing}. */
    static Outcome<String> checkReveal(@Nullable String purpose) {
        return check(purpose)
                .flatMap(why -> why.startsWith("reason:" + LOOK_UP)
                        ? Outcome.refused(Refusal.invalid(
                                "purpose.missing",
                                "Looking a customer up is no reason to read data in clear. Maybe reason:call-back",
                                "purpose",
                                why))
                        : Outcome.done(why));
    }
}
