package io.airbranch.chat.protocol;

import io.airbranch.contact.ContactEvent.*;
import io.airbranch.contact.Contacts.Recorded;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A contact's event as its customer sees it; empty for what is only for colleagues. */
public final class EventFrames {
    private EventFrames() {}

    public static Optional<ServerFrame.Event> of(Recorded r, Locale language) {
        if (!r.shown()) {
            return Optional.empty();
        }
        return switch (r.event()) {
            case Opened e -> some(new Draft(r, "opened").topic(e.topic()));
            case Queued e -> some(new Draft(r, "queued"));
            case Joined e -> some(new Draft(r, "joined").agent(e.name().in(language)));
            case Message e -> some(new Draft(r, "message").line(e, language));
            case Transferred e -> some(new Draft(r, "transferred").to(e.to().in(language)));
            case Returned e -> some(new Draft(r, "returned"));
            case AskedSolved e -> some(new Draft(r, "asked-solved"));
            case Confirmed e -> some(new Draft(r, "confirmed").solved(e.solved()));
            case Ended e -> some(new Draft(r, "ended").reason(reason(e.reason())));
            case Identified e -> Optional.empty();
            case Offered e -> Optional.empty();
            case OfferEnded e -> Optional.empty();
            case Note e -> Optional.empty();
            case Watching e -> Optional.empty();
            case SteppedIn e -> Optional.empty();
            case CaseAttached e -> Optional.empty();
            case WrappedUp e -> Optional.empty();
        };
    }

    static String reason(Ended.Reason reason) {
        return switch (reason) {
            case CUSTOMER -> "customer";
            case AGENT -> "agent";
            case CUSTOMER_GONE -> "customer-gone";
            case ABANDONED -> "abandoned";
            case CLOSED -> "closed";
        };
    }

    private static String from(Author.Role role) {
        return switch (role) {
            case CUSTOMER -> "customer";
            case AGENT -> "agent";
            case SYSTEM -> "system";
        };
    }

    private static Optional<ServerFrame.Event> some(Draft draft) {
        return Optional.of(draft.frame());
    }

    private static final class Draft {
        private final Recorded r;
        private final String kind;
        private @Nullable String topic;
        private ServerFrame.Colleague.@Nullable Named agent;
        private @Nullable String from;
        private @Nullable String author;
        private @Nullable String text;
        private @Nullable Attachment attachment;
        private @Nullable UUID id;
        private @Nullable String to;
        private @Nullable String reason;
        private @Nullable Boolean solved;

        Draft(Recorded r, String kind) {
            this.r = r;
            this.kind = kind;
        }

        Draft topic(@Nullable String value) {
            topic = value;
            return this;
        }

        Draft agent(String name) {
            agent = new ServerFrame.Colleague.Named(name);
            return this;
        }

        Draft line(Message e, Locale language) {
            var name = e.author().name();
            from = from(e.author().role());
            author = name == null ? null : name.in(language);
            text = e.text();
            attachment = e.attachment();
            // The id by which an agent's console knows its line is no business of the customer.
            id = e.author().role() == Author.Role.CUSTOMER ? r.key() : null;
            return this;
        }

        Draft to(String value) {
            to = value;
            return this;
        }

        Draft reason(String value) {
            reason = value;
            return this;
        }

        Draft solved(boolean value) {
            solved = value;
            return this;
        }

        ServerFrame.Event frame() {
            return new ServerFrame.Event(
                    r.contact(),
                    r.seq(),
                    r.prevShown(),
                    r.at(),
                    kind,
                    topic,
                    agent,
                    from,
                    author,
                    text,
                    attachment,
                    id,
                    to,
                    reason,
                    solved);
        }
    }
}
