package io.airbranch.chat.socket;

import io.airbranch.chat.line.ConversationRows;
import io.airbranch.chat.line.CustomerSocket;
import io.airbranch.chat.line.Line;
import io.airbranch.chat.line.Lines;
import io.airbranch.chat.line.Placement;
import io.airbranch.chat.line.Talk;
import io.airbranch.chat.line.WaitingBoard;
import io.airbranch.chat.protocol.Frame;
import io.airbranch.chat.protocol.ServerFrame;
import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent.Author;
import io.airbranch.contact.ContactEvent.Channel;
import io.airbranch.contact.ContactEvent.Ended;
import io.airbranch.contact.ContactEvent.Message;
import io.airbranch.contact.ContactEvent.Opened;
import io.airbranch.contact.Contacts;
import io.airbranch.contact.Contacts.NewContact;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Starting a conversation. Everything about it follows from the visitor and the id of the frame, so that a repetition, after whatever
 * broke in between, finishes what the first one began.
 */
@Component
class Starts {
    private static final Logger LOG = LoggerFactory.getLogger(Starts.class);

    private final ObjectProvider<Contacts> contacts;
    private final ConversationRows rows;
    private final Placement placement;
    private final WaitingBoard board;
    private final Lines lines;

    Starts(
            ObjectProvider<Contacts> contacts,
            ConversationRows rows,
            Placement placement,
            WaitingBoard board,
            Lines lines) {
        this.contacts = contacts;
        this.rows = rows;
        this.placement = placement;
        this.board = board;
        this.lines = lines;
    }

    Outcome<Talk> start(CustomerSocket socket, Line line, Frame.Start frame) {
        line.starting().lock();
        try {
            var talk = line.talk();
            if (talk != null && talk.stage().live()) {
                return join(socket, line, frame, talk);
            }
            return fresh(socket, line, frame);
        } finally {
            line.starting().unlock();
        }
    }

    /** The visitor's other page was first, or this is a repetition: there is one conversation, and the text belongs to it. */
    private Outcome<Talk> join(CustomerSocket socket, Line line, Frame.Start frame, Talk talk) {
        return say(line, talk.contact(), frame).map(said -> {
            socket.send(new ServerFrame.Started(
                    frame.id(), talk.contact(), talk.stage().word()));
            return talk;
        });
    }

    private Outcome<Talk> fresh(CustomerSocket socket, Line line, Frame.Start frame) {
        var widget = socket.widget();
        var queue = widget.queueFor(frame.topic());
        if (queue.isEmpty()) {
            return Outcome.refused(Refusal.invalid(
                    "topic.unknown",
                    "Widget " + widget.key() + " has no topic '" + frame.topic() + "'",
                    "topic",
                    String.valueOf(frame.topic())));
        }
        var contact = contactId(line.visitor(), frame.id());
        Scope.within(
                Scope.of(line.institution().value()),
                () -> rows.insert(line, contact, queue.get(), widget.graceSeconds(), frame.name()));
        return open(socket, line, frame, contact)
                .flatMap(opened ->
                        say(line, contact, frame).flatMap(said -> placed(socket, line, frame, opened, queue.get())));
    }

    private Outcome<Contact> open(CustomerSocket socket, Line line, Frame.Start frame, UUID contact) {
        var fresh = new NewContact(
                contact,
                line.institution(),
                new Opened(Channel.CHAT, socket.widget().key(), topic(socket, frame.topic()), socket.page()),
                socket.locale().getLanguage(),
                line.visitor(),
                socket.customer());
        return Placement.await(Scope.within(
                Scope.of(line.institution().value()), () -> contacts.getObject().open(fresh)));
    }

    /** In the words that the customer chose: colleagues read them, and the widget may be worded anew meanwhile. */
    private static @Nullable String topic(CustomerSocket socket, @Nullable String key) {
        return key == null
                ? null
                : socket.widget()
                        .topic(key)
                        .map(topic -> topic.label().in(socket.locale()))
                        .orElse(key);
    }

    /** With nothing to say, what stands is the answer. */
    private Outcome<Boolean> say(Line line, UUID contact, Frame.Start frame) {
        if (frame.text() == null || frame.text().isBlank()) {
            return Outcome.done(false);
        }
        Outcome<Recorded> said = Placement.await(Scope.within(
                Scope.of(line.institution().value()),
                () -> contacts.getObject()
                        .append(contact, new Message(Author.CUSTOMER, frame.text(), null), frame.id())));
        return said.map(recorded -> true);
    }

    private Outcome<Talk> placed(CustomerSocket socket, Line line, Frame.Start frame, Contact contact, UUID queue) {
        var hours = placement.hours(queue, line.institution());
        if (!hours.open()) {
            return closed(socket, line, frame, contact, hours);
        }
        return switch (placement.place(contact.id(), queue, contact.language())) {
            case Outcome.Done<?> done -> Outcome.done(started(line, frame, contact.id()));
            case Outcome.Refused<?>(Refusal refusal) -> {
                if (refusal.code().equals("queue.closed")) {
                    yield closed(socket, line, frame, contact, hours);
                }
                if (refusal.kind() == Refusal.Kind.UNAVAILABLE) {
                    // Kept open: the page repeats its start, or the sweep places it.
                    yield Outcome.refused(refusal);
                }
                LOG.warn("Contact {} cannot wait in queue {}: {}", contact.id(), queue, refusal.message());
                placement.end(contact.id(), Ended.Reason.CLOSED, null);
                yield Outcome.refused(
                        refusal.code().equals("queue.full")
                                ? refusal
                                : Refusal.conflict("service.unavailable", refusal.message(), "queue", queue));
            }
        };
    }

    private Outcome<Talk> closed(
            CustomerSocket socket, Line line, Frame.Start frame, Contact contact, Placement.Hours hours) {
        boolean spoken = frame.text() != null && !frame.text().isBlank();
        placement.sayClosed(
                contact.id(),
                hours,
                socket.widget().closedMessage(),
                spoken,
                socket.locale(),
                contactId(contact.id(), frame.id()));
        var talk = started(line, frame, contact.id());
        lines.left(line, spoken);
        return Outcome.done(talk);
    }

    /** All pages of the visitor hear of it, and follow from the first event on. */
    private Talk started(Line line, Frame.Start frame, UUID contact) {
        var talk = lines.load(line, contact);
        var past = lines.past(line.institution());
        for (var each : line.sockets()) {
            if (each.greeted()) {
                each.send(new ServerFrame.Started(
                        frame.id(), contact, talk.stage().word()));
                each.follow(contact, 0, past);
                board.tell(line, each);
            }
        }
        return talk;
    }

    /** The same for the same visitor and frame, guessable by nobody else. */
    static UUID contactId(UUID visitor, UUID frame) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(ByteBuffer.allocate(32)
                            .putLong(visitor.getMostSignificantBits())
                            .putLong(visitor.getLeastSignificantBits())
                            .putLong(frame.getMostSignificantBits())
                            .putLong(frame.getLeastSignificantBits())
                            .array());
            var bits = ByteBuffer.wrap(hash);
            // Version 8, variant 2: a UUID of one's own making.
            long high = (bits.getLong() & ~0xF000L) | 0x8000L;
            long low = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
