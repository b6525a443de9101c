package io.airbranch.chat.socket;

import io.airbranch.chat.Widget;
import io.airbranch.chat.attachment.Attachments;
import io.airbranch.chat.attachment.Sniffer;
import io.airbranch.chat.line.CustomerSocket;
import io.airbranch.chat.line.Line;
import io.airbranch.chat.line.Lines;
import io.airbranch.chat.line.Placement;
import io.airbranch.chat.line.Talk;
import io.airbranch.chat.line.WaitingBoard;
import io.airbranch.chat.protocol.Close;
import io.airbranch.chat.protocol.Frame;
import io.airbranch.chat.protocol.ServerFrame;
import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent.Channel;
import io.airbranch.contact.Contacts;
import io.airbranch.customer.Visitors;
import io.airbranch.customer.Visitors.Visitor;
import io.airbranch.shared.Name;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The hello of a page: who it is, what it missed. */
@Component
class Arrivals {
    private static final int PROTOCOL = 1;
    private static final int RECENT = 5;
    private static final Duration ASKED_FOR = Duration.ofDays(7);

    private final ObjectProvider<Visitors> visitors;
    private final ObjectProvider<Contacts> contacts;
    private final Placement placement;
    private final WaitingBoard board;
    private final Lines lines;
    private final Clock clock;

    Arrivals(
            ObjectProvider<Visitors> visitors,
            ObjectProvider<Contacts> contacts,
            Placement placement,
            WaitingBoard board,
            Lines lines,
            Clock clock) {
        this.visitors = visitors;
        this.contacts = contacts;
        this.placement = placement;
        this.board = board;
        this.lines = lines;
        this.clock = clock;
    }

    private record Known(Visitor visitor, String token) {}

    /** @return why the socket is to be closed, or null */
    @Nullable Close hello(CustomerSocket socket, Frame.Hello hello) {
        if (hello.protocol() != PROTOCOL) {
            return Close.MALFORMED;
        }
        var widget = socket.widget();
        var language = widget.languageFor(hello.language());
        socket.speak(language);
        socket.visits(hello.page());
        var known = known(widget, hello);
        if (known.isEmpty()) {
            return Close.UNKNOWN_VISITOR;
        }
        var visitor = known.get().visitor();
        socket.customer(visitor.customer());
        var current = current(visitor, hello.conversation());
        var hours = placement.hours(widget.queue(), widget.institution());
        var line = lines.join(visitor.id(), widget.institution(), socket);
        var talk = current.map(contact -> lines.load(line, contact)).orElseGet(line::talk);
        welcome(socket, known.get().token(), language, hours, talk);
        if (talk != null) {
            boolean holds = talk.contact().equals(hello.conversation());
            socket.follow(talk.contact(), holds ? hello.after() : 0, lines.past(widget.institution()));
            if (talk.stage() == Talk.Stage.ACTIVE) {
                // The message left has found a colleague and its writer is back: from here on it is a conversation.
                lines.left(line, false);
            }
            if (line.side().agentRead() > 0) {
                socket.send(ServerFrame.Read.agent(line.side().agentRead()));
            }
            if (line.agentLost()) {
                socket.send(ServerFrame.Colleague.connected(false));
            }
            board.tell(line, socket);
        }
        joinWhatStartedMeanwhile(line, socket, talk);
        if (socket.isClosed()) {
            lines.leave(socket);
        }
        return null;
    }

    /** The token opens only visits to the widget's own institution: the scope hides others, and the comparison says so again. */
    private Optional<Known> known(Widget widget, Frame.Hello hello) {
        return Scope.within(Scope.of(widget.institution().value()), () -> {
            var token = hello.visitor();
            if (token == null) {
                var arrival = visitors.getObject().arrive(widget.institution(), widget.languageFor(hello.language()));
                return Optional.of(new Known(arrival.visitor(), arrival.token()));
            }
            return visitors.getObject()
                    .byToken(token)
                    .filter(visitor -> visitor.institution().equals(widget.institution()))
                    .map(visitor -> new Known(visitor, token));
        });
    }

    /** The conversation that lives; else the one the page shows; else one whose customer we asked whether it is solved. */
    private Optional<UUID> current(Visitor visitor, @Nullable UUID shown) {
        var recent = Scope.within(
                Scope.of(visitor.institution().value()),
                () -> contacts.getObject().ofVisitor(visitor.id(), RECENT).stream()
                        .filter(contact -> contact.channel() == Channel.CHAT)
                        .toList());
        var live = recent.stream().filter(Contact::live).findFirst();
        if (live.isPresent()) {
            return live.map(Contact::id);
        }
        var held = recent.stream().filter(c -> c.id().equals(shown)).findFirst();
        if (held.isPresent()) {
            return held.map(Contact::id);
        }
        var since = clock.instant().minus(ASKED_FOR);
        return recent.stream()
                .findFirst()
                .filter(last -> last.joinedAt() != null)
                .filter(last -> {
                    var ended = last.endedAt();
                    return ended != null && ended.isAfter(since);
                })
                .map(Contact::id)
                .filter(last -> lines.read(visitor.institution(), last).asked());
    }

    private void welcome(
            CustomerSocket socket, String token, String language, Placement.Hours hours, @Nullable Talk talk) {
        var widget = socket.widget();
        var locale = socket.locale();
        socket.welcome(new ServerFrame.Welcome(
                token,
                language,
                settings(widget, locale),
                new ServerFrame.Service(
                        hours.open(),
                        hours.opensAt(),
                        hours.open() ? null : Placement.notice(hours, widget.closedMessage(), locale)),
                talk == null ? null : talk.frame(locale),
                widget.graceSeconds()));
    }

    private static ServerFrame.Settings settings(Widget widget, Locale locale) {
        return new ServerFrame.Settings(
                widget.title().in(locale),
                widget.greeting().in(locale),
                widget.colour(),
                widget.topics().stream()
                        .map(t -> new ServerFrame.Topic(t.key(), t.label().in(locale)))
                        .toList(),
                widget.quickReplies().stream().map((Name n) -> n.in(locale)).toList(),
                Sniffer.TYPES,
                Attachments.LIMIT);
    }

    /** Another page of the visitor may have started a conversation between our look and our welcome. */
    private void joinWhatStartedMeanwhile(Line line, CustomerSocket socket, @Nullable Talk told) {
        var now = line.talk();
        if (now != null && !Objects.equals(now.contact(), told == null ? null : told.contact())) {
            socket.send(new ServerFrame.Started(
                    now.contact(), now.contact(), now.stage().word()));
            socket.follow(now.contact(), 0, lines.past(line.institution()));
        }
    }
}
