package io.airbranch.casework;

import io.airbranch.casework.Cases.State;
import io.airbranch.shared.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The states of a case and the ways between them. Pure: takes where the case stands and what is wanted, gives the move or the reason
 * against it.
 */
final class CaseLife {
    private CaseLife() {}

    /** Where a case stands. */
    record Standing(
            State state,
            @Nullable Instant solvedAt,
            @Nullable Instant closedAt) {}

    sealed interface Step {
        record Moved(Standing to) implements Step {}

        /** It stands there already: asked twice, or somebody was faster with the same. */
        record Stays() implements Step {}

        record Refused(Refusal refusal) implements Step {}
    }

    /**
     * @param reason needed to close what the customer has not confirmed, and to reopen what was closed
     */
    static Step decide(Standing now, State wanted, @Nullable String reason, Instant at) {
        if (now.state() == wanted) {
            return new Step.Stays();
        }
        var because = reason != null && !reason.isBlank();
        return switch (wanted) {
            case OPEN ->
                now.state() == State.CLOSED && !because
                        ? reasonMissing(now.state(), wanted)
                        : new Step.Moved(new Standing(State.OPEN, null, null));
            case PENDING ->
                switch (now.state()) {
                    case OPEN, PENDING, SOLVED -> new Step.Moved(new Standing(State.PENDING, null, null));
                    case CLOSED -> notFrom(now.state(), wanted);
                };
            case SOLVED ->
                switch (now.state()) {
                    case OPEN, PENDING, SOLVED -> new Step.Moved(new Standing(State.SOLVED, at, null));
                    case CLOSED -> notFrom(now.state(), wanted);
                };
            case CLOSED ->
                because
                        ? new Step.Moved(new Standing(State.CLOSED, now.solvedAt() == null ? at : now.solvedAt(), at))
                        : reasonMissing(now.state(), wanted);
        };
    }

    /** A way out of a state. @param reason whether it needs one */
    record Way(State to, boolean reason) {}

    /** The ways that lead out of a state, in the order of a case's life. */
    static List<Way> ways(State from) {
        var here = new Standing(from, null, null);
        return Arrays.stream(State.values())
                .filter(to -> decide(here, to, "some reason", Instant.EPOCH) instanceof Step.Moved)
                .map(to -> new Way(to, !(decide(here, to, null, Instant.EPOCH) instanceof Step.Moved)))
                .toList();
    }

    private static Step notFrom(State from, State to) {
        return new Step.Refused(Refusal.conflict(
                "case.closed",
                "A " + from.code() + " case cannot become " + to.code() + ". Reopen it first, with a reason",
                "from",
                from.code(),
                "to",
                to.code()));
    }

    private static Step reasonMissing(State from, State to) {
        return new Step.Refused(Refusal.invalid(
                "case.reason-missing",
                "From " + from.code() + " to " + to.code() + " needs a reason",
                "from",
                from.code(),
                "to",
                to.code()));
    }
}
