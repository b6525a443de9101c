package io.airbranch.acd.core;

import io.airbranch.acd.AgentProfile;
import io.airbranch.acd.Command;
import io.airbranch.acd.QueueProfile;
import io.airbranch.acd.Reply;
import io.airbranch.acd.Reply.Reason;
import io.airbranch.acd.Step;
import io.airbranch.acd.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is refused before anything is decided: impossible values, and more contacts than a queue wants. Null where nothing is wrong. */
final class Checking {
    private static final int MOST_PRIORITY = 100_000;
    private static final int MOST_STEPS = 32;
    private static final int MOST_ASKS = 32;
    private static final int MOST_NAMED = 1_000;
    private static final Duration LONGEST = Duration.ofDays(366);

    private final State state;

    Checking(State state) {
        this.state = state;
    }

    static @Nullable Reply flaw(AgentProfile profile) {
        for (var share : profile.media().entrySet()) {
            int max = share.getValue().max();
            if (max < 0 || max > AgentState.MOST) {
                return outOfRange("capacity for " + share.getKey(), max);
            }
        }
        return null;
    }

    @Nullable Reply flaw(QueueProfile profile) {
        if (Math.abs((long) profile.priority()) > MOST_PRIORITY) {
            return outOfRange("priority", profile.priority());
        }
        var lease = profile.offerLease();
        if (lease.isNegative() || lease.isZero() || lease.compareTo(LONGEST) > 0) {
            return outOfRange("offerLease", lease);
        }
        var asks = profile.traits();
        for (var trait : asks) {
            if (trait.flaw() != null) {
                return new Reply.Refused(Reason.REQUIREMENT_IMPOSSIBLE, trait.flaw());
            }
        }
        return flaw(profile.steps(), asks);
    }

    @Nullable Reply flaw(Command.Place c, QueueState queue, long micros) {
        if (Math.abs((long) c.priority()) > MOST_PRIORITY || Math.abs((long) c.tier()) > MOST_PRIORITY) {
            return outOfRange("priority and tier", c.priority() + " and " + c.tier());
        }
        var refusal = time(c.since(), micros);
        if (refusal == null && !c.steps().isEmpty()) {
            refusal = flaw(c.steps(), List.of());
        }
        return refusal != null ? refusal : overload(queue, micros);
    }

    static @Nullable Reply priority(int priority) {
        return Math.abs((long) priority) > MOST_PRIORITY ? outOfRange("priority", priority) : null;
    }

    static @Nullable Reply time(Instant since, long micros) {
        long distance = Math.abs(since.getEpochSecond() - micros / Times.SECOND);
        return distance > 10 * LONGEST.toSeconds() ? outOfRange("since", since) : null;
    }

    private @Nullable Reply flaw(List<Step> steps, List<Trait> more) {
        if (steps.size() > MOST_STEPS) {
            return outOfRange("steps", steps.size());
        }
        var all = new ArrayList<>(more);
        for (var step : steps) {
            var expiry = step.expiry();
            if (expiry != null && (expiry.isNegative() || expiry.isZero() || expiry.compareTo(LONGEST) > 0)) {
                return outOfRange("expiry of a step", expiry);
            }
            if (step.agents().size() > MOST_NAMED) {
                return outOfRange("colleagues in a step", step.agents().size());
            }
            var asks = step.asks() == null ? List.<Trait>of() : step.asks();
            if (asks.size() > MOST_ASKS) {
                return outOfRange("traits in a step", asks.size());
            }
            for (var trait : asks) {
                var flaw = trait.flaw();
                if (flaw != null) {
                    return new Reply.Refused(Reason.REQUIREMENT_IMPOSSIBLE, flaw);
                }
            }
            all.addAll(asks);
        }
        int inUse = all.isEmpty() || !state.staff.traits.nearlyFull() ? 0 : state.staff.traits.inUseWith(all);
        return inUse > Traits.MOST ? new Reply.Refused(Reason.TOO_MANY_TRAITS, Integer.toString(inUse)) : null;
    }

    /** Whoever finds the line empty is always let in. */
    private @Nullable Reply overload(QueueState queue, long micros) {
        int waiting = queue.roll.size();
        if (waiting >= queue.profile.maxWaiting()) {
            return new Reply.Refused(Reason.QUEUE_FULL, Integer.toString(queue.profile.maxWaiting()));
        }
        var limits = queue.profile.limits();
        if (limits == null || waiting == 0) {
            return null;
        }
        if (limits.oldest() != null) {
            long oldest = micros - queue.roll.oldest();
            if (oldest > Times.micros(limits.oldest())) {
                return new Reply.Refused(Reason.LINE_TOO_OLD, Long.toString(oldest / Times.SECOND));
            }
        }
        if (limits.estimate() != null) {
            var estimate = new Estimating(state).at(queue, waiting + 1);
            if (estimate != null && estimate.expected().compareTo(limits.estimate()) > 0) {
                return new Reply.Refused(
                        Reason.WAIT_TOO_LONG, Long.toString(estimate.expected().toSeconds()));
            }
        }
        return null;
    }

    private static Reply outOfRange(String what, Object value) {
        return new Reply.Refused(Reason.OUT_OF_RANGE, what + " cannot be " + value);
    }
}
