package io.airbranch.routing.alert;

import io.airbranch.access.InstitutionPath;
import io.airbranch.routing.Alert;
import io.airbranch.routing.Alert.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides when an alert is raised, changes and ends. Pure: state, figures and time in; changes and the next state out.
 *
 * <p>An alert is raised when its limit has been crossed at every look for as long as its rule says, and ends when it has been kept at
 * every look for as long too, at least for {@link #LEAST_CALM}: a figure that dances on the limit raises one alert, not many. Of one
 * rule and queue at most one alert is open. A rule that is switched off, removed or measures something else, and a queue that is switched
 * off, end their alerts at once.
 */
final class AlertRules {
    static final Duration LEAST_CALM = Duration.ofSeconds(10);

    /** A value that changes all the time is told and stored no more often. */
    static final Duration VALUE_EVERY = Duration.ofSeconds(5);

    private AlertRules() {}

    record RuleAndQueue(UUID rule, UUID queue) {}

    /** @param told when its value was last told; @param calmSince the limit is kept since then, null while it is crossed */
    record Raised(
            UUID alert,
            Measure measure,
            double limit,
            double value,
            Alert.Level level,
            Instant told,
            @Nullable Instant calmSince) {

        Raised calm(@Nullable Instant since) {
            return new Raised(alert, measure, limit, value, level, told, since);
        }
    }

    /** @param crossed since when, of those for which nothing is raised yet */
    record State(Map<RuleAndQueue, Raised> open, Map<RuleAndQueue, Instant> crossed) {
        static final State EMPTY = new State(Map.of(), Map.of());

        /** Something is on its way that only time decides. */
        boolean pending() {
            return !crossed.isEmpty() || !open.isEmpty();
        }
    }

    /** One active queue as it stands. @param values without those for which there is no ground */
    record Figures(UUID queue, InstitutionPath institution, boolean open, Map<Measure, Double> values) {}

    sealed interface Change {
        RuleAndQueue key();

        UUID alert();

        record Raise(
                RuleAndQueue key, UUID alert, AlertRule rule, InstitutionPath institution, double value, Instant since)
                implements Change {}

        /** Another value, limit or level. */
        record Update(RuleAndQueue key, UUID alert, double limit, double value, Alert.Level level) implements Change {}

        record End(RuleAndQueue key, UUID alert, Instant until) implements Change {}
    }

    /** @param next holds once the changes are stored */
    record Judged(State next, List<Change> changes) {}

    /** @param ids of alerts that are raised */
    static Judged judge(
            State state, Collection<AlertRule> rules, Collection<Figures> figures, Instant now, Supplier<UUID> ids) {
        var judging = new Judging(state, now, ids);
        for (var rule : rules) {
            for (var queue : figures) {
                if (rule.active() && covers(rule, queue)) {
                    judging.judge(rule, queue);
                }
            }
        }
        return judging.judged();
    }

    private static boolean covers(AlertRule rule, Figures queue) {
        return rule.institution().contains(queue.institution())
                && (rule.queue() == null || rule.queue().equals(queue.queue()));
    }

    /** One look at everything. */
    private static final class Judging {
        private final State before;
        private final Instant now;
        private final Supplier<UUID> ids;
        private final Set<RuleAndQueue> seen = new HashSet<>();
        private final Map<RuleAndQueue, Raised> open = new HashMap<>();
        private final Map<RuleAndQueue, Instant> crossed = new HashMap<>();
        private final List<Change> changes = new ArrayList<>();

        Judging(State before, Instant now, Supplier<UUID> ids) {
            this.before = before;
            this.now = now;
            this.ids = ids;
        }

        void judge(AlertRule rule, Figures queue) {
            var key = new RuleAndQueue(rule.id(), queue.queue());
            seen.add(key);
            var value = queue.values().get(rule.measure());
            boolean looked = queue.open() || !rule.onlyOpen();
            var beyond = value != null && looked && rule.crossedBy(value) ? value : null;
            var raised = before.open().get(key);
            if (raised != null && raised.measure() != rule.measure()) {
                changes.add(new Change.End(key, raised.alert(), now));
                raised = null;
            }
            if (raised != null) {
                goesOn(key, rule, raised, beyond);
            } else if (beyond != null) {
                begins(key, rule, queue, beyond);
            }
        }

        private void begins(RuleAndQueue key, AlertRule rule, Figures queue, double value) {
            var since = earlier(before.crossed().get(key));
            if (Duration.between(since, now).compareTo(rule.lasting()) < 0) {
                crossed.put(key, since);
                return;
            }
            var id = ids.get();
            changes.add(new Change.Raise(key, id, rule, queue.institution(), value, since));
            open.put(key, new Raised(id, rule.measure(), rule.limit(), value, rule.level(), now, null));
        }

        /** @param beyond null where the limit is kept */
        private void goesOn(RuleAndQueue key, AlertRule rule, Raised raised, @Nullable Double beyond) {
            var calm = beyond == null ? earlier(raised.calmSince()) : null;
            if (calm != null && Duration.between(calm, now).compareTo(calmNeeded(rule)) >= 0) {
                changes.add(new Change.End(key, raised.alert(), calm));
                return;
            }
            double value = beyond == null ? raised.value() : beyond;
            boolean otherRule = raised.limit() != rule.limit() || raised.level() != rule.level();
            boolean otherValue = raised.value() != value
                    && Duration.between(raised.told(), now).abs().compareTo(VALUE_EVERY) >= 0;
            if (otherRule || otherValue) {
                changes.add(new Change.Update(key, raised.alert(), rule.limit(), value, rule.level()));
                open.put(key, new Raised(raised.alert(), rule.measure(), rule.limit(), value, rule.level(), now, calm));
            } else {
                open.put(key, raised.calm(calm));
            }
        }

        /** A clock that steps back begins anew. */
        private Instant earlier(@Nullable Instant since) {
            return since == null || since.isAfter(now) ? now : since;
        }

        Judged judged() {
            before.open().forEach((key, raised) -> {
                if (!seen.contains(key)) {
                    changes.add(new Change.End(key, raised.alert(), now));
                }
            });
            return new Judged(new State(Map.copyOf(open), Map.copyOf(crossed)), List.copyOf(changes));
        }
    }

    private static Duration calmNeeded(AlertRule rule) {
        return rule.lasting().compareTo(LEAST_CALM) < 0 ? LEAST_CALM : rule.lasting();
    }
}
