package io.airbranch.routing.desk;

import io.airbranch.access.InstitutionPath;
import io.airbranch.acd.Command;
import io.airbranch.acd.Engine;
import io.airbranch.acd.Estimate;
import io.airbranch.acd.Reply;
import io.airbranch.routing.Queue;
import io.airbranch.routing.Routing;
import io.airbranch.routing.deciding.Dispatcher;
import io.airbranch.routing.deciding.Patience;
import io.airbranch.routing.figures.DayFigures;
import io.airbranch.routing.journal.OfferIds;
import io.airbranch.routing.queue.QueueBook;
import io.airbranch.routing.queue.Traits;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The module's counter: turns calls into commands for the engine, waits for their commit, and turns replies into outcomes. */
@Service
public class RoutingDesk implements Routing {
    private static final int MOST_PRIORITY = 100;

    private final Dispatcher dispatcher;
    private final QueueBook queues;
    private final DayFigures figures;
    private final AgentHomes homes;
    private final Clock clock;
    private volatile OfferIds ids = new OfferIds(new UUID(0, 0));

    RoutingDesk(Dispatcher dispatcher, QueueBook queues, DayFigures figures, AgentHomes homes, Clock clock) {
        this.dispatcher = dispatcher;
        this.queues = queues;
        this.figures = figures;
        this.homes = homes;
        this.clock = clock;
    }

    void begin(OfferIds offerIds) {
        ids = offerIds;
    }

    @Override
    public Outcome<Position> place(Request request) {
        var queue = queues.any(request.queue());
        if (queue == null) {
            return Outcome.refused(Refusals.queueUnknown(request.queue()));
        }
        var closed = closed(queue);
        if (closed != null) {
            // Asked again for somebody who waits already: closing time does not send him away.
            return position(request.contact()).map(Outcome::done).orElseGet(() -> Outcome.refused(closed));
        }
        var place = new Command.Place(
                request.contact(),
                request.queue(),
                request.language(),
                request.priority(),
                request.since(),
                request.steps().stream().map(Traits::step).toList(),
                Traits.of(request.medium()),
                request.tier(),
                request.seed());
        return tellAndLook(place, request.contact(), null);
    }

    /** Where the command leaves a contact that is in line; whoever is served already was the next one. */
    private Outcome<Position> tellAndLook(Command command, UUID contact, @Nullable Object subject) {
        var told = dispatcher.submit(command);
        // Right behind the command: both are answered after the same commit.
        var position = dispatcher.ask(engine -> position(engine, contact));
        return outcome(told, subject).map(done -> Patience.await(position).orElse(new Position(contact, 1, 0)));
    }

    private @Nullable Refusal closed(Queue queue) {
        var now = clock.instant();
        if (queues.openAt(queue, now)) {
            return null;
        }
        var opens = queues.nextOpening(queue, now);
        return Refusal.unavailable(
                "queue.closed",
                "Queue " + queue.name().en() + " is closed"
                        + opens.map(o -> ", it opens " + o).orElse(""),
                "queue",
                queue.id(),
                "opensAt",
                opens.map(Instant::toString).orElse(""));
    }

    @Override
    public Optional<Position> position(UUID contact) {
        return ask(engine -> position(engine, contact));
    }

    private static Optional<Position> position(Engine engine, UUID contact) {
        return engine.placeOf(contact)
                .map(p -> position(
                        contact, p.position(), engine.estimateFor(contact).orElse(null)));
    }

    private static Position position(UUID contact, int place, @Nullable Estimate estimate) {
        var error = estimate == null ? null : estimate.typicalError();
        return new Position(
                contact,
                place,
                estimate == null ? null : seconds(estimate.expected()),
                error == null ? null : seconds(error));
    }

    private static int seconds(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE, duration.toSeconds());
    }

    @Override
    public Outcome<Position> setPriority(UUID contact, UUID by, int priority) {
        return Math.abs((long) priority) > MOST_PRIORITY
                ? Outcome.refused(Refusal.invalid(
                        "routing.invalid",
                        "Priority " + priority + " is not " + -MOST_PRIORITY + " to " + MOST_PRIORITY,
                        "field",
                        "priority",
                        "detail",
                        "-" + MOST_PRIORITY + " to " + MOST_PRIORITY + " are possible"))
                : tellAndLook(new Command.SetPriority(contact, by, priority), contact, contact);
    }

    @Override
    public Outcome<Position> keepPlace(UUID contact) {
        return tellAndLook(new Command.KeepPlace(contact), contact, contact);
    }

    @Override
    public Outcome<Assignment> accept(UUID offer, UUID agent) {
        var number = ids.number(offer);
        if (number.isEmpty()) {
            return Outcome.refused(Refusals.offerGone(offer, null));
        }
        return tell(new Command.Accept(number.getAsLong(), agent), offer).flatMap(reply -> switch (reply) {
            case Reply.Given given -> Outcome.done(new Assignment(given.contact(), given.agent()));
            case Reply.Done done -> Outcome.refused(Refusals.offerGone(offer, null));
            case Reply.Refused refused -> Outcome.refused(Refusals.of(refused, offer));
        });
    }

    @Override
    public Outcome<Outcome.Nothing> decline(UUID offer, UUID agent, @Nullable String reason) {
        var number = ids.number(offer);
        return number.isEmpty()
                ? Outcome.refused(Refusals.offerGone(offer, null))
                : tell(new Command.Decline(number.getAsLong(), agent, reason), offer)
                        .flatMap(done -> Outcome.done());
    }

    @Override
    public void withdraw(UUID contact, String reason) {
        tell(new Command.End(contact, reason), contact).orElseThrow();
    }

    @Override
    public Outcome<Outcome.Nothing> transfer(
            UUID contact, UUID by, @Nullable UUID toQueue, @Nullable UUID toAgent, @Nullable String note) {
        if ((toQueue == null) == (toAgent == null)) {
            return Outcome.refused(Refusal.invalid(
                    "transfer.target", "A transfer names a queue or a colleague, exactly one", "contact", contact));
        }
        if (toQueue != null) {
            var queue = queues.any(toQueue);
            var refusal = queue == null ? Refusals.queueUnknown(toQueue) : closed(queue);
            if (refusal != null) {
                return Outcome.refused(refusal);
            }
        }
        return outcome(
                        dispatcher.submit(new Command.Transfer(contact, by, toQueue, toAgent), note),
                        toAgent == null ? contact : toAgent)
                .flatMap(done -> Outcome.done());
    }

    @Override
    public List<Offer> offersOf(UUID agent) {
        return ask(engine -> engine.offersOf(agent)).stream()
                .map(o -> offer(o, ids))
                .toList();
    }

    static Offer offer(Engine.PendingOffer o, OfferIds ids) {
        return new Offer(
                ids.id(o.number()), o.contact(), o.agent(), o.queue(), o.at(), o.expiresAt(), o.since(), o.callback());
    }

    @Override
    public Floor floor(InstitutionPath within) {
        var shown = queues.within(within);
        var here = homes.within(within);
        var seen = ask(engine -> look(engine, shown, here));
        var now = clock.instant();
        return new Floor(
                shown.stream().map(q -> figures(q, seen, now)).toList(),
                seen.agents().stream()
                        .map(a -> new AgentLoad(
                                a.agent(), a.serving(), a.afterContact(), a.used(), a.capacity(), a.queues()))
                        .toList());
    }

    @Override
    public List<Waiting> line(UUID queue, int most) {
        return ask(engine -> {
            var ids = engine.line(queue).limit(most).toList();
            var line = new ArrayList<Waiting>(ids.size());
            for (int i = 0; i < ids.size(); i++) {
                int position = i + 1;
                engine.contact(ids.get(i))
                        .ifPresent(c -> line.add(new Waiting(
                                c.id(), position, c.since(), c.agent(), c.priority(), c.step(), c.callback())));
            }
            return line;
        });
    }

    private record Seen(
            Map<UUID, Engine.QueueLoad> queues,
            Map<UUID, Integer> ready,
            Map<UUID, Estimate> waits,
            List<Engine.AgentLoad> agents) {}

    private static Seen look(Engine engine, List<Queue> shown, Set<UUID> here) {
        var loads = new HashMap<UUID, Engine.QueueLoad>();
        var waits = new HashMap<UUID, Estimate>();
        for (var q : shown) {
            engine.queue(q.id()).ifPresent(load -> loads.put(q.id(), load));
            var load = loads.get(q.id());
            if (load != null && load.waiting() > 0) {
                engine.estimateOf(q.id()).ifPresent(wait -> waits.put(q.id(), wait));
            }
        }
        var all = engine.agents().toList();
        var ready = new HashMap<UUID, Integer>();
        all.stream()
                .filter(Engine.AgentLoad::onDuty)
                .forEach(a -> a.queues().forEach(q -> ready.merge(q, 1, Integer::sum)));
        return new Seen(
                loads,
                ready,
                waits,
                all.stream().filter(a -> here.contains(a.agent())).toList());
    }

    private QueueFigures figures(Queue queue, Seen seen, Instant now) {
        var load = seen.queues().getOrDefault(queue.id(), new Engine.QueueLoad(queue.id(), 0, null, 0));
        var wait = seen.waits().get(queue.id());
        var today = figures.today(queue.id(), queues.zone(queue), now);
        return new QueueFigures(
                queue.id(),
                load.waiting(),
                load.oldest(),
                load.served(),
                today.answered(),
                today.abandoned(),
                today.withinTarget(),
                today.answered() + today.abandoned() - today.abandonedSoon(),
                seen.ready().getOrDefault(queue.id(), 0),
                queues.openAt(queue, now),
                wait == null ? null : seconds(wait.expected()));
    }

    /** How the queues and agents stand, as far as the engine knows them. */
    public Targets targets() {
        return ask(engine -> {
            var lines = new HashMap<UUID, Targets.Staffed>();
            queues.all()
                    .forEach(q -> lines.put(
                            q.id(),
                            new Targets.Staffed(
                                    engine.queue(q.id())
                                            .map(Engine.QueueLoad::waiting)
                                            .orElse(0),
                                    0,
                                    0,
                                    0)));
            var agents = new HashMap<UUID, Engine.AgentLoad>();
            engine.agents().forEach(a -> {
                agents.put(a.agent(), a);
                new HashSet<>(a.queues()).forEach(q -> lines.computeIfPresent(q, (id, line) -> line.with(a)));
            });
            return new Targets(lines, agents);
        });
    }

    private Outcome<Reply> tell(Command command, @Nullable Object subject) {
        return outcome(dispatcher.submit(command), subject);
    }

    private static Outcome<Reply> outcome(CompletableFuture<Reply> future, @Nullable Object subject) {
        try {
            return switch (Patience.await(future)) {
                case Reply.Refused refused -> Outcome.refused(Refusals.of(refused, subject));
                case Reply.Done done -> Outcome.done(done);
                case Reply.Given given -> Outcome.done(given);
            };
        } catch (RefusalException e) {
            return Outcome.refused(e.refusal());
        }
    }

    private <T> T ask(java.util.function.Function<Engine, T> question) {
        return Patience.await(dispatcher.ask(question));
    }
}
