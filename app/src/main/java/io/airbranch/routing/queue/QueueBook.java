package io.airbranch.routing.queue;

import io.airbranch.access.BusinessHours;
import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.acd.Command;
import io.airbranch.routing.Queue;
import io.airbranch.routing.Queues;
import io.airbranch.routing.deciding.Dispatcher;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** All queues, held in memory because every decision and every figure asks for them; this server is the only one that changes them. */
@Service
public class QueueBook implements Queues {
    private final QueueRows rows;
    private final Institutions institutions;
    private final QueueRules rules;
    private final Dispatcher dispatcher;
    private final TransactionTemplate ownTransaction;
    private final Map<UUID, Queue> queues = new ConcurrentHashMap<>();

    QueueBook(
            QueueRows rows,
            Institutions institutions,
            QueueRules rules,
            Dispatcher dispatcher,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.institutions = institutions;
        this.rules = rules;
        this.dispatcher = dispatcher;
        this.ownTransaction = new TransactionTemplate(transactions);
        // The engine is told after the commit, whatever becomes of the caller's transaction.
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    public void load() {
        Scope.within(Scope.system(), rows::all).forEach(q -> queues.put(q.id(), q));
    }

    /** Whatever the scope. */
    public @Nullable Queue any(UUID id) {
        return queues.get(id);
    }

    public List<Queue> all() {
        return queues.values().stream().sorted(Comparator.comparing(Queue::id)).toList();
    }

    public static Command.SetQueue profile(Queue queue) {
        return new Command.SetQueue(Traits.profile(queue));
    }

    @Override
    public Optional<Queue> find(UUID id) {
        return Optional.ofNullable(queues.get(id))
                .filter(q -> Scope.current().sees(q.institution().value()));
    }

    @Override
    public List<Queue> within(InstitutionPath path) {
        return all().stream()
                .filter(q -> path.contains(q.institution())
                        && Scope.current().sees(q.institution().value()))
                .toList();
    }

    @Override
    public synchronized Outcome<Queue> save(Queue queue) {
        var refusal = rules.flaw(queue);
        if (refusal != null) {
            return Outcome.refused(refusal);
        }
        var known = queues.get(queue.id());
        boolean fits = known == null ? queue.version() == 0 : queue.version() == known.version();
        if (known != null && !known.institution().equals(queue.institution())) {
            return Outcome.refused(Flaw.at("institution", queue.institution(), "a queue stays where it is"));
        }
        var scope = Scope.current();
        if (!fits
                || !Boolean.TRUE.equals(
                        ownTransaction.execute(status -> Scope.within(scope, () -> rows.save(queue))))) {
            return Outcome.refused(Refusal.conflict(
                    "queue.stale",
                    "Queue " + queue.id() + " was changed meanwhile, version " + queue.version()
                            + " is not the last. Load it again before changing it",
                    "queue",
                    queue.id(),
                    "version",
                    queue.version()));
        }
        var saved = queue.withVersion(queue.version() + 1);
        queues.put(saved.id(), saved);
        dispatcher.hand(profile(saved));
        return Outcome.done(saved);
    }

    /** What cannot be asked for; null where nothing is wrong. */
    public @Nullable Refusal flaw(Map<String, Integer> required, List<Queue.Step> steps) {
        var known = rules.knownSkills();
        var refusal = rules.skills(required, known);
        return refusal == null ? rules.steps(steps, known) : refusal;
    }

    @Override
    public boolean openAt(Queue queue, Instant instant) {
        return queue.active() && hours(queue).openAt(instant);
    }

    @Override
    public Optional<Instant> nextOpening(Queue queue, Instant from) {
        return queue.active() ? hours(queue).nextOpening(from) : Optional.empty();
    }

    public ZoneId zone(Queue queue) {
        return Scope.within(
                Scope.system(),
                () -> institutions
                        .find(queue.institution())
                        .map(Institution::zone)
                        .orElse(ZoneOffset.UTC));
    }

    private BusinessHours hours(Queue queue) {
        var calendar = queue.calendar();
        return Scope.within(
                Scope.system(),
                () -> calendar == null
                        ? institutions.hoursOf(queue.institution())
                        : institutions
                                .calendar(calendar)
                                .map(c -> c.in(zone(queue)))
                                .orElseGet(() -> institutions.hoursOf(queue.institution())));
    }
}
