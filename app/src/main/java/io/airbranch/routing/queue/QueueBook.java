package io.airbranch.routing.queue;

import io.airbranch.access.BusinessHours;
import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.acd.Command;
import io.airbranch.acd.QueueProfile;
import io.airbranch.agent.Skills;
import io.airbranch.routing.Queue;
import io.airbranch.routing.Queues;
import io.airbranch.routing.deciding.Dispatcher;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** All queues, held in memory because every decision and every figure asks for them; this server is the only one that changes them. */
@Service
public class QueueBook implements Queues {
    private static final Duration LONGEST_OFFER = Duration.ofMinutes(10);
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_MESSAGE = 500;

    private final QueueRows rows;
    private final Institutions institutions;
    private final Skills skills;
    private final Dispatcher dispatcher;
    private final TransactionTemplate ownTransaction;
    private final Map<UUID, Queue> queues = new ConcurrentHashMap<>();

    QueueBook(
            QueueRows rows,
            Institutions institutions,
            Skills skills,
            Dispatcher dispatcher,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.institutions = institutions;
        this.skills = skills;
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
        return new Command.SetQueue(new QueueProfile(
                queue.id(), queue.skills(), queue.priority(), queue.offerTimeout(), queue.maxWaiting()));
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
        var refusal = refusal(queue);
        if (refusal != null) {
            return Outcome.refused(refusal);
        }
        var known = queues.get(queue.id());
        boolean fits = known == null ? queue.version() == 0 : queue.version() == known.version();
        if (known != null && !known.institution().equals(queue.institution())) {
            return Outcome.refused(invalid(queue, "institution", queue.institution()));
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
        var saved = new Queue(
                queue.id(),
                queue.institution(),
                queue.name(),
                Map.copyOf(queue.skills()),
                queue.priority(),
                queue.calendar(),
                queue.target(),
                queue.targetWait(),
                queue.offerTimeout(),
                queue.maxWaiting(),
                queue.closedMessage(),
                queue.active(),
                queue.version() + 1);
        queues.put(saved.id(), saved);
        dispatcher.hand(profile(saved));
        return Outcome.done(saved);
    }

    private @Nullable Refusal refusal(Queue queue) {
        if (queue.target() < 0 || queue.target() > 1) {
            return invalid(queue, "target", queue.target());
        }
        if (queue.targetWait().compareTo(Duration.ofSeconds(1)) < 0) {
            return invalid(queue, "targetWait", queue.targetWait());
        }
        if (queue.offerTimeout().compareTo(Duration.ofSeconds(1)) < 0
                || queue.offerTimeout().compareTo(LONGEST_OFFER) > 0) {
            return invalid(queue, "offerTimeout", queue.offerTimeout());
        }
        if (queue.maxWaiting() < 1) {
            return invalid(queue, "maxWaiting", queue.maxWaiting());
        }
        if (Math.abs(queue.priority()) > 1_000) {
            return invalid(queue, "priority", queue.priority());
        }
        if (tooLong(queue.name(), LONGEST_NAME)) {
            return invalid(queue, "name", queue.name());
        }
        var told = queue.closedMessage();
        if (told != null && tooLong(told, LONGEST_MESSAGE)) {
            return invalid(
                    queue,
                    "closedMessage",
                    told.zh().length() + " and " + told.en().length() + " characters");
        }
        var known = skills.all().stream().map(Skills.Skill::key).collect(Collectors.toSet());
        for (var skill : queue.skills().entrySet()) {
            if (!known.contains(skill.getKey()) || skill.getValue() < 1 || skill.getValue() > 10) {
                return invalid(queue, "skills." + skill.getKey(), skill.getValue());
            }
        }
        var calendar = queue.calendar();
        return calendar != null && institutions.calendar(calendar).isEmpty()
                ? Refusal.invalid("calendar.unknown", "No calendar " + calendar, "calendar", calendar)
                : null;
    }

    private static boolean tooLong(Name name, int most) {
        return name.zh().length() > most || name.en().length() > most;
    }

    private static Refusal invalid(Queue queue, String field, Object value) {
        return Refusal.invalid(
                "queue.invalid",
                "Queue " + queue.id() + ": " + field + " cannot be " + value,
                "queue",
                queue.id(),
                "field",
                field,
                "value",
                value.toString());
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
