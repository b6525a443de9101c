package io.airbranch.desk.picture;

import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operator;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.agent.Agent;
import io.airbranch.agent.Agents;
import io.airbranch.contact.Contact;
import io.airbranch.contact.Contacts;
import io.airbranch.customer.CustomerCard;
import io.airbranch.customer.Customers;
import io.airbranch.desk.picture.Shapes.Capacity;
import io.airbranch.desk.picture.Shapes.Floor;
import io.airbranch.desk.picture.Shapes.FloorAgent;
import io.airbranch.desk.picture.Shapes.FloorContact;
import io.airbranch.desk.picture.Shapes.FloorQueue;
import io.airbranch.desk.picture.Shapes.PresenceNow;
import io.airbranch.desk.picture.Shapes.ServiceLevel;
import io.airbranch.desk.picture.Shapes.WaitingContact;
import io.airbranch.routing.Queue;
import io.airbranch.routing.Queues;
import io.airbranch.routing.Routing;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The floor of the institutions in which an operator may watch it. */
@Component
public class FloorPicture {
    private final Routing routing;
    private final Queues queues;
    private final Agents agents;
    private final Operators operators;
    private final Contacts contacts;
    private final Customers customers;
    private final WaitingLines lines;
    private final Clock clock;

    FloorPicture(
            Routing routing,
            Queues queues,
            Agents agents,
            Operators operators,
            Contacts contacts,
            Customers customers,
            WaitingLines lines,
            Clock clock) {
        this.routing = routing;
        this.queues = queues;
        this.agents = agents;
        this.operators = operators;
        this.contacts = contacts;
        this.customers = customers;
        this.lines = lines;
        this.clock = clock;
    }

    public Floor whole(Operator watcher) {
        return rows(watcher, id -> true, id -> true);
    }

    /** Only the rows asked for, cut to what the watcher may see. */
    public Floor rows(Operator watcher, Predicate<UUID> queueWanted, Predicate<UUID> agentWanted) {
        return Scope.within(watcher.scope(), () -> {
            var queueRows = new ArrayList<FloorQueue>();
            var agentRows = new ArrayList<FloorAgent>();
            for (var within : roots(watcher)) {
                add(within, queueWanted, agentWanted, queueRows, agentRows);
            }
            return new Floor(queueRows, agentRows, null);
        });
    }

    /** A place below another of the same operator's is in the other's picture already. */
    private static List<InstitutionPath> roots(Operator watcher) {
        return InstitutionPath.outermost(watcher.where(Right.FLOOR_WATCH));
    }

    private void add(
            InstitutionPath within,
            Predicate<UUID> queueWanted,
            Predicate<UUID> agentWanted,
            List<FloorQueue> queueRows,
            List<FloorAgent> agentRows) {
        var floor = routing.floor(within);
        var figures = floor.queues().stream().collect(Collectors.toMap(Routing.QueueFigures::queue, f -> f));
        var shown = queues.within(within).stream()
                .filter(q -> q.active() && queueWanted.test(q.id()) && figures.containsKey(q.id()))
                .toList();
        var waiting = lines.of(shown.stream()
                .map(Queue::id)
                .filter(id -> Objects.requireNonNull(figures.get(id)).waiting() > 0)
                .toList());
        shown.forEach(q -> queueRows.add(
                queue(q, Objects.requireNonNull(figures.get(q.id())), waiting.getOrDefault(q.id(), List.of()))));
        var loads =
                floor.agents().stream().filter(l -> agentWanted.test(l.agent())).toList();
        var loadOf = loads.stream().collect(Collectors.toMap(Routing.AgentLoad::agent, l -> l));
        var present = agents.within(within).stream()
                .filter(a -> agentWanted.test(a.id()))
                .toList();
        if (present.isEmpty()) {
            return;
        }
        var served = contacts
                .findAll(loads.stream()
                        .flatMap(l -> l.contacts().stream())
                        .distinct()
                        .toList())
                .stream()
                .collect(Collectors.toMap(Contact::id, Function.identity()));
        var names = customers.cards(served.values().stream()
                .map(Contact::customer)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        var people = new HashMap<UUID, Operator>();
        present.forEach(a -> operators.find(a.id()).ifPresent(o -> people.put(o.id(), o)));
        for (var agent : present) {
            var operator = people.get(agent.id());
            if (operator != null) {
                agentRows.add(agent(agent, operator, loadOf.get(agent.id()), served, names));
            }
        }
    }

    private FloorQueue queue(Queue queue, Routing.QueueFigures figures, List<WaitingContact> waiting) {
        var trouble = Trouble.of(queue, figures, clock.instant());
        int base = figures.serviceLevelBase();
        var level = base == 0
                ? null
                : new ServiceLevel(
                        (double) figures.answeredInTarget() / base,
                        queue.target(),
                        queue.targetWait().toSeconds(),
                        base);
        return new FloorQueue(
                queue.id(),
                queue.name(),
                queue.institution().value(),
                figures.waiting(),
                figures.oldestSince(),
                figures.active(),
                level,
                figures.abandonedToday(),
                figures.answeredToday(),
                figures.agentsReady(),
                figures.open(),
                figures.expectedWaitSeconds(),
                trouble.level(),
                trouble.why(),
                waiting);
    }

    private FloorAgent agent(
            Agent agent,
            Operator operator,
            Routing.@Nullable AgentLoad load,
            Map<UUID, Contact> served,
            Map<UUID, CustomerCard> names) {
        var rows = new ArrayList<FloorContact>();
        if (load != null) {
            for (var id : load.contacts()) {
                var contact = served.get(id);
                if (contact != null) {
                    var customer = contact.customer() == null ? null : names.get(contact.customer());
                    rows.add(new FloorContact(
                            id,
                            contact.queue(),
                            customer == null ? null : customer.name(),
                            contact.joinedAt() == null ? contact.openedAt() : contact.joinedAt(),
                            contact.state() == Contact.State.ENDED ? "ended" : "active"));
                }
            }
        }
        return new FloorAgent(
                agent.id(),
                operator.name(),
                operator.home().value(),
                PresenceNow.of(agents.presenceOf(agent.id()), load == null ? 0 : load.afterContact()),
                rows,
                load == null ? new Capacity(0, agent.chatCapacity()) : new Capacity(load.used(), load.max()),
                load == null ? List.of() : load.queues());
    }
}
