package io.airbranch.desk.picture;

import io.airbranch.contact.Contact;
import io.airbranch.contact.Contacts;
import io.airbranch.customer.Customers;
import io.airbranch.desk.picture.Shapes.WaitingContact;
import io.airbranch.routing.Routing;
import io.airbranch.routing.Routing.Waiting;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who waits in which queue, in the order in which they are served; what the running scope does not see is left out. */
@Component
class WaitingLines {
    private static final int MOST = 20;

    private final Routing routing;
    private final Contacts contacts;
    private final Customers customers;
    private final Cards cards;
    private final People people;

    WaitingLines(Routing routing, Contacts contacts, Customers customers, Cards cards, People people) {
        this.routing = routing;
        this.contacts = contacts;
        this.customers = customers;
        this.cards = cards;
        this.people = people;
    }

    /** The first of each queue; neighbours are asked once for all of them. */
    Map<UUID, List<WaitingContact>> of(Collection<UUID> queues) {
        var lines = new LinkedHashMap<UUID, List<Waiting>>();
        queues.forEach(queue -> lines.put(queue, routing.line(queue, MOST)));
        var found =
                contacts
                        .findAll(lines.values().stream()
                                .flatMap(List::stream)
                                .map(Waiting::contact)
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Contact::id, Function.identity()));
        var said = cards.namesSaid(found.values());
        var names = customers.cards(found.values().stream()
                .map(Contact::customer)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        var shown = new LinkedHashMap<UUID, List<WaitingContact>>();
        lines.forEach((queue, line) -> shown.put(
                queue,
                line.stream()
                        .filter(waiting -> found.containsKey(waiting.contact()))
                        .map(waiting -> {
                            var contact = Objects.requireNonNull(found.get(waiting.contact()));
                            var customer = contact.customer() == null ? null : names.get(contact.customer());
                            return new WaitingContact(
                                    contact.id(),
                                    waiting.position(),
                                    customer == null ? null : customer.name(),
                                    said.get(contact.id()),
                                    contact.topic(),
                                    contact.language(),
                                    waiting.since(),
                                    people.operator(waiting.asked()),
                                    waiting.priority(),
                                    waiting.step(),
                                    waiting.callback());
                        })
                        .toList()));
        return shown;
    }
}
