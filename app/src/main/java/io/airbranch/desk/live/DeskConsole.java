package io.airbranch.desk.live;

import io.airbranch.access.Guard;
import io.airbranch.access.Operator;
import io.airbranch.access.Right;
import io.airbranch.agent.Agents;
import io.airbranch.chat.Conversations;
import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.ContactEvent.Attachment;
import io.airbranch.contact.ContactEvent.Author;
import io.airbranch.contact.Contacts;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.desk.live.Served.Place;
import io.airbranch.desk.picture.Attention;
import io.airbranch.desk.picture.Cards;
import io.airbranch.desk.picture.Mine;
import io.airbranch.desk.picture.Shapes.Snapshot;
import io.airbranch.desk.stream.ConsoleWork;
import io.airbranch.desk.stream.LiveStream;
import io.airbranch.routing.Routing;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a console's frames do. Only who serves a contact, or has stepped into it, writes to its customer or its notes. */
@Component
class DeskConsole implements ConsoleWork {
    private static final int LONGEST = 4000;

    private final Contacts contacts;
    private final Conversations conversations;
    private final Routing routing;
    private final Agents agents;
    private final Served served;
    private final Pictures pictures;
    private final Cards cards;
    private final Mine mine;
    private final Notices notices;
    private final Attention attention;
    private final Guard guard;

    DeskConsole(
            Contacts contacts,
            Conversations conversations,
            Routing routing,
            Agents agents,
            Served served,
            Pictures pictures,
            Cards cards,
            Mine mine,
            Notices notices,
            Attention attention,
            Guard guard) {
        this.contacts = contacts;
        this.conversations = conversations;
        this.routing = routing;
        this.agents = agents;
        this.served = served;
        this.pictures = pictures;
        this.cards = cards;
        this.mine = mine;
        this.notices = notices;
        this.attention = attention;
        this.guard = guard;
    }

    @Override
    public void present(Operator operator, boolean here) {
        if (!operator.mayAnywhere(Right.CONTACT_SERVE)) {
            return;
        }
        if (here) {
            agents.connected(operator.id());
        } else {
            agents.disconnected(operator.id());
        }
        mine.contacts(operator.id()).stream().filter(c -> c.live()).forEach(c -> conversations.agentLine(c.id(), here));
    }

    @Override
    public Snapshot snapshot(Operator operator) {
        return Scope.within(Scope.system(), () -> {
            var own = mine.contacts(operator.id());
            return new Snapshot(
                    mine.me(operator, own),
                    cards.offers(routing.offersOf(operator.id())),
                    cards.of(own),
                    cards.of(contacts.findAll(served.watchedBy(operator.id()))),
                    notices.of(operator.id()));
        });
    }

    @Override
    public CompletableFuture<Outcome<Written>> say(
            Operator operator, UUID id, UUID contact, @Nullable String text, @Nullable UUID attachment) {
        return switch (mayWrite(operator, contact)
                .flatMap(place -> checked(text))
                .flatMap(ok -> file(contact, attachment))) {
            case Outcome.Done<Carried>(var carried) ->
                append(
                        contact,
                        new ContactEvent.Message(
                                new Author(Author.Role.AGENT, operator.id(), operator.name()),
                                text,
                                carried.attachment()),
                        id);
            case Outcome.Refused<Carried>(var refusal) -> CompletableFuture.completedFuture(Outcome.refused(refusal));
        };
    }

    /** A message's file, if it carries one. */
    private record Carried(@Nullable Attachment attachment) {}

    @Override
    public CompletableFuture<Outcome<Written>> note(Operator operator, UUID id, UUID contact, String text) {
        return switch (mayWrite(operator, contact).flatMap(place -> checked(text))) {
            case Outcome.Done<Outcome.Nothing> ok ->
                append(contact, new ContactEvent.Note(operator.id(), operator.name(), text), id);
            case Outcome.Refused<Outcome.Nothing>(var refusal) ->
                CompletableFuture.completedFuture(Outcome.refused(refusal));
        };
    }

    private CompletableFuture<Outcome<Written>> append(UUID contact, ContactEvent event, UUID key) {
        return contacts.append(contact, event, key)
                .thenApply(outcome -> outcome.map((Recorded line) -> new Written(line.seq(), line.at())));
    }

    private Outcome<Place> mayWrite(Operator operator, UUID contact) {
        var place = served.find(contact);
        if (place.isEmpty() || !place.get().mayWrite(operator.id())) {
            return Outcome.refused(Refusal.forbidden(
                    "contact.not-yours",
                    "Contact " + contact + " is not served by you. Maybe it was handed on meanwhile",
                    "contact",
                    contact));
        }
        var right = operator.id().equals(place.get().agent()) ? Right.CONTACT_SERVE : Right.FLOOR_ACT;
        guard.require(right, place.get().institution());
        return Outcome.done(place.get());
    }

    private static Outcome<Outcome.Nothing> checked(@Nullable String text) {
        return text == null || text.length() <= LONGEST
                ? Outcome.done()
                : Outcome.refused(Refusal.tooLarge(
                        "message.too-long",
                        "A line holds at most " + LONGEST + " characters, this one has " + text.length()
                                + ". Send it in parts",
                        "longest",
                        LONGEST,
                        "length",
                        text.length()));
    }

    private Outcome<Carried> file(UUID contact, @Nullable UUID attachment) {
        if (attachment == null) {
            return Outcome.done(new Carried(null));
        }
        return conversations.download(attachment).flatMap(download -> {
            try (var _ = download.content()) {
                return download.contact().equals(contact)
                        ? Outcome.done(new Carried(download.attachment()))
                        : Outcome.refused(Refusal.notFound(
                                "attachment.unknown",
                                "There is no attachment " + attachment + " in contact " + contact,
                                "attachment",
                                attachment));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void typing(Operator operator, UUID contact, boolean on) {
        if (served.find(contact).filter(p -> p.mayWrite(operator.id())).isPresent()) {
            conversations.agentTyping(contact, on);
        }
    }

    @Override
    public void read(Operator operator, UUID contact, long seq) {
        if (served.find(contact).filter(p -> operator.id().equals(p.agent())).isPresent()) {
            conversations.agentRead(contact, seq);
            if (attention.read(contact, seq)) {
                pictures.card(contact);
            }
        }
    }

    @Override
    public boolean watchFloor(Operator operator, LiveStream stream, boolean on) {
        if (!operator.mayAnywhere(Right.FLOOR_WATCH)) {
            return false;
        }
        if (on) {
            pictures.beginFloor(stream, operator);
        }
        return true;
    }
}
