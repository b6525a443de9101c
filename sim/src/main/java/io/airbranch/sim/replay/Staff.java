package io.airbranch.sim.replay;

import io.airbranch.sim.day.Law;
import io.airbranch.sim.day.Medium;
import io.airbranch.sim.day.Worker;
import io.airbranch.sim.day.Worker.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who works in a replay, and how long they are busy after a call.
 *
 * <p>The record says when each server talked, not when he was there. He counts as there from his first call of a stretch to the end of its
 * last. Between two calls he was away if the pause was longer than {@link #LONGEST_IDLE}; or if the customer whom he took next had been
 * waiting, so that he was not free before, and the pause was too long for work after a call ({@link #LONGEST_AFTER_WORK}). Shorter pauses
 * before a customer who had been waiting are the work after calls.
 *
 * @param afterWork seconds, as observed
 */
record Staff(String name, List<Worker> workers, List<Long> afterWork) {
    static final long LONGEST_IDLE = 300;
    static final long LONGEST_AFTER_WORK = 60;

    /** A server can do what he did at least this often beside how often all did it. */
    private static final double TRAINED = .25;

    static Staff recorded(RecordedMonth record) {
        var afterWork = new ArrayList<Long>();
        var byServer = new TreeMap<String, List<Call>>();
        record.calls().stream()
                .filter(Call::answered)
                .forEach(c -> byServer.computeIfAbsent(c.server(), s -> new ArrayList<>())
                        .add(c));
        var all = types(record.calls().stream().filter(Call::answered).toList());
        var workers = new ArrayList<Worker>();
        byServer.forEach((server, calls) -> {
            calls.sort(Comparator.comparingLong(Call::answeredAt));
            workers.add(new Worker(
                    server,
                    skills(types(calls), all),
                    Set.of("zh"),
                    Map.of(Medium.VOICE, 1),
                    stretches(calls, afterWork)));
        });
        return new Staff("servers on record", workers, afterWork);
    }

    private static Map<String, Long> types(List<Call> calls) {
        return calls.stream().collect(Collectors.groupingBy(Call::type, TreeMap::new, Collectors.counting()));
    }

    private static Map<String, Integer> skills(Map<String, Long> own, Map<String, Long> all) {
        double ownCalls = own.values().stream().mapToLong(n -> n).sum();
        double allCalls = all.values().stream().mapToLong(n -> n).sum();
        var skills = new TreeMap<String, Integer>();
        own.forEach((type, n) -> {
            if (n / ownCalls >= TRAINED * all.getOrDefault(type, 0L) / allCalls) {
                skills.put(type, 1);
            }
        });
        return skills;
    }

    private static List<Span> stretches(List<Call> calls, List<Long> afterWork) {
        var spans = new ArrayList<Span>();
        long from = calls.getFirst().answeredAt();
        long to = calls.getFirst().endedAt();
        for (var call : calls.subList(1, calls.size())) {
            long pause = call.answeredAt() - to;
            boolean customerWaited = call.waited() > 0;
            if (pause > LONGEST_IDLE || (customerWaited && pause > LONGEST_AFTER_WORK)) {
                add(spans, from, to);
                from = call.answeredAt();
            } else if (customerWaited && pause >= 0) {
                afterWork.add(pause);
            }
            to = Math.max(to, call.endedAt());
        }
        add(spans, from, to);
        return spans;
    }

    private static void add(List<Span> spans, long from, long to) {
        if (to > from) {
            spans.add(new Span(Law.ofSeconds(from), Law.ofSeconds(to)));
        }
    }

    /** So many agents who can do everything, in each half hour of each day. */
    static Staff even(
            String name, RecordedMonth record, Function<Integer, Integer> agentsInHalfHour, List<Long> afterWork) {
        var skills = types(record.calls()).keySet().stream().collect(Collectors.toMap(t -> t, t -> 1));
        int most = 0;
        for (int half = 0; half < 48; half++) {
            most = Math.max(most, agentsInHalfHour.apply(half));
        }
        var workers = new ArrayList<Worker>();
        for (int i = 0; i < most; i++) {
            var spans = new ArrayList<Span>();
            long from = -1;
            for (int half = 0; half <= record.days() * 48; half++) {
                boolean there = half < record.days() * 48 && agentsInHalfHour.apply(half % 48) > i;
                if (there && from < 0) {
                    from = half;
                } else if (!there && from >= 0) {
                    add(spans, from * 1800, half * 1800L);
                    from = -1;
                }
            }
            workers.add(new Worker("agent " + (i + 1), skills, Set.of("zh"), Map.of(Medium.VOICE, 1), spans));
        }
        return new Staff(name, workers, afterWork);
    }
}
