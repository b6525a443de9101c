package io.airbranch.routing.admin;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.agent.Agents;
import io.airbranch.agent.Presence;
import io.airbranch.routing.Queue;
import io.airbranch.routing.desk.RoutingDesk;
import io.airbranch.routing.figures.FigureRows;
import io.airbranch.routing.queue.QueueBook;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Name;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Queues for administrators, their day for supervisors, and where agents can hand a contact. */
@RestController
@RequestMapping("/api/v1")
class QueueAdmin {
    private final QueueBook queues;
    private final RoutingDesk desk;
    private final FigureRows figures;
    private final Agents agents;
    private final Operators operators;
    private final Guard guard;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    QueueAdmin(
            QueueBook queues,
            RoutingDesk desk,
            FigureRows figures,
            Agents agents,
            Operators operators,
            Guard guard,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.queues = queues;
        this.desk = desk;
        this.figures = figures;
        this.agents = agents;
        this.operators = operators;
        this.guard = guard;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param waitSeconds of the answered ones together; @param longestWaitSeconds of those who were answered or gave up */
    record HalfHourView(
            Instant from,
            int offered,
            int answered,
            int abandoned,
            int withinTarget,
            double waitSeconds,
            double longestWaitSeconds) {
        HalfHourView plus(HalfHourView other) {
            return new HalfHourView(
                    from,
                    offered + other.offered,
                    answered + other.answered,
                    abandoned + other.abandoned,
                    withinTarget + other.withinTarget,
                    waitSeconds + other.waitSeconds,
                    Math.max(longestWaitSeconds, other.longestWaitSeconds));
        }
    }

    record QueueTarget(UUID id, Name name, int waiting, int agentsReady) {}

    record AgentTarget(UUID id, Name name, Presence presence, int free) {}

    record TransferTargets(List<QueueTarget> queues, List<AgentTarget> agents) {}

    @GetMapping("/admin/queues")
    List<QueueView> queues() {
        guard.requireAnywhere(Right.QUEUE_MANAGE);
        return guard.current().where(Right.QUEUE_MANAGE).stream()
                .flatMap(path -> queues.within(path).stream())
                .distinct()
                .map(QueueView::of)
                .toList();
    }

    @PostMapping("/admin/queues")
    @ResponseStatus(HttpStatus.CREATED)
    QueueView create(@RequestBody QueueView queue) {
        guard.require(Right.QUEUE_MANAGE, queue.institution());
        return save(queue.queue(ids.next(), queue.institution(), 0), "queue.create");
    }

    @PutMapping("/admin/queues/{id}")
    QueueView change(@PathVariable UUID id, @RequestBody QueueView queue) {
        var stored = known(id);
        guard.require(Right.QUEUE_MANAGE, stored.institution());
        return save(queue.queue(id, stored.institution(), queue.version()), "queue.change");
    }

    private QueueView save(Queue queue, String action) {
        var saved = queues.save(queue).orElseThrow();
        audit.record(new AuditTrail.Entry(
                guard.current().id(),
                action,
                "queue",
                saved.id().toString(),
                saved.institution(),
                null,
                Map.of(
                        "name",
                        saved.name().en(),
                        "skills",
                        saved.skills().toString(),
                        "priority",
                        Integer.toString(saved.priority()),
                        "choice",
                        saved.choice() == null ? "" : saved.choice().code(),
                        "steps",
                        saved.steps().toString(),
                        "active",
                        Boolean.toString(saved.active()))));
        return QueueView.of(saved);
    }

    private Queue known(UUID id) {
        return queues.find(id)
                .orElseThrow(() -> new RefusalException(
                        Refusal.notFound("queue.unknown", "No queue " + id + " in your scope", "queue", id)));
    }

    /** The half-hours since midnight in the queue's own zone; without a queue, of all that the operator may watch together. */
    @GetMapping("/floor/day")
    List<HalfHourView> day(@RequestParam(required = false) @Nullable UUID queue) {
        if (queue != null) {
            var known = known(queue);
            guard.require(Right.FLOOR_WATCH, known.institution());
            return day(known).toList();
        }
        guard.requireAnywhere(Right.FLOOR_WATCH);
        return guard.current().where(Right.FLOOR_WATCH).stream()
                .flatMap(path -> queues.within(path).stream())
                .distinct()
                .flatMap(this::day)
                .collect(Collectors.toMap(HalfHourView::from, i -> i, HalfHourView::plus, TreeMap::new))
                .values()
                .stream()
                .toList();
    }

    private Stream<HalfHourView> day(Queue queue) {
        var zone = queues.zone(queue);
        var midnight =
                clock.instant().atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        return figures.day(queue.id(), midnight).stream()
                .map(i -> new HalfHourView(
                        i.from(),
                        i.counts().offered(),
                        i.counts().answered(),
                        i.counts().abandoned(),
                        i.counts().withinTarget(),
                        i.counts().waited().toMillis() / 1000.0,
                        i.counts().longestWait().toMillis() / 1000.0));
    }

    /** Open queues and colleagues at work, as far as the operator's own scope. */
    @GetMapping("/transfer-targets")
    TransferTargets transferTargets() {
        guard.requireAnywhere(Right.CONTACT_SERVE);
        var me = guard.current();
        var state = desk.targets();
        var now = clock.instant();
        var open = me.where(Right.CONTACT_SERVE).stream()
                .flatMap(path -> queues.within(path).stream())
                .distinct()
                .filter(q -> queues.openAt(q, now))
                .map(q -> new QueueTarget(
                        q.id(),
                        q.name(),
                        state.of(q.id()).waiting(),
                        state.of(q.id()).ready()))
                .toList();
        var colleagues = agents.all().stream()
                .filter(a -> !a.id().equals(me.id()))
                .flatMap(a -> target(a.id(), state.free(a.id())).stream())
                .toList();
        return new TransferTargets(open, colleagues);
    }

    private Optional<AgentTarget> target(UUID agent, int free) {
        var presence = agents.presenceOf(agent);
        return switch (presence.state()) {
            case READY, AWAY ->
                Scope.within(Scope.system(), () -> operators.find(agent))
                        .map(o -> new AgentTarget(agent, o.name(), presence, free));
            case OFFLINE, LOST -> Optional.empty();
        };
    }
}
