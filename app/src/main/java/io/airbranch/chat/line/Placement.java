package io.airbranch.chat.line;

import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.chat.protocol.Sentences;
import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.ContactEvent.Author;
import io.airbranch.contact.ContactEvent.Ended;
import io.airbranch.contact.ContactEvent.Message;
import io.airbranch.contact.Contacts;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.routing.Queue;
import io.airbranch.routing.Queues;
import io.airbranch.routing.Routing;
import io.airbranch.routing.Routing.Request;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Putting conversations into their queue, and taking them out. While the queue is closed a conversation stays open and unplaced: what
 * the customer says is kept as a message, and the sweep places it once the queue opens. Runs as the system, because a widget's queue
 * may belong to another institution than the widget.
 */
@Component
public class Placement {
    private final ObjectProvider<Contacts> contacts;
    private final ObjectProvider<Routing> routing;
    private final Queues queues;
    private final Institutions institutions;
    private final Clock clock;

    Placement(
            ObjectProvider<Contacts> contacts,
            ObjectProvider<Routing> routing,
            Queues queues,
            Institutions institutions,
            Clock clock) {
        this.contacts = contacts;
        this.routing = routing;
        this.queues = queues;
        this.institutions = institutions;
        this.clock = clock;
    }

    /**
     * @param opensAt known only where it is closed and will open within the calendar's horizon
     * @param told what the queue itself says while it is closed
     */
    public record Hours(
            boolean open,
            @Nullable Instant opensAt,
            ZoneId zone,
            @Nullable Name told) {}

    public Hours hours(UUID queue, InstitutionPath institution) {
        return Scope.within(Scope.system(), () -> {
            var found = queues.find(queue).filter(Queue::active);
            var zone = institutions.hoursOf(institution).zone();
            var now = clock.instant();
            if (found.isEmpty()) {
                return new Hours(false, null, zone, null);
            }
            if (queues.openAt(found.get(), now)) {
                return new Hours(true, null, zone, null);
            }
            return new Hours(
                    false,
                    queues.nextOpening(found.get(), now).orElse(null),
                    zone,
                    found.get().closedMessage());
        });
    }

    public Outcome<Routing.Position> place(UUID contact, UUID queue, String language) {
        return Scope.within(
                Scope.system(),
                () -> routing.getObject().place(new Request(contact, queue, language, 0, clock.instant(), List.of())));
    }

    public Optional<Routing.Position> position(UUID contact) {
        return Scope.within(Scope.system(), () -> routing.getObject().position(contact));
    }

    /** Ends the contact, and takes it out of the queue where it waits. */
    public Outcome<Recorded> end(UUID contact, Ended.Reason reason, @Nullable UUID key) {
        var ended = append(contact, new Ended(reason, null), key);
        if (ended.isDone()) {
            Scope.within(Scope.system(), () -> routing.getObject().withdraw(contact, word(reason)));
        }
        return ended;
    }

    private static String word(Ended.Reason reason) {
        return switch (reason) {
            case CUSTOMER -> "customer";
            case AGENT -> "agent";
            case CUSTOMER_GONE -> "customer-gone";
            case ABANDONED -> "abandoned";
            case CLOSED -> "closed";
        };
    }

    /** Says to the customer that we are closed, and what becomes of the message. */
    public Outcome<Recorded> sayClosed(
            UUID contact, Hours hours, @Nullable Name widgets, boolean spoken, Locale locale, UUID key) {
        var own = told(hours, widgets, locale);
        var text = spoken
                ? Stream.of(own, sentence("message.left", hours, locale))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("\n"))
                : notice(hours, widgets, locale);
        return append(contact, new Message(new Author(Author.Role.SYSTEM, null, null), text, null), key);
    }

    /** What stands there while it is closed: the queue's own words, else the widget's, else ours. */
    public static String notice(Hours hours, @Nullable Name widgets, Locale locale) {
        var own = told(hours, widgets, locale);
        return own == null ? sentence("service.closed", hours, locale) : own;
    }

    private static @Nullable String told(Hours hours, @Nullable Name widgets, Locale locale) {
        var own = hours.told() == null ? widgets : hours.told();
        return own == null ? null : own.in(locale);
    }

    private static String sentence(String code, Hours hours, Locale locale) {
        var opens = hours.opensAt();
        return opens == null
                ? Sentences.say(code, locale)
                : Sentences.say(
                        code + "-until",
                        locale,
                        DateTimeFormatter.ofPattern(
                                        locale.getLanguage().equals("en") ? "d MMM HH:mm" : "M月d日 HH:mm", locale)
                                .format(opens.atZone(hours.zone())));
    }

    /** Appends and waits. A database that cannot be reached is a refusal here, not a fault. */
    public Outcome<Recorded> append(UUID contact, ContactEvent event, @Nullable UUID key) {
        return await(Scope.within(Scope.system(), () -> contacts.getObject().append(contact, event, key)));
    }

    public static <T> Outcome<T> await(CompletableFuture<Outcome<T>> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    /** The way a database that cannot be reached is told to a customer. */
    public static Refusal unavailable() {
        return Refusal.unavailable(
                "storage.unavailable",
                "The database cannot be reached; send the same again in 2 s",
                "retryAfterSeconds",
                2);
    }
}
