package io.airbranch.desk.picture;

import io.airbranch.casework.Cases;
import io.airbranch.chat.Conversations;
import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.Contacts;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.customer.CustomerCard;
import io.airbranch.customer.Customers;
import io.airbranch.desk.picture.Shapes.CaseLink;
import io.airbranch.desk.picture.Shapes.ContactCard;
import io.airbranch.desk.picture.Shapes.ContactCustomer;
import io.airbranch.desk.picture.Shapes.LastLine;
import io.airbranch.desk.picture.Shapes.Named;
import io.airbranch.desk.picture.Shapes.OfferCard;
import io.airbranch.desk.picture.Shapes.OfferCustomer;
import io.airbranch.routing.Routing;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cards of contacts and offers. However many are asked for, each neighbour is asked once. */
@Component
public class Cards {
    private static final int LOOK_FOR_FIRST_LINE = 20;

    private final Contacts contacts;
    private final Customers customers;
    private final Cases cases;
    private final Conversations conversations;
    private final People people;
    private final Attention attention;
    private final Clock clock;

    Cards(
            Contacts contacts,
            Customers customers,
            Cases cases,
            Conversations conversations,
            People people,
            Attention attention,
            Clock clock) {
        this.contacts = contacts;
        this.customers = customers;
        this.cases = cases;
        this.conversations = conversations;
        this.people = people;
        this.attention = attention;
        this.clock = clock;
    }

    /** In the order of the contacts. */
    public List<ContactCard> of(Collection<Contact> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        var names = customers.cards(present(wanted, Contact::customer));
        var files = cases.findAll(present(wanted, Contact::caseId));
        var lines = new HashMap<UUID, Recorded>();
        contacts.lastMessages(wanted.stream().map(Contact::id).toList())
                .forEach(line -> lines.put(line.contact(), line));
        var queues = people.queues(present(wanted, Contact::queue));
        var said = namesSaid(wanted);
        return wanted.stream()
                .map(c -> card(
                        c,
                        said.get(c.id()),
                        c.customer() == null ? null : names.get(c.customer()),
                        c.caseId() == null ? null : files.get(c.caseId()),
                        lines.get(c.id()),
                        c.queue() == null ? null : queues.get(c.queue())))
                .toList();
    }

    public ContactCard of(Contact contact) {
        return of(List.of(contact)).getFirst();
    }

    /** Who is known needs no name of his own saying. */
    Map<UUID, String> namesSaid(Collection<Contact> wanted) {
        return conversations.namesSaid(wanted.stream()
                .filter(c -> c.customer() == null)
                .map(Contact::id)
                .toList());
    }

    private ContactCard card(
            Contact contact,
            @Nullable String said,
            @Nullable CustomerCard customer,
            Cases.@Nullable Summary file,
            @Nullable Recorded line,
            @Nullable Named queue) {
        var wanted = attention.of(contact);
        return new ContactCard(
                contact.id(),
                lower(contact.channel()),
                state(contact),
                queue,
                customer(contact, customer, said),
                contact.topic(),
                contact.language(),
                contact.openedAt(),
                contact.joinedAt(),
                contact.endedAt(),
                contact.lastSeq(),
                line == null ? null : lastLine(line),
                wanted.unread(),
                contact.live() ? wanted.unansweredSince() : null,
                conversations.customerRead(contact.id()),
                contact.live() && conversations.customerConnected(contact.id()),
                file == null ? null : new CaseLink(file.id(), file.number(), file.title(), file.state()),
                people.operator(contact.agent()),
                contact.page());
    }

    private static String state(Contact contact) {
        return switch (contact.state()) {
            case OPEN, WAITING -> "waiting";
            case ACTIVE -> "active";
            case ENDED -> "ended";
            case WRAPPED -> "wrapped";
        };
    }

    private static ContactCustomer customer(Contact contact, @Nullable CustomerCard known, @Nullable String said) {
        return known == null
                ? new ContactCustomer(contact.customer(), null, said, contact.customer() != null, null)
                : new ContactCustomer(known.id(), known.name(), null, true, known.tier());
    }

    private static @Nullable LastLine lastLine(Recorded recorded) {
        return recorded.event() instanceof ContactEvent.Message message
                ? new LastLine(lower(message.author().role()), said(message), recorded.at())
                : null;
    }

    private static @Nullable String said(ContactEvent.Message message) {
        if (message.text() != null) {
            return message.text();
        }
        return message.attachment() == null ? null : message.attachment().name();
    }

    public List<OfferCard> offers(Collection<Routing.Offer> offers) {
        if (offers.isEmpty()) {
            return List.of();
        }
        var byId = contacts.findAll(offers.stream().map(Routing.Offer::contact).toList()).stream()
                .collect(Collectors.toMap(Contact::id, c -> c));
        var names = customers.cards(present(byId.values(), Contact::customer));
        var said = namesSaid(byId.values());
        var queues = people.queues(offers.stream().map(Routing.Offer::queue).collect(Collectors.toList()));
        return offers.stream()
                .map(offer -> offer(
                        offer, byId.get(offer.contact()), names, said.get(offer.contact()), queues.get(offer.queue())))
                .toList();
    }

    private OfferCard offer(
            Routing.Offer offer,
            @Nullable Contact contact,
            Map<UUID, CustomerCard> names,
            @Nullable String said,
            @Nullable Named queue) {
        var known = contact == null || contact.customer() == null ? null : names.get(contact.customer());
        return new OfferCard(
                offer.id(),
                offer.contact(),
                queue,
                new OfferCustomer(known == null ? null : known.name(), said, known == null ? null : known.tier()),
                contact == null ? null : contact.topic(),
                firstLine(offer.contact()),
                Math.max(
                        0,
                        Duration.between(offer.waitingSince(), clock.instant()).toSeconds()),
                offer.offeredAt(),
                offer.expiresAt());
    }

    private @Nullable String firstLine(UUID contact) {
        return contacts.events(contact, 0, LOOK_FOR_FIRST_LINE).stream()
                .map(Recorded::event)
                .filter(e -> e instanceof ContactEvent.Message m
                        && m.author().role() == ContactEvent.Author.Role.CUSTOMER
                        && m.text() != null)
                .map(e -> ((ContactEvent.Message) e).text())
                .findFirst()
                .orElse(null);
    }

    private static List<UUID> present(
            Collection<Contact> contacts, java.util.function.Function<Contact, @Nullable UUID> field) {
        return contacts.stream()
                .map(field)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .toList();
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
