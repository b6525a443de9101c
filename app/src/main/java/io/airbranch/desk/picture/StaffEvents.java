package io.airbranch.desk.picture;

import io.airbranch.casework.WrapUpCodes;
import io.airbranch.contact.ContactEvent.*;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.customer.CustomerCard;
import io.airbranch.customer.Customers;
import io.airbranch.desk.picture.Shapes.Named;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Contact events as colleagues see them: every kind, with names beside ids. */
@Component
public class StaffEvents {
    private final People people;
    private final Customers customers;
    private final WrapUpCodes codes;

    StaffEvents(People people, Customers customers, WrapUpCodes codes) {
        this.people = people;
        this.customers = customers;
        this.codes = codes;
    }

    public List<Map<String, Object>> of(Collection<Recorded> recorded) {
        var identified = recorded.stream()
                .map(Recorded::event)
                .filter(Identified.class::isInstance)
                .map(e -> ((Identified) e).customer())
                .distinct()
                .toList();
        var names = identified.isEmpty() ? Map.<UUID, CustomerCard>of() : customers.cards(identified);
        return recorded.stream().map(r -> event(r, names)).toList();
    }

    public Map<String, Object> of(Recorded recorded) {
        return of(List.of(recorded)).getFirst();
    }

    private Map<String, Object> event(Recorded recorded, Map<UUID, CustomerCard> names) {
        var event = new LinkedHashMap<String, Object>();
        event.put("contact", recorded.contact());
        event.put("seq", recorded.seq());
        event.put("at", recorded.at());
        fields(event, recorded, names);
        return event;
    }

    private void fields(Map<String, Object> to, Recorded recorded, Map<UUID, CustomerCard> names) {
        switch (recorded.event()) {
            case Opened e ->
                put(to, "opened", "channel", Cards.lower(e.channel()), "topic", e.topic(), "page", e.page());
            case Identified e -> {
                var card = names.get(e.customer());
                put(
                        to,
                        "identified",
                        "customer",
                        Map.of("id", e.customer(), "name", card == null ? "" : card.name()),
                        "by",
                        person(e.by()));
            }
            case Queued e -> put(to, "queued", "queue", new Named(e.queue(), e.name()));
            case Offered e -> put(to, "offered", "agent", person(e.agent()));
            case OfferEnded e -> put(to, "offer-ended", "agent", person(e.agent()), "reason", e.reason());
            case Joined e -> put(to, "joined", "agent", new Named(e.agent(), e.name()));
            case Message e -> message(to, e, recorded.key());
            case Note e ->
                put(to, "note", "author", new Named(e.by(), e.name()), "text", e.text(), "id", recorded.key());
            case Transferred e -> put(to, "transferred", "by", person(e.by()), "to", e.to(), "note", e.note());
            case Returned e -> put(to, "returned", "agent", person(e.agent()), "reason", e.reason());
            case Watching e -> put(to, "watching", "operator", new Named(e.operator(), e.name()), "on", e.on());
            case SteppedIn e ->
                put(to, e.on() ? "stepped-in" : "stepped-out", "operator", new Named(e.operator(), e.name()));
            case CaseAttached e -> put(to, "case", "id", e.caseId(), "number", e.number());
            case AskedSolved e -> put(to, "asked-solved", "by", person(e.by()));
            case Confirmed e -> put(to, "confirmed", "solved", e.solved(), "comment", e.comment());
            case Ended e -> put(to, "ended", "reason", Cards.lower(e.reason()), "by", person(e.by()));
            case WrappedUp e ->
                put(
                        to,
                        "wrapped-up",
                        "agent",
                        person(e.agent()),
                        "code",
                        e.code(),
                        "codeName",
                        codes.find(e.code()).map(WrapUpCodes.WrapUpCode::name).orElse(null),
                        "note",
                        e.note(),
                        "followUpAt",
                        e.followUpAt());
        }
    }

    private void message(Map<String, Object> to, Message message, @Nullable UUID key) {
        var author = message.author();
        put(
                to,
                "message",
                "from",
                Cards.lower(author.role()),
                "author",
                author.id() == null || author.name() == null ? null : new Named(author.id(), author.name()),
                "text",
                message.text(),
                "attachment",
                message.attachment(),
                "id",
                key);
    }

    private @Nullable Named person(@Nullable UUID operator) {
        return people.operator(operator);
    }

    /** Fields without a value are left out. */
    private static void put(Map<String, Object> to, String kind, @Nullable Object... pairs) {
        to.put("kind", kind);
        for (int i = 0; i < pairs.length; i += 2) {
            var value = pairs[i + 1];
            if (pairs[i] instanceof String name && value != null) {
                to.put(name, value);
            }
        }
    }
}
