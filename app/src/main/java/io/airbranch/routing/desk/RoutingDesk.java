package io.airbranch.routing.desk;

import io.airbranch.access.InstitutionPath;
import io.airbranch.acd.Command;
import io.airbranch.acd.Engine;
import io.airbranch.acd.Reply;
import io.airbranch.routing.Queue;
import io.airbranch.routing.Routing;
import io.airbranch.routing.deciding.Dispatcher;
import io.airbranch.routing.figures.DayFigures;
import io.airbranch.routing.journal.OfferIds;
import io.airbranch.routing.queue.QueueBook;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The module's counter: turns calls into commands for the engine, waits for their commit, and turns replies into outcomes. */
@Service
public class RoutingDesk implements Routing {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

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
            return Outcome.refused(queueUnknown(request.queue()));
        }
        var closed = closed(queue);
        if (closed != null) {
            // Asked again for somebody who waits already: closing time does not send him away.
            return position(request.contact()).map(Outcome::done).orElseGet(() -> Outcome.refused(closed));
        }
        var steps = request.steps().stream()
                .map(s -> new io.airbranch.acd.Step(agents(s), s.expiry()))
                .toList();
        return tell(
                        new Command.Place(
                                request.contact(),
                                request.queue(),
                                request.language(),
                                request.priority(),
                                request.since(),
                                steps),
                        null)
                .map(done -> position(request.contact()).orElse(new Position(request.contact(), 1, 0)));
    }

    private static Set<UUID> agents(Step step) {
        var agents = step.agents();
        return agents == null ? Set.of() : agents;
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
        return ask(engine -> engine.placeOf(contact))
                .map(p -> new Position(
                        contact, p.position(), figures.estimateSeconds(p.queue(), p.position(), clock.instant())));
    }

    @Override
    public Outcome<Assignment> accept(UUID offer, UUID agent) {
        var number = ids.number(offer);
        if (number.isEmpty()) {
            return Outcome.refused(offerGone(offer, null));
        }
        return tell(new Command.Accept(number.getAsLong(), agent), offer).flatMap(reply -> switch (reply) {
            case Reply.Given given -> Outcome.done(new Assignment(given.contact(), given.agent()));
            case Reply.Done done -> Outcome.refused(offerGone(offer, null));
            case Reply.Refused refused -> Outcome.refused(refusal(refused, offer));
        });
    }

    @Override
    public Outcome<Outcome.Nothing> decline(UUID offer, UUID agent, @Nullable String reason) {
        var number = ids.number(offer);
        return number.isEmpty()
                ? Outcome.refused(offerGone(offer, null))
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
            var refusal = queue == null ? queueUnknown(toQueue) : closed(queue);
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
        return new Offer(ids.id(o.number()), o.contact(), o.agent(), o.queue(), o.at(), o.expiresAt(), o.since());
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
                        .ifPresent(c -> line.add(new Waiting(c.id(), position, c.since(), c.agent())));
            }
            return line;
        });
    }

    private record Seen(Map<UUID, Engine.QueueLoad> queues, Map<UUID, Integer> ready, List<Engine.AgentLoad> agents) {}

    private static Seen look(Engine engine, List<Queue> shown, Set<UUID> here) {
        var loads = new HashMap<UUID, Engine.QueueLoad>();
        shown.forEach(q -> engine.queue(q.id()).ifPresent(load -> loads.put(q.id(), load)));
        var all = engine.agents().toList();
        var ready = new HashMap<UUID, Integer>();
        all.stream()
                .filter(Engine.AgentLoad::onDuty)
                .forEach(a -> a.queues().forEach(q -> ready.merge(q, 1, Integer::sum)));
        return new Seen(
                loads, ready, all.stream().filter(a -> here.contains(a.agent())).toList());
    }

    private QueueFigures figures(Queue queue, Seen seen, Instant now) {
        var load = seen.queues().getOrDefault(queue.id(), new Engine.QueueLoad(queue.id(), 0, null, 0));
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
                queues.openAt(queue, now));
    }

    /** How the queues and agents stand, as far as the engine knows them. */
    public Targets targets() {
        return ask(engine -> {
            var lines = new HashMap<UUID, Staffed>();
            queues.all()
                    .forEach(q -> lines.put(
                            q.id(),
                            new Staffed(
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

    /** @param able colleagues who meet the requirement, at work or not; @param ready of those who are; @param free contacts that the ready ones could take now */
    public record Staffed(int waiting, int able, int ready, int free) {
        static final Staffed NOBODY = new Staffed(0, 0, 0, 0);

        Staffed with(Engine.AgentLoad agent) {
            int more = agent.onDuty() ? 1 : 0;
            return new Staffed(waiting, able + 1, ready + more, free + more * Targets.free(agent));
        }
    }

    public record Targets(Map<UUID, Staffed> queues, Map<UUID, Engine.AgentLoad> agents) {
        public Staffed of(UUID queue) {
            return queues.getOrDefault(queue, Staffed.NOBODY);
        }

        public int free(UUID agent) {
            var load = agents.get(agent);
            return load == null ? 0 : free(load);
        }

        public boolean onDuty(UUID agent) {
            var load = agents.get(agent);
            return load != null && load.onDuty();
        }

        private static int free(Engine.AgentLoad agent) {
            return Math.max(0, agent.capacity() - agent.used());
        }
    }

    private Outcome<Reply> tell(Command command, @Nullable Object subject) {
        return outcome(dispatcher.submit(command), subject);
    }

    private static Outcome<Reply> outcome(CompletableFuture<Reply> future, @Nullable Object subject) {
        try {
            return switch (await(future)) {
                case Reply.Refused refused -> Outcome.refused(refusal(refused, subject));
                case Reply.Done done -> Outcome.done(done);
                case Reply.Given given -> Outcome.done(given);
            };
        } catch (RefusalException e) {
            return Outcome.refused(e.refusal());
        }
    }

    private <T> T ask(java.util.function.Function<Engine, T> question) {
        return await(dispatcher.ask(question));
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new RefusalException(Refusal.unavailable(
                    "storage.unavailable",
                    "The decision could not be stored within " + PATIENCE.toSeconds() + " s. Repeat this in a moment",
                    "retryAfterSeconds",
                    5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a routing decision", e);
        }
    }

    private static Refusal refusal(Reply.Refused refused, @Nullable Object subject) {
        var what = String.valueOf(subject);
        return switch (refused.reason()) {
            case OFFER_GONE -> offerGone(what, refused.detail());
            case OFFER_NOT_YOURS ->
                Refusal.forbidden("offer.not-yours", "Offer " + what + " was made to a colleague", "offer", what);
            case QUEUE_UNKNOWN -> queueUnknown(what);
            case QUEUE_FULL ->
                Refusal.unavailable(
                        "queue.full",
                        "As many wait already as the queue takes (" + refused.detail() + "). Try again later",
                        "maxWaiting",
                        String.valueOf(refused.detail()));
            case WAIT_TOO_LONG, LINE_TOO_OLD ->
                Refusal.unavailable(
                        "queue.overloaded",
                        "Waiting in this queue takes too long now (" + refused.detail() + " s). Try again later",
                        "seconds",
                        String.valueOf(refused.detail()));
            case REQUIREMENT_IMPOSSIBLE, TOO_MANY_TRAITS, OUT_OF_RANGE ->
                Refusal.invalid(
                        "routing.invalid",
                        "This cannot be asked for: " + refused.detail(),
                        "detail",
                        String.valueOf(refused.detail()));
            case CONTACT_SERVED ->
                Refusal.conflict("contact.served", "Contact " + what + " does not wait any more", "contact", what);
            case AGENT_UNKNOWN -> Refusal.notFound("agent.unknown", "No agent " + what, "agent", what);
            case AGENT_UNAVAILABLE ->
                Refusal.conflict(
                        "agent.unavailable",
                        "Agent " + what + " is not ready. Choose another one, or a queue",
                        "agent",
                        what);
            case AGENT_SAME ->
                Refusal.conflict("agent.same", "The contact is with agent " + what + " already", "agent", what);
            case CONTACT_UNKNOWN ->
                Refusal.notFound(
                        "contact.unknown", "Contact " + what + " neither waits nor is served", "contact", what);
            case CONTACT_ENDED ->
                Refusal.conflict(
                        "contact.ended", "Contact " + what + " has ended; nothing is left to hand on", "contact", what);
        };
    }

    private static Refusal offerGone(Object offer, @Nullable String reason) {
        return Refusal.conflict(
                "offer.gone",
                "Offer " + offer + " is over" + (reason == null ? "" : " (" + reason + ")") + ". Wait for the next one",
                "offer",
                offer,
                "reason",
                reason == null ? "" : reason);
    }

    private static Refusal queueUnknown(Object queue) {
        return Refusal.notFound("queue.unknown", "No queue " + queue, "queue", queue);
    }
}
