package io.airbranch.routing.alert;

import io.airbranch.acd.Engine;
import io.airbranch.routing.Alert.Measure;
import io.airbranch.routing.Queue;
import io.airbranch.routing.alert.AlertRules.Figures;
import io.airbranch.routing.deciding.Dispatcher;
import io.airbranch.routing.figures.DayFigures;
import io.airbranch.routing.queue.QueueBook;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the queues that rules cover stand now: one question to the engine for all of them. */
@Component
class AlertFigures {
    /** Fewer contacts make no share. */
    private static final int ENOUGH_TO_JUDGE = 10;

    private static final Set<Measure> OF_COLLEAGUES =
            EnumSet.of(Measure.AGENTS_READY, Measure.OCCUPANCY, Measure.REACHES_NOBODY, Measure.EXPECTED_WAIT);

    private final Dispatcher dispatcher;
    private final QueueBook queues;
    private final DayFigures day;

    AlertFigures(Dispatcher dispatcher, QueueBook queues, DayFigures day) {
        this.dispatcher = dispatcher;
        this.queues = queues;
        this.day = day;
    }

    private static final class Staff {
        private int able;
        private int ready;
        private int staffed;
        private int busy;
        private int free;

        void add(Engine.AgentLoad agent) {
            able++;
            ready += agent.onDuty() ? 1 : 0;
            staffed += agent.onDuty() || agent.used() > 0 ? 1 : 0;
            busy += agent.used() > 0 ? 1 : 0;
            free += agent.onDuty() && agent.used() < agent.capacity() ? 1 : 0;
        }
    }

    private record Line(
            int waiting, @Nullable Instant oldest, @Nullable Duration expected) {}

    private record Seen(Map<UUID, Line> lines, Map<UUID, Staff> staff) {}

    List<Figures> now(Collection<AlertRule> rules, Instant now) {
        var covered = queues.all().stream()
                .filter(q -> q.active() && rules.stream().anyMatch(rule -> covers(rule, q)))
                .toList();
        if (covered.isEmpty()) {
            return List.of();
        }
        var asked = EnumSet.noneOf(Measure.class);
        rules.forEach(rule -> asked.add(rule.measure()));
        var seen = dispatcher
                .ask(engine -> look(engine, covered, asked))
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
        return covered.stream().map(q -> figures(q, seen, now)).toList();
    }

    private static boolean covers(AlertRule rule, Queue queue) {
        return rule.institution().contains(queue.institution())
                && (rule.queue() == null || rule.queue().equals(queue.id()));
    }

    private static Seen look(Engine engine, List<Queue> covered, Set<Measure> asked) {
        var lines = new HashMap<UUID, Line>();
        var staff = new HashMap<UUID, Staff>();
        for (var queue : covered) {
            staff.put(queue.id(), new Staff());
            engine.queue(queue.id()).ifPresent(load -> {
                var estimate = asked.contains(Measure.EXPECTED_WAIT)
                        ? engine.estimateOf(queue.id()).map(e -> e.expected()).orElse(null)
                        : null;
                lines.put(queue.id(), new Line(load.waiting(), load.oldest(), estimate));
            });
        }
        if (asked.stream().anyMatch(OF_COLLEAGUES::contains)) {
            engine.agents()
                    .forEach(agent -> agent.queues().stream().distinct().forEach(queue -> {
                        var of = staff.get(queue);
                        if (of != null) {
                            of.add(agent);
                        }
                    }));
        }
        return new Seen(lines, staff);
    }

    private Figures figures(Queue queue, Seen seen, Instant now) {
        var values = new EnumMap<Measure, Double>(Measure.class);
        var staff = seen.staff().getOrDefault(queue.id(), new Staff());
        var line = seen.lines().get(queue.id());
        if (line != null) {
            var oldest = line.oldest();
            values.put(Measure.WAITING, (double) line.waiting());
            values.put(Measure.LONGEST_WAIT, oldest == null ? 0 : seconds(Duration.between(oldest, now)));
            if (line.waiting() == 0 && staff.free > 0) {
                values.put(Measure.EXPECTED_WAIT, 0.0);
            } else if (line.expected() != null) {
                values.put(Measure.EXPECTED_WAIT, seconds(line.expected()));
            }
        }
        var recent = day.recent(queue.id(), now);
        int base = recent.answered() + recent.abandoned() - recent.abandonedSoon();
        values.put(Measure.ABANDONED, (double) recent.abandoned());
        if (base >= ENOUGH_TO_JUDGE) {
            values.put(Measure.SERVICE_LEVEL, (double) recent.withinTarget() / base);
        }
        values.put(Measure.AGENTS_READY, (double) staff.ready);
        values.put(Measure.REACHES_NOBODY, staff.able == 0 ? 1.0 : 0.0);
        if (staff.staffed > 0) {
            values.put(Measure.OCCUPANCY, (double) staff.busy / staff.staffed);
        }
        return new Figures(queue.id(), queue.institution(), queues.openAt(queue, now), values);
    }

    private static double seconds(Duration duration) {
        return Math.max(0, duration.toSeconds());
    }
}
