package io.airbranch.routing.desk;

import io.airbranch.acd.Reply;
import io.airbranch.shared.Refusal;
import org.jspecify.annotations.Nullable;

/** The engine's reasons as the bank's refusals. */
final class Refusals {
    private Refusals() {}

    /** @param subject whom or what the command was about */
    static Refusal of(Reply.Refused refused, @Nullable Object subject) {
        var what = String.valueOf(subject);
        return switch (refused.reason()) {
            case OFFER_GONE -> offerGone(what, refused.detail());
            case OFFER_NOT_YOURS ->
                Refusal.forbidden("offer.not-yours", "Offer " + what + " was made to a colleague", "offer", what);
            case QUEUE_UNKNOWN -> queueUnknown(what);
            case QUEUE_FULL ->
                Refusal.unavailable(
                        "queue.full",
                        "As many wait already as the queue takes (" + refused.detail() + "). Try again later",
                        "maxWaiting",
                        String.valueOf(refused.detail()));
            case WAIT_TOO_LONG, LINE_TOO_OLD ->
                Refusal.unavailable(
                        "queue.overloaded",
                        "Waiting in this queue takes too long now (" + refused.detail() + " s). Try again later",
                        "seconds",
                        String.valueOf(refused.detail()));
            case REQUIREMENT_IMPOSSIBLE, TOO_MANY_TRAITS, OUT_OF_RANGE ->
                Refusal.invalid(
                        "routing.invalid",
                        "This cannot be asked for: " + refused.detail(),
                        "detail",
                        String.valueOf(refused.detail()));
            case CONTACT_SERVED ->
                Refusal.conflict("contact.served", "Contact " + what + " does not wait any more", "contact", what);
            case AGENT_UNKNOWN -> Refusal.notFound("agent.unknown", "No agent " + what, "agent", what);
            case AGENT_UNAVAILABLE ->
                Refusal.conflict(
                        "agent.unavailable",
                        "Agent " + what + " is not ready. Choose another one, or a queue",
                        "agent",
                        what);
            case AGENT_SAME ->
                Refusal.conflict("agent.same", "The contact is with agent " + what + " already", "agent", what);
            case CONTACT_UNKNOWN ->
                Refusal.notFound(
                        "contact.unknown", "Contact " + what + " neither waits nor is served", "contact", what);
            case CONTACT_ENDED ->
                Refusal.conflict(
                        "contact.ended", "Contact " + what + " has ended; nothing is left to hand on", "contact", what);
        };
    }

    static Refusal offerGone(Object offer, @Nullable String reason) {
        return Refusal.conflict(
                "offer.gone",
                "Offer " + offer + " is over" + (reason == null ? "" : " (" + reason + ")") + ". Wait for the next one",
                "offer",
                offer,
                "reason",
                reason == null ? "" : reason);
    }

    static Refusal queueUnknown(Object queue) {
        return Refusal.notFound("queue.unknown", "No queue " + queue, "queue", queue);
    }
}
