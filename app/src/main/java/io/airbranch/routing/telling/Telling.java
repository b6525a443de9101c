package io.airbranch.routing.telling;

import io.airbranch.acd.Command;
import io.airbranch.acd.Fact;
import io.airbranch.agent.Agents;
import io.airbranch.agent.AwayReasons;
import io.airbranch.agent.Presence;
import io.airbranch.contact.ContactEvent;
import io.airbranch.routing.Routing.Listener;
import io.airbranch.routing.Routing.Offer;
import io.airbranch.routing.deciding.Aftermath;
import io.airbranch.routing.deciding.Dispatcher;
import io.airbranch.routing.figures.DayFigures;
import io.airbranch.routing.figures.Tally;
import io.airbranch.routing.figures.WorkTimes;
import io.airbranch.routing.journal.JournalRows.Numbered;
import io.airbranch.routing.journal.OfferIds;
import io.airbranch.routing.queue.QueueBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells others what was decided, after its commit and in its order: the contact's own list of events, listeners, the agent. */
@Component
public class Telling implements Aftermath {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    private final ContactLines lines;
    private final Dispatcher dispatcher;
    private final QueueBook queues;
    private final Names names;
    private final Agents agents;
    private final ObjectProvider<Listener> provided;
    /** Looked up once: finding beans takes longer than telling them. */
    private List<Listener> listeners = List.of();

    private final DayFigures figures;
    private final WorkTimes times;

    private OfferIds ids = new OfferIds(new UUID(0, 0));
    private final Map<Long, Offer> pending = new HashMap<>();
    private final Set<UUID> changedQueues = new LinkedHashSet<>();
    private final Set<UUID> changedAgents = new LinkedHashSet<>();
    private boolean everyQueueChanged;

    Telling(
            ContactLines lines,
            Dispatcher dispatcher,
            QueueBook queues,
            Names names,
            Agents agents,
            ObjectProvider<Listener> provided,
            DayFigures figures,
            WorkTimes times) {
        this.lines = lines;
        this.dispatcher = dispatcher;
        this.queues = queues;
        this.names = names;
        this.agents = agents;
        this.provided = provided;
        this.figures = figures;
        this.times = times;
    }

    public void begin(OfferIds offerIds, List<Offer> offers, long heard) {
        ids = offerIds;
        listeners = provided.stream().toList();
        offers.forEach(o -> offerIds.number(o.id()).ifPresent(n -> pending.put(n, o)));
        lines.begin(heard);
    }

    @Override
    public Tally count(List<Numbered> numbered) {
        var facts = numbered.stream().map(Numbered::fact).toList();
        return new Tally(figures.count(facts), times.count(facts));
    }

    @Override
    public long heard() {
        return lines.heard();
    }

    @Override
    public CompletableFuture<Boolean> tell(List<Numbered> facts) {
        var told = new ArrayList<CompletableFuture<Boolean>>();
        for (var numbered : facts) {
            lines.reached(numbered.seq());
            told(numbered, true, told);
        }
        return all(told);
    }

    /** Only to contacts: the facts are old, and whoever listens has seen a restart since. */
    public CompletableFuture<Boolean> tellAgain(Numbered numbered) {
        var told = new ArrayList<CompletableFuture<Boolean>>();
        told(numbered, false, told);
        return all(told);
    }

    private static CompletableFuture<Boolean> all(List<CompletableFuture<Boolean>> told) {
        return told.isEmpty()
                ? CompletableFuture.completedFuture(true)
                : CompletableFuture.allOf(told.toArray(CompletableFuture[]::new))
                        .thenApply(done -> told.stream().allMatch(CompletableFuture::join));
    }

    private void told(Numbered numbered, boolean live, List<CompletableFuture<Boolean>> told) {
        long seq = numbered.seq();
        switch (numbered.fact()) {
            case Fact.Placed f -> {
                var queue = queues.any(f.queue());
                if (queue != null) {
                    told.add(append(seq, f.contact(), new ContactEvent.Queued(f.queue(), queue.name())));
                }
                changed(f.queue(), null);
            }
            case Fact.Offered f -> {
                var offer = new Offer(
                        ids.id(f.offer()),
                        f.contact(),
                        f.agent(),
                        f.queue(),
                        f.at(),
                        f.expiresAt(),
                        f.since(),
                        f.callback());
                var _ = append(seq, f.contact(), new ContactEvent.Offered(offer.id(), f.agent()));
                if (live) {
                    pending.put(f.offer(), offer);
                    listen(l -> l.offered(offer));
                }
                changed(f.queue(), f.agent());
            }
            case Fact.OfferEnded f -> {
                var end = new ContactEvent.OfferEnded(ids.id(f.offer()), f.agent(), reason(f));
                var _ = append(seq, f.contact(), end);
                ended(f.offer(), f.end().code());
                changed(f.queue(), f.agent());
            }
            case Fact.Assigned f -> {
                var joined = append(seq, f.contact(), new ContactEvent.Joined(f.agent(), names.of(f.agent())));
                told.add(joined);
                if (live) {
                    // The customer was quicker: nobody serves who is gone.
                    var _ = joined.thenAccept(agreed -> {
                        if (!agreed) {
                            dispatcher.hand(new Command.Free(f.contact()));
                        }
                    });
                }
                ended(f.offer(), "accepted");
                changed(f.queue(), f.agent());
            }
            case Fact.Transferred f -> {
                told.add(append(seq, f.contact(), transferred(f, numbered.note())));
                changed(f.queue(), f.from());
            }
            case Fact.Returned f -> {
                var _ = append(seq, f.contact(), new ContactEvent.Returned(f.agent(), "agent-gone"));
                changed(f.queue(), f.agent());
            }
            case Fact.AgentSetAway f -> {
                if (live) {
                    Thread.ofVirtual().name("set-away").start(() -> setAway(f.agent()));
                }
                changed(null, f.agent());
            }
            case Fact.AgentSet f -> changed(null, f.profile().id());
            case Fact.AgentPresence f -> changedWithQueues(f.agent());
            case Fact.AgentLine f -> changedWithQueues(f.agent());
            case Fact.QueueSet f -> changed(f.profile().id(), null);
            case Fact.Restored f -> changed(f.queue(), f.agent());
            case Fact.Left f -> changed(f.queue(), null);
            case Fact.AfterContact f -> changed(f.queue(), f.agent());
            case Fact.Freed f -> changed(f.queue(), f.agent());
            case Fact.PrioritySet f -> changed(f.queue(), null);
            case Fact.PlaceKept f -> changed(f.queue(), null);
            case Fact.AgentRests f -> changed(null, f.agent());
            case Fact.AgentRested f -> changed(null, f.agent());
            case Fact.StepEntered f -> {}
            case Fact.PauseOver f -> {}
        }
    }

    private static String reason(Fact.OfferEnded f) {
        return f.reason() == null ? f.end().code() : f.end().code() + ": " + f.reason();
    }

    private ContactEvent.Transferred transferred(Fact.Transferred f, @Nullable String note) {
        var queue = queues.any(f.queue());
        var to = f.toAgent() != null || queue == null
                ? names.of(f.toAgent() == null ? f.by() : f.toAgent())
                : queue.name();
        return new ContactEvent.Transferred(f.by(), f.toAgent() == null ? f.queue() : null, f.toAgent(), to, note);
    }

    private CompletableFuture<Boolean> append(long seq, UUID contact, ContactEvent event) {
        return lines.append(seq, contact, event, ids.keyOf(seq));
    }

    private void ended(long number, String reason) {
        var offer = pending.remove(number);
        if (offer != null) {
            listen(l -> l.offerEnded(offer, reason));
        }
    }

    private void setAway(UUID agent) {
        try {
            agents.become(agent, Presence.State.AWAY, AwayReasons.UNANSWERED);
        } catch (RuntimeException e) {
            LOG.warn("Agent {} let too many offers pass but could not be set away: {}", agent, e.toString());
        }
    }

    private void changed(@Nullable UUID queue, @Nullable UUID agent) {
        if (queue != null) {
            changedQueues.add(queue);
        }
        if (agent != null) {
            changedAgents.add(agent);
        }
    }

    /** How many are ready shows at each of his queues. */
    private void changedWithQueues(UUID agent) {
        changed(null, agent);
        everyQueueChanged = true;
    }

    @Override
    public void batchTold(Tally tally) {
        figures.add(tally.queues());
        if (everyQueueChanged) {
            queues.all().forEach(q -> changedQueues.add(q.id()));
            everyQueueChanged = false;
        }
        changedQueues.forEach(q -> listen(l -> l.changed(q, null)));
        changedAgents.forEach(a -> listen(l -> l.changed(null, a)));
        changedQueues.clear();
        changedAgents.clear();
    }

    private void listen(Consumer<Listener> tell) {
        listeners.forEach(listener -> {
            try {
                tell.accept(listener);
            } catch (RuntimeException e) {
                LOG.error("A listener of routing failed; the others are told all the same", e);
            }
        });
    }
}
