package io.airbranch.desk.live;

import io.airbranch.access.Operator;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.contact.Contact;
import io.airbranch.contact.Contacts;
import io.airbranch.desk.picture.Cards;
import io.airbranch.desk.picture.FloorPicture;
import io.airbranch.desk.picture.Mine;
import io.airbranch.desk.picture.Shapes.ContactCard;
import io.airbranch.desk.picture.Shapes.Floor;
import io.airbranch.desk.stream.LiveStream;
import io.airbranch.desk.stream.Streams;
import io.airbranch.shared.db.Scope;
import jakarta.annotation.PreDestroy;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Pictures that are only worth their newest state: cards, "me", floor rows. Whoever changes something marks it; a moment later it is
 * composed once for all marks together and pushed to whoever shows it. Nothing is composed while nothing changes.
 */
@Component
public class Pictures {
    private static final long CARDS_EVERY_MS = 100;
    private static final long FLOOR_EVERY_MS = 500;
    private static final Logger log = LoggerFactory.getLogger(Pictures.class);

    private final Set<UUID> cardsDue = ConcurrentHashMap.newKeySet();
    private final Set<UUID> operatorsDue = ConcurrentHashMap.newKeySet();
    private final Set<UUID> queuesDue = ConcurrentHashMap.newKeySet();
    private final Set<UUID> agentsDue = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean deskPlanned = new AtomicBoolean();
    private final AtomicBoolean floorPlanned = new AtomicBoolean();
    private final Map<UUID, Map<UUID, Object>> shown = new ConcurrentHashMap<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("desk-pictures").factory());

    private final Streams streams;
    private final Contacts contacts;
    private final Operators operators;
    private final Cards cards;
    private final Mine mine;
    private final FloorPicture floor;
    private final Served served;
    private final AlertBell bell;

    Pictures(
            Streams streams,
            Contacts contacts,
            Operators operators,
            Cards cards,
            Mine mine,
            FloorPicture floor,
            Served served,
            AlertBell bell) {
        this.streams = streams;
        this.contacts = contacts;
        this.operators = operators;
        this.cards = cards;
        this.mine = mine;
        this.floor = floor;
        this.served = served;
        this.bell = bell;
    }

    public void card(UUID contact) {
        cardsDue.add(contact);
        plan(deskPlanned, CARDS_EVERY_MS, this::pushDesk);
    }

    public void me(UUID operator) {
        if (streams.any(operator)) {
            operatorsDue.add(operator);
            plan(deskPlanned, CARDS_EVERY_MS, this::pushDesk);
        }
    }

    void floorQueue(UUID queue) {
        queuesDue.add(queue);
        plan(floorPlanned, FLOOR_EVERY_MS, this::pushFloor);
    }

    void floorAgent(UUID agent) {
        agentsDue.add(agent);
        plan(floorPlanned, FLOOR_EVERY_MS, this::pushFloor);
    }

    private void plan(AtomicBoolean planned, long afterMs, Runnable work) {
        if (planned.compareAndSet(false, true)) {
            try {
                var _ = later.schedule(
                        () -> {
                            planned.set(false);
                            try {
                                work.run();
                            } catch (RuntimeException e) {
                                // A picture missed is shown with the next change; most often the database is away.
                                log.warn("A picture could not be composed: {}", e.getMessage());
                            }
                        },
                        afterMs,
                        TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                log.debug("Stopping: no more pictures");
            }
        }
    }

    private void pushDesk() {
        var dueContacts = taken(cardsDue);
        var dueOperators = taken(operatorsDue);
        // For consoles of many scopes at once; each gets only what is his own.
        Scope.within(Scope.system(), () -> {
            var shown = contacts.findAll(dueContacts).stream()
                    .filter(c -> c.state() != Contact.State.WRAPPED)
                    .toList();
            var made = cards.of(shown);
            for (int i = 0; i < made.size(); i++) {
                push(shown.get(i), made.get(i));
            }
            dueOperators.forEach(id -> operators.find(id).ifPresent(o -> streams.push(id, "me", mine.me(o))));
        });
    }

    /** Who serves it has it among his own; who reads along has it beside them. */
    private void push(Contact contact, ContactCard card) {
        var agent = contact.agent();
        if (agent != null && streams.any(agent)) {
            streams.push(agent, "contact", card);
        }
        var watching = served.find(contact.id()).map(Served.Place::audience).orElse(Set.of()).stream()
                .filter(operator -> !operator.equals(agent) && streams.any(operator))
                .toList();
        if (!watching.isEmpty()) {
            streams.push(watching, "watched", card);
        }
    }

    private void pushFloor() {
        var dueQueues = taken(queuesDue);
        var dueAgents = taken(agentsDue);
        var watchers = streams.floorWatchers();
        shown.keySet().removeIf(id -> watchers.stream().noneMatch(w -> w.id().equals(id)));
        for (var stream : watchers) {
            var operator = Scope.within(Scope.system(), () -> operators.find(stream.operator()));
            operator.filter(o -> o.mayAnywhere(Right.FLOOR_WATCH))
                    .ifPresent(o -> pushFloor(stream, o, dueQueues::contains, dueAgents::contains));
        }
    }

    /** The whole floor, once, to a console that begins to watch; in line with the changes that follow. */
    void beginFloor(LiveStream stream, Operator operator) {
        try {
            later.execute(() -> {
                try {
                    var rows = changed(stream, operator, id -> true, id -> true);
                    bell.show(
                            operator,
                            open -> streams.push(stream, "floor", new Floor(rows.queues(), rows.agents(), open)));
                } catch (RuntimeException e) {
                    log.warn("The floor could not be shown yet: {}", e.getMessage());
                    beginLater(stream, operator);
                }
            });
        } catch (RejectedExecutionException stopping) {
            log.debug("Stopping: no more pictures");
        }
    }

    private void beginLater(LiveStream stream, Operator operator) {
        var _ = later.schedule(
                () -> {
                    if (stream.watchesFloor()) {
                        beginFloor(stream, operator);
                    }
                },
                FLOOR_EVERY_MS,
                TimeUnit.MILLISECONDS);
    }

    private void pushFloor(
            LiveStream stream, Operator operator, Predicate<UUID> queuesWanted, Predicate<UUID> agentsWanted) {
        var rows = changed(stream, operator, queuesWanted, agentsWanted);
        if (!rows.queues().isEmpty() || !rows.agents().isEmpty()) {
            streams.push(stream, "floor", rows);
        }
    }

    private Floor changed(
            LiveStream stream, Operator operator, Predicate<UUID> queuesWanted, Predicate<UUID> agentsWanted) {
        var rows = floor.rows(operator, queuesWanted, agentsWanted);
        var before = shown.computeIfAbsent(stream.id(), id -> new ConcurrentHashMap<>());
        return new Floor(
                rows.queues().stream()
                        .filter(q -> !q.equals(before.put(q.id(), q)))
                        .toList(),
                rows.agents().stream()
                        .filter(a -> !a.equals(before.put(a.id(), a)))
                        .toList(),
                null);
    }

    private static Set<UUID> taken(Set<UUID> due) {
        var taken = new HashSet<>(due);
        due.removeAll(taken);
        return taken;
    }

    @PreDestroy
    void stop() {
        later.shutdownNow();
    }
}
