package io.airbranch.routing.alert;

import io.airbranch.access.InstitutionPath;
import io.airbranch.routing.Alert;
import io.airbranch.routing.Alerts;
import io.airbranch.routing.Routing;
import io.airbranch.routing.alert.AlertRules.Change;
import io.airbranch.routing.alert.AlertRules.Raised;
import io.airbranch.routing.alert.AlertRules.RuleAndQueue;
import io.airbranch.routing.alert.AlertRules.State;
import io.airbranch.routing.deciding.Dispatcher;
import io.airbranch.shared.Ids;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at the floor when it changes, at most every second and at least every five, and stores and publishes what the rules make of it.
 * Runs after routing has started, so only in the process whose turn it is; open alerts are read from the database, so that another start
 * raises none of them again.
 */
@Component
public class AlertWatch implements Alerts, Routing.Listener, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);

    /** After routing itself. */
    private static final int PHASE = 300;

    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

    private final AlertRuleRows rules;
    private final AlertRows rows;
    private final AlertFigures figures;
    private final Dispatcher dispatcher;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;
    private final Ids ids;

    private final AtomicBoolean changed = new AtomicBoolean(true);
    private volatile Map<UUID, Alert> open = Map.of();
    private volatile @Nullable ScheduledExecutorService timer;

    /** Of the lock. */
    private State state = State.EMPTY;

    private boolean loaded;
    private Instant looked = Instant.EPOCH;

    AlertWatch(
            AlertRuleRows rules,
            AlertRows rows,
            AlertFigures figures,
            Dispatcher dispatcher,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock,
            Ids ids) {
        this.rules = rules;
        this.rows = rows;
        this.figures = figures;
        this.dispatcher = dispatcher;
        this.events = events;
        this.ownTransaction = new TransactionTemplate(transactions);
        // What is published must be on disk, whatever becomes of the caller's transaction.
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public List<Alert> open(InstitutionPath within) {
        var scope = Scope.current();
        return open.values().stream()
                .filter(a -> within.contains(a.institution())
                        && scope.sees(a.institution().value()))
                .sorted(Comparator.comparing(Alert::since).thenComparing(Alert::id))
                .toList();
    }

    /** The alert as it is then; empty where the scope sees none. */
    synchronized Optional<Alert> acknowledge(UUID id, UUID by) {
        var scope = Scope.current();
        var known = ownTransaction.execute(status -> Scope.within(scope, () -> {
            rows.acknowledge(id, by, clock.instant());
            return rows.find(id);
        }));
        if (known == null || known.isEmpty()) {
            return Optional.empty();
        }
        if (known.get().until() == null) {
            tell(List.of(new AlertChanged(known.get(), Happened.CHANGED)));
        }
        return known;
    }

    private void tick() {
        try {
            if (due()) {
                look();
            }
        } catch (RuntimeException e) {
            LOG.warn("Alerts could not be looked at; again in a second: {}", e.toString());
        }
    }

    private synchronized boolean due() {
        var since = Duration.between(looked, clock.instant());
        return changed.get() || state.pending() || since.isNegative() || since.compareTo(AT_LEAST_EVERY) >= 0;
    }

    /** Judges the floor as it is now. */
    public synchronized void look() {
        if (!dispatcher.running()) {
            return;
        }
        changed.set(false);
        looked = clock.instant();
        // For nobody in particular: rules of all institutions, told to whoever may watch each queue.
        Scope.within(Scope.system(), () -> {
            load();
            var active = rules.active();
            var now = clock.instant();
            var judged = AlertRules.judge(state, active, figures.now(active, now), now, ids::next);
            var told = stored(judged.changes());
            state = judged.next();
            tell(told);
        });
    }

    private List<AlertChanged> stored(List<Change> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        // Should the commit's answer be lost, the next look begins with what is stored.
        loaded = false;
        var told = ownTransaction.execute(status -> store(changes));
        loaded = true;
        return told == null ? List.of() : told;
    }

    private void load() {
        if (loaded) {
            return;
        }
        var now = clock.instant();
        var stored = new HashMap<UUID, Alert>();
        var raised = new HashMap<RuleAndQueue, Raised>();
        for (var alert : rows.open()) {
            stored.put(alert.id(), alert);
            raised.put(
                    new RuleAndQueue(alert.rule().id(), alert.queue().id()),
                    new Raised(alert.id(), alert.measure(), alert.limit(), alert.value(), alert.level(), now, null));
        }
        var crossed = new HashMap<>(state.crossed());
        crossed.keySet().removeAll(raised.keySet());
        open = Map.copyOf(stored);
        state = new State(Map.copyOf(raised), Map.copyOf(crossed));
        loaded = true;
    }

    private List<AlertChanged> store(List<Change> changes) {
        var told = new ArrayList<AlertChanged>();
        for (var change : changes) {
            switch (change) {
                case Change.Raise c -> {
                    var alert = raised(c);
                    rows.raise(alert);
                    told.add(new AlertChanged(alert, Happened.RAISED));
                }
                case Change.Update c -> {
                    rows.update(c.alert(), c.limit(), c.value(), c.level());
                    known(c.alert())
                            .map(a -> new AlertChanged(a.with(c.limit(), c.value(), c.level()), Happened.CHANGED))
                            .ifPresent(told::add);
                }
                case Change.End c -> {
                    rows.end(c.alert(), c.until());
                    known(c.alert())
                            .map(a -> new AlertChanged(a.endedAt(c.until()), Happened.ENDED))
                            .ifPresent(told::add);
                }
            }
        }
        return told;
    }

    private Optional<Alert> known(UUID id) {
        return Optional.ofNullable(open.get(id));
    }

    private Alert raised(Change.Raise c) {
        return new Alert(
                c.alert(),
                new Alert.Named(c.rule().id(), c.rule().name()),
                c.institution(),
                rows.queue(c.key().queue()),
                c.rule().measure(),
                c.rule().limit(),
                c.value(),
                c.rule().level(),
                c.since(),
                null,
                null);
    }

    /** After the commit. */
    private void tell(List<AlertChanged> happened) {
        var next = new HashMap<>(open);
        for (var change : happened) {
            if (change.happened() == Happened.ENDED) {
                next.remove(change.alert().id());
            } else {
                next.put(change.alert().id(), change.alert());
            }
        }
        open = Map.copyOf(next);
        happened.forEach(change -> {
            try {
                events.publishEvent(change);
            } catch (RuntimeException e) {
                LOG.error("Not everybody could be told of {}", change, e);
            }
        });
    }

    @Override
    public void offered(Routing.Offer offer) {
        changed.set(true);
    }

    @Override
    public void offerEnded(Routing.Offer offer, String reason) {
        changed.set(true);
    }

    @Override
    public void changed(@Nullable UUID queue, @Nullable UUID agent) {
        changed.set(true);
    }

    @Override
    public void start() {
        var started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("routing-alerts").daemon().factory());
        var _ = started.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
        timer = started;
    }

    @Override
    public void stop() {
        var running = timer;
        if (running != null) {
            running.shutdownNow();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
