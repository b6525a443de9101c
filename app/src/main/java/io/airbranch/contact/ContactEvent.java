package io.airbranch.contact;

import io.airbranch.shared.Name;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that can happen in a contact, on any channel. Whoever reads this file knows what a contact is. */
public sealed interface ContactEvent {

    /** The customer is there. Always the first event. */
    record Opened(
            Channel channel,
            String entryPoint,
            @Nullable String topic,
            @Nullable String page) implements ContactEvent {}

    /** We know who it is. */
    record Identified(UUID customer, @Nullable UUID by) implements ContactEvent {}

    /** The customer waits for a colleague. */
    record Queued(UUID queue, Name name) implements ContactEvent {}

    /** A colleague was asked. */
    record Offered(UUID offer, UUID agent) implements ContactEvent {}

    /** The colleague asked did not take it, or need not any more. */
    record OfferEnded(UUID offer, UUID agent, String reason) implements ContactEvent {}

    /** A colleague serves the customer from here on. */
    record Joined(UUID agent, Name name) implements ContactEvent {}

    /** A line of the conversation. The text is personal data. */
    record Message(
            Author author, @Nullable String text, @Nullable Attachment attachment) implements ContactEvent {}

    /** Written for colleagues; never shown to the customer. */
    record Note(UUID by, Name name, String text) implements ContactEvent {}

    /** Handed on on purpose, with context. Waits again, or joins the named colleague, with its whole age. */
    record Transferred(
            UUID by,
            @Nullable UUID toQueue,
            @Nullable UUID toAgent,
            Name to,
            @Nullable String note) implements ContactEvent {}

    /** The colleague was lost; the customer waits again, first in line. */
    record Returned(UUID agent, String reason) implements ContactEvent {}

    /** A supervisor reads along, or stopped. */
    record Watching(UUID operator, Name name, boolean on) implements ContactEvent {}

    /** A supervisor writes to the customer beside the agent, or stopped. */
    record SteppedIn(UUID operator, Name name, boolean on) implements ContactEvent {}

    /** The contact belongs to this case. */
    record CaseAttached(UUID caseId, String number) implements ContactEvent {}

    /** The agent holds the demand for solved and asks the customer. */
    record AskedSolved(UUID by) implements ContactEvent {}

    /** The customer's answer. */
    record Confirmed(boolean solved, @Nullable String comment) implements ContactEvent {}

    /** Nobody speaks any more. Only answers about the demand and the wrap-up follow. */
    record Ended(Reason reason, @Nullable UUID by) implements ContactEvent {
        public enum Reason {
            CUSTOMER,
            AGENT,
            CUSTOMER_GONE,
            ABANDONED,
            CLOSED
        }
    }

    /** The agent's work after the contact is done. */
    record WrappedUp(
            UUID agent,
            String code,
            @Nullable String note,
            @Nullable Instant followUpAt) implements ContactEvent {}

    enum Channel {
        CHAT,
        VOICE,
        VIDEO,
        MAIL,
        SMS,
        WECHAT
    }

    /** Who speaks. Id and name are null for customer and system. */
    record Author(Role role, @Nullable UUID id, @Nullable Name name) {
        public enum Role {
            CUSTOMER,
            AGENT,
            SYSTEM
        }

        public static final Author CUSTOMER = new Author(Role.CUSTOMER, null, null);
    }

    /** A file in the object store; the type was sniffed from its content. Size in bytes. */
    record Attachment(UUID id, String name, String type, long size) {}
}
