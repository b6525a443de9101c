package io.airbranch.chat.socket;

import io.airbranch.chat.attachment.Attachments;
import io.airbranch.chat.line.CustomerSocket;
import io.airbranch.chat.line.Line;
import io.airbranch.chat.line.Lines;
import io.airbranch.chat.line.Placement;
import io.airbranch.chat.line.Talk;
import io.airbranch.chat.protocol.EventFrames;
import io.airbranch.chat.protocol.Frame;
import io.airbranch.chat.protocol.ServerFrame;
import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.ContactEvent.Attachment;
import io.airbranch.contact.ContactEvent.Author;
import io.airbranch.contact.ContactEvent.Channel;
import io.airbranch.contact.ContactEvent.Confirmed;
import io.airbranch.contact.ContactEvent.Ended;
import io.airbranch.contact.ContactEvent.Message;
import io.airbranch.contact.Contacts;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What a greeted page may do. Lines are acknowledged when they are stored, without anybody waiting; the rest waits. */
@Component
class Acts {
    private static final Logger LOG = LoggerFactory.getLogger(Acts.class);
    private static final int TEXT_LIMIT = 4_000;
    private static final int HISTORY_PAGE = 10;
    private static final int HISTORY_DEPTH = 200;
    private static final int EARLIER_EVENTS = 500;
    /** Characters of lines in one answer to {@code open}; of longer conversations the newest part is shown. */
    private static final int EARLIER_CHARACTERS = 200_000;

    private static final int LAST_LINE = 80;

    /** Refusals that pass: the page sends again by itself. */
    private static final Set<String> PASSING =
            Set.of("storage.unavailable", "storage.full", "overloaded", "shutting-down");

    private final ObjectProvider<Contacts> contacts;
    private final Attachments attachments;
    private final Starts starts;
    private final Placement placement;
    private final Lines lines;

    Acts(ObjectProvider<Contacts> contacts, Attachments attachments, Starts starts, Placement placement, Lines lines) {
        this.contacts = contacts;
        this.attachments = attachments;
        this.starts = starts;
        this.placement = placement;
        this.lines = lines;
    }

    void act(CustomerSocket socket, Frame frame) {
        var line = socket.line();
        if (line == null) {
            return;
        }
        switch (frame) {
            case Frame.Start f -> start(socket, line, f);
            case Frame.Say f -> say(socket, line, f);
            case Frame.Resume f -> socket.resume(f.after(), lines.past(line.institution()));
            case Frame.Typing f -> lines.customerTyping(line, f.on());
            case Frame.Read f -> lines.customerRead(line, f.seq());
            case Frame.End f -> end(socket, line, f);
            case Frame.Confirm f -> confirm(socket, line, f);
            case Frame.History f -> history(socket, line, f);
            case Frame.Open f -> open(socket, line, f);
            case Frame.Ping f -> socket.send(new ServerFrame.Pong());
            // The gate has answered these.
            case Frame.Hello f -> LOG.debug("A second hello came through the gate");
            case Frame.Malformed f -> LOG.debug("A malformed frame came through the gate");
        }
    }

    private void start(CustomerSocket socket, Line line, Frame.Start frame) {
        if (frame.text() == null || fits(socket, frame.id(), frame.text())) {
            starts.start(socket, line, frame).onRefused(refusal -> refuse(socket, frame.id(), refusal));
        }
    }

    private void say(CustomerSocket socket, Line line, Frame.Say frame) {
        var talk = line.talk();
        if (talk == null) {
            socket.refuse(frame.id(), "conversation.none", Map.of());
            return;
        }
        Attachment attachment = null;
        if (frame.attachment() != null) {
            var found = attachments.ofCustomer(line.institution(), talk.contact(), frame.attachment());
            if (found.isEmpty()) {
                socket.refuse(frame.id(), "attachment.unknown", Map.of("attachment", frame.attachment()));
                return;
            }
            attachment = found.get();
        } else if (frame.text() == null || frame.text().isBlank()) {
            socket.refuse(frame.id(), "text.empty", Map.of());
            return;
        }
        if (frame.text() != null && !fits(socket, frame.id(), frame.text())) {
            return;
        }
        var _ = append(line, talk, new Message(Author.CUSTOMER, frame.text(), attachment), frame.id())
                .whenComplete((outcome, fault) -> {
                    if (outcome == null) {
                        LOG.error("A line could not be stored", fault);
                        socket.refuse(frame.id(), "service.unavailable", Map.of());
                    } else {
                        answer(socket, frame.id(), outcome);
                    }
                });
        // Said while not placed: we are closed, and this is a message left. Said later, it is a conversation again.
        lines.left(line, talk.stage() == Talk.Stage.OPEN);
    }

    private CompletableFuture<Outcome<Recorded>> append(Line line, Talk talk, ContactEvent event, UUID key) {
        return Scope.within(
                Scope.of(line.institution().value()), () -> contacts.getObject().append(talk.contact(), event, key));
    }

    private void end(CustomerSocket socket, Line line, Frame.End frame) {
        var talk = line.talk();
        if (talk == null) {
            socket.refuse(frame.id(), "conversation.none", Map.of());
            return;
        }
        answer(socket, frame.id(), placement.end(talk.contact(), Ended.Reason.CUSTOMER, frame.id()));
    }

    private void confirm(CustomerSocket socket, Line line, Frame.Confirm frame) {
        var talk = line.talk();
        if (talk == null) {
            socket.refuse(frame.id(), "conversation.none", Map.of());
            return;
        }
        answer(
                socket,
                frame.id(),
                Placement.await(append(line, talk, new Confirmed(frame.solved(), frame.comment()), frame.id())));
    }

    private void history(CustomerSocket socket, Line line, Frame.History frame) {
        var past = ofVisitor(line).stream().filter(c -> !c.live()).toList();
        int from = 0;
        if (frame.before() != null) {
            var ids = past.stream().map(Contact::id).toList();
            from = ids.indexOf(frame.before()) + 1;
        }
        var page = past.subList(from, Math.min(past.size(), from + HISTORY_PAGE));
        var lastLines = Scope.within(
                Scope.of(line.institution().value()),
                () -> contacts
                        .getObject()
                        .lastMessages(page.stream().map(Contact::id).toList())
                        .stream()
                        .collect(Collectors.toMap(Recorded::contact, Function.identity())));
        socket.send(new ServerFrame.History(
                page.stream()
                        .map(c -> new ServerFrame.Past(
                                c.id(), c.openedAt(), c.endedAt(), c.topic(), lastLine(lastLines.get(c.id()))))
                        .toList(),
                from + page.size() < past.size()));
    }

    private static @Nullable String lastLine(@Nullable Recorded recorded) {
        if (recorded == null || !(recorded.event() instanceof Message message)) {
            return null;
        }
        var text = message.text();
        if (text == null) {
            var attachment = message.attachment();
            return attachment == null ? null : attachment.name();
        }
        return text.codePointCount(0, text.length()) <= LAST_LINE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LAST_LINE)) + "…";
    }

    private void open(CustomerSocket socket, Line line, Frame.Open frame) {
        var found = Scope.within(
                Scope.of(line.institution().value()), () -> contacts.getObject().find(frame.conversation()));
        if (found.filter(c -> line.visitor().equals(c.visitor())).isEmpty()) {
            socket.refuse(null, "conversation.unknown", Map.of("conversation", frame.conversation()));
            return;
        }
        var events = new ArrayList<ServerFrame.Event>();
        var all = lines.past(line.institution()).after(frame.conversation(), 0, EARLIER_EVENTS);
        int characters = 0;
        for (var recorded : all.reversed()) {
            var shown = EventFrames.of(recorded, socket.locale());
            if (shown.isPresent()) {
                var text = shown.get().text();
                characters += text == null ? 0 : text.length();
                if (characters > EARLIER_CHARACTERS) {
                    break;
                }
                events.add(shown.get());
            }
        }
        socket.send(new ServerFrame.Conversation(frame.conversation(), List.copyOf(events.reversed())));
    }

    private List<Contact> ofVisitor(Line line) {
        return Scope.within(
                Scope.of(line.institution().value()),
                () -> contacts.getObject().ofVisitor(line.visitor(), HISTORY_DEPTH).stream()
                        .filter(c -> c.channel() == Channel.CHAT)
                        .toList());
    }

    private static boolean fits(CustomerSocket socket, UUID id, String text) {
        int length = text.codePointCount(0, text.length());
        if (length > TEXT_LIMIT) {
            socket.refuse(id, "text.too-long", Map.of("length", length, "limit", TEXT_LIMIT), length, TEXT_LIMIT);
            return false;
        }
        return true;
    }

    private static void answer(CustomerSocket socket, UUID id, Outcome<Recorded> outcome) {
        switch (outcome) {
            case Outcome.Done<Recorded>(Recorded r) -> socket.send(new ServerFrame.Ack(id, r.seq(), r.at()));
            case Outcome.Refused<Recorded>(Refusal refusal) -> refuse(socket, id, refusal);
        }
    }

    private static void refuse(CustomerSocket socket, UUID id, Refusal refusal) {
        if (!PASSING.contains(refusal.code())) {
            socket.refuse(id, refusal.code(), refusal.values());
            return;
        }
        var values = new LinkedHashMap<>(refusal.values());
        values.putIfAbsent("retryAfterSeconds", 2);
        socket.refuse(id, refusal.code(), values);
    }
}
