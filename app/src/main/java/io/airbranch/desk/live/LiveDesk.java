package io.airbranch.desk.live;

import io.airbranch.access.OperatorChanged;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.agent.Agents.AgentChanged;
import io.airbranch.casework.Cases;
import io.airbranch.casework.Cases.CaseChanged;
import io.airbranch.casework.Cases.FollowUpDue;
import io.airbranch.chat.Conversations.Signal;
import io.airbranch.contact.ContactEvent.*;
import io.airbranch.contact.ContactListener;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.desk.live.Served.Place;
import io.airbranch.desk.picture.Attention;
import io.airbranch.desk.picture.Cards;
import io.airbranch.desk.picture.Shapes.OfferEnded;
import io.airbranch.desk.picture.StaffEvents;
import io.airbranch.desk.stream.Streams;
import io.airbranch.routing.Routing;
import io.airbranch.shared.db.Scope;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Hears what happens and brings it to the consoles that serve or watch it. Hearing hands over and returns, because it happens on the
 * threads that commit and route; one thread then pushes contact events in their order, another one offers, which need the database.
 */
@Component
class LiveDesk implements ContactListener, Routing.Listener {
    private static final Logger log = LoggerFactory.getLogger(LiveDesk.class);

    private final ExecutorService lines = oneThread("desk-lines");
    private final ExecutorService offers = oneThread("desk-offers");
    private final Served served;
    private final Streams streams;
    private final Pictures pictures;
    private final StaffEvents staffEvents;
    private final Attention attention;
    private final Cards cards;
    private final Cases cases;
    private final Operators operators;
    private final Notices notices;

    LiveDesk(
            Served served,
            Streams streams,
            Pictures pictures,
            StaffEvents staffEvents,
            Attention attention,
            Cards cards,
            Cases cases,
            Operators operators,
            Notices notices) {
        this.served = served;
        this.streams = streams;
        this.pictures = pictures;
        this.staffEvents = staffEvents;
        this.attention = attention;
        this.cards = cards;
        this.cases = cases;
        this.operators = operators;
        this.notices = notices;
    }

    private static ExecutorService oneThread(String name) {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    @Override
    public void recorded(List<Recorded> events) {
        on(lines, () -> Scope.within(Scope.system(), () -> events.forEach(this::push)));
    }

    private void push(Recorded recorded) {
        if (recorded.repeated()) {
            return;
        }
        var before = served.find(recorded.contact());
        var after = served.after(recorded);
        if (before.isEmpty() || after.isEmpty()) {
            return;
        }
        attention.follow(recorded);
        var audience = new java.util.HashSet<>(before.get().audience());
        audience.addAll(after.get().audience());
        audience.removeIf(operator -> !streams.any(operator));
        if (!audience.isEmpty()) {
            streams.push(audience, "event", staffEvents.of(recorded));
        }
        follow(recorded, before.get(), after.get());
    }

    /** What an event means for cards, loads and the floor. */
    private void follow(Recorded recorded, Place before, Place after) {
        switch (recorded.event()) {
            case Transferred e -> {
                left(before, "transferred");
                card(after);
            }
            case Returned e -> {
                left(before, "returned");
                card(after);
            }
            case WrappedUp e -> left(before, "wrapped-up");
            case Joined e -> changed(after);
            case Ended e -> {
                changed(after);
                if (after.agent() == null && after.watchers().isEmpty()) {
                    served.forget(after.contact());
                    attention.forget(after.contact());
                }
            }
            case Message e -> card(after);
            case Note e -> card(after);
            case Identified e -> card(after);
            case CaseAttached e -> card(after);
            case AskedSolved e -> card(after);
            case Confirmed e -> card(after);
            case Watching e -> card(after);
            case SteppedIn e -> card(after);
            case Opened e -> {}
            case Queued e -> {}
            case Offered e -> {}
            case io.airbranch.contact.ContactEvent.OfferEnded e -> {}
        }
    }

    private void card(Place place) {
        if (place.audience().stream().anyMatch(streams::any)) {
            pictures.card(place.contact());
        }
    }

    private void changed(Place place) {
        card(place);
        if (place.agent() != null) {
            pictures.me(place.agent());
            pictures.floorAgent(place.agent());
        }
    }

    private void left(Place before, String reason) {
        attention.forget(before.contact());
        var agent = before.agent();
        if (agent != null) {
            streams.push(agent, "contact-gone", Map.of("contact", before.contact(), "reason", reason));
            pictures.me(agent);
            pictures.floorAgent(agent);
        }
    }

    @Override
    public void offered(Routing.Offer offer) {
        if (streams.any(offer.agent())) {
            on(
                    offers,
                    () -> Scope.within(Scope.system(), () -> {
                        streams.push(
                                offer.agent(),
                                "offer",
                                cards.offers(List.of(offer)).getFirst());
                    }));
        }
    }

    @Override
    public void offerEnded(Routing.Offer offer, String reason) {
        if (streams.any(offer.agent())) {
            on(
                    offers,
                    () -> streams.push(
                            offer.agent(), "offer-ended", new OfferEnded(offer.id(), offer.contact(), reason)));
        }
    }

    @Override
    public void changed(@Nullable UUID queue, @Nullable UUID agent) {
        if (queue != null) {
            pictures.floorQueue(queue);
        }
        if (agent != null) {
            pictures.floorAgent(agent);
        }
    }

    @EventListener
    void on(Signal signal) {
        on(
                lines,
                () -> served.find(signal.contact()).ifPresent(place -> {
                    switch (signal) {
                        case Signal.CustomerTyping typing ->
                            streams.push(
                                    place.audience(), "typing", Map.of("contact", typing.contact(), "on", typing.on()));
                        case Signal.CustomerRead read ->
                            streams.push(
                                    place.audience(), "read", Map.of("contact", read.contact(), "seq", read.seq()));
                        case Signal.CustomerLine line -> {
                            streams.push(
                                    place.audience(),
                                    "customer-line",
                                    Map.of("contact", line.contact(), "connected", line.connected()));
                            card(place);
                        }
                    }
                }));
    }

    @EventListener
    void on(AgentChanged changed) {
        pictures.me(changed.agent().id());
        pictures.floorAgent(changed.agent().id());
    }

    @EventListener
    void on(OperatorChanged changed) {
        pictures.me(changed.operator());
        pictures.floorAgent(changed.operator());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(CaseChanged changed) {
        on(
                offers,
                () -> Scope.within(Scope.system(), () -> {
                    served.withCase(changed.id()).forEach(pictures::card);
                    cases.find(changed.id()).ifPresent(file -> {
                        var readers = streams.operators().stream()
                                .filter(id -> operators
                                        .find(id)
                                        .filter(o -> o.may(Right.CASE_READ, file.institution()))
                                        .isPresent())
                                .toList();
                        streams.push(readers, "case", Map.of("case", file.id(), "version", file.version()));
                    });
                }));
    }

    @EventListener
    void on(FollowUpDue due) {
        if (due.owner() != null) {
            notices.tell(
                    due.owner(),
                    "act",
                    "case.follow-up-due",
                    Map.of("number", due.number(), "due", due.due()),
                    null,
                    due.id());
        }
    }

    private void on(ExecutorService thread, Runnable work) {
        try {
            thread.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    // The consoles see the hole in the numbers of the contact and fetch; what is only a picture comes
                    // with the next change.
                    log.warn("Something could not be brought to the consoles", e);
                }
            });
        } catch (RejectedExecutionException stopping) {
            log.debug("Stopping: nothing more is brought to the consoles");
        }
    }

    @PreDestroy
    void stop() {
        lines.shutdownNow();
        offers.shutdownNow();
    }
}
