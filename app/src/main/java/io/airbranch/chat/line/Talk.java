package io.airbranch.chat.line;

import io.airbranch.chat.protocol.ServerFrame;
import io.airbranch.contact.ContactEvent.*;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.shared.Name;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * As much of a conversation as its customer's line must know, folded from the events. Pure.
 *
 * @param asked we wait for the customer's answer whether the demand is solved
 */
public record Talk(UUID contact, Stage stage, @Nullable Name agent, boolean asked, long lastSeq, long lastShown) {

    public enum Stage {
        /** Not placed yet. */
        OPEN,
        WAITING,
        ACTIVE,
        ENDED;

        public boolean live() {
            return this != ENDED;
        }

        /** The word of the protocol. */
        public String word() {
            return switch (this) {
                case OPEN, WAITING -> "waiting";
                case ACTIVE -> "active";
                case ENDED -> "ended";
            };
        }
    }

    static Talk fresh(UUID contact) {
        return new Talk(contact, Stage.OPEN, null, false, 0, 0);
    }

    static Talk of(UUID contact, List<Recorded> events) {
        var talk = fresh(contact);
        for (var event : events) {
            talk = talk.after(event);
        }
        return talk;
    }

    Talk after(Recorded r) {
        if (r.seq() <= lastSeq) {
            return this;
        }
        return switch (r.event()) {
            case Queued e -> with(Stage.WAITING, null, asked, r);
            case Joined e -> with(Stage.ACTIVE, e.name(), asked, r);
            case Transferred e -> with(Stage.WAITING, null, asked, r);
            case Returned e -> with(Stage.WAITING, null, asked, r);
            case AskedSolved e -> with(stage, agent, true, r);
            case Confirmed e -> with(stage, agent, false, r);
            case Ended e -> with(Stage.ENDED, agent, asked, r);
            case Opened e -> with(stage, agent, asked, r);
            case Message e -> with(stage, agent, asked, r);
            case Identified e -> with(stage, agent, asked, r);
            case Offered e -> with(stage, agent, asked, r);
            case OfferEnded e -> with(stage, agent, asked, r);
            case Note e -> with(stage, agent, asked, r);
            case Watching e -> with(stage, agent, asked, r);
            case SteppedIn e -> with(stage, agent, asked, r);
            case CaseAttached e -> with(stage, agent, asked, r);
            case WrappedUp e -> with(stage, agent, asked, r);
        };
    }

    public ServerFrame.Current frame(Locale language) {
        return new ServerFrame.Current(
                contact,
                stage.word(),
                lastShown,
                agent == null ? null : new ServerFrame.Colleague.Named(agent.in(language)),
                asked);
    }

    private Talk with(Stage newStage, @Nullable Name newAgent, boolean newAsked, Recorded r) {
        return new Talk(contact, newStage, newAgent, newAsked, r.seq(), r.shown() ? r.seq() : lastShown);
    }
}
