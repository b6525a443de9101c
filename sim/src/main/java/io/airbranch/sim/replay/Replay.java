package io.airbranch.sim.replay;

import io.airbranch.sim.book.DayBook;
import io.airbranch.sim.book.Figures;
import io.airbranch.sim.day.Answering;
import io.airbranch.sim.day.Arrival;
import io.airbranch.sim.day.Centre;
import io.airbranch.sim.day.Customer;
import io.airbranch.sim.day.EngineLoad;
import io.airbranch.sim.day.Law;
import io.airbranch.sim.day.Line;
import io.airbranch.sim.day.Medium;
import io.airbranch.sim.day.Simulation;
import io.airbranch.sim.day.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The recorded calls before a staff, decided by the engine. Of a call the record gives the moment, type, priority and service time; the
 * service time of those who hung up is that of another call of the type, and patience is drawn from {@link KaplanMeier}.
 */
final class Replay {
    /** The service level that is compared. */
    static final Duration TARGET = Duration.ofSeconds(20);

    /** At this bank a customer of priority 2 stood in line as if he had waited so long already (Mandelbaum, Sakov, Zeltyn 2001). */
    static final long CREDIT_SECONDS = 90;

    /** A type with fewer hang-ups than this is as patient as all. */
    private static final int ENOUGH = 50;

    private final RecordedMonth record;
    private final Staff staff;
    private final boolean keepKnown;
    private final SplittableRandom random;
    private final List<String> types;
    private final KaplanMeier patienceOfAll;
    private final Map<String, KaplanMeier> patience = new TreeMap<>();

    /** @param keepKnown who hung up is as patient as he was, who was answered at least as patient: nothing else is drawn */
    Replay(RecordedMonth record, Staff staff, boolean keepKnown, long seed) {
        this.record = record;
        this.staff = staff;
        this.keepKnown = keepKnown;
        this.random = new SplittableRandom(seed);
        this.patienceOfAll = KaplanMeier.of(record.calls());
        this.types = record.calls().stream().map(Call::type).distinct().sorted().toList();
        for (var type : types) {
            var own = KaplanMeier.of(
                    record.calls().stream().filter(c -> c.type().equals(type)).toList());
            if (own.hangUps() >= ENOUGH) {
                patience.put(type, own);
            }
        }
    }

    KaplanMeier patienceOfAll() {
        return patienceOfAll;
    }

    Map<String, KaplanMeier> patience() {
        return patience;
    }

    /** Recorded and simulated, in the same cells. */
    static final class Pair {
        final Figures recorded = new Figures();
        final Figures simulated = new Figures();
    }

    /** @param cells by half hour since the record's first midnight */
    record Result(
            Pair all,
            TreeMap<Integer, Pair> byHalfHour,
            TreeMap<Integer, Pair> cells,
            TreeMap<String, Pair> byType,
            DayBook book,
            EngineLoad load,
            String hash,
            int left) {}

    Result run() {
        var lines = types.stream()
                .map(t -> new Line(t, Medium.VOICE, Map.of(t, 1), 0, Duration.ofMinutes(1), TARGET, Integer.MAX_VALUE))
                .toList();
        var arrivals = arrivals();
        var book = new DayBook(lines, staff.workers());
        var result = new Compared();
        record.calls()
                .forEach(c -> result.pairs(c.type(), c.at())
                        .forEach(p -> p.recorded.add(c.answered(), (double) c.waited(), TARGET)));
        var simulation = new Simulation(
                new Centre(lines, staff.workers(), Answering.AT_ONCE, null),
                random.split(),
                List.of(book, result),
                false,
                true);
        simulation.run(arrivals);
        return new Result(
                result.all,
                result.byHalfHour,
                result.cells,
                result.byType,
                book,
                simulation.load(),
                simulation.hash(),
                simulation.present());
    }

    private List<Arrival> arrivals() {
        var services = record.calls().stream()
                .filter(Call::answered)
                .collect(Collectors.groupingBy(Call::type, Collectors.mapping(Call::service, Collectors.toList())));
        var luckOfPatience = random.split();
        var luckOfService = random.split();
        var luckOfAfterWork = random.split();
        var arrivals = new ArrayList<Arrival>();
        for (var call : record.calls()) {
            long service = call.answered()
                    ? call.service()
                    : one(services.getOrDefault(call.type(), List.of(0L)), luckOfService);
            arrivals.add(new Arrival(
                    Law.ofSeconds(call.at()),
                    types.indexOf(call.type()),
                    "zh",
                    0,
                    call.priority() == 2 ? Law.ofSeconds(CREDIT_SECONDS) : 0,
                    Law.micros(patience(call, luckOfPatience)),
                    Law.ofSeconds(service),
                    Law.ofSeconds(one(staff.afterWork(), luckOfAfterWork))));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        return arrivals;
    }

    private double patience(Call call, SplittableRandom luck) {
        if (keepKnown && !call.answered()) {
            return call.waited();
        }
        return patience.getOrDefault(call.type(), patienceOfAll).draw(keepKnown ? (double) call.waited() : 0, luck);
    }

    private static long one(List<Long> of, SplittableRandom luck) {
        return of.isEmpty() ? 0 : of.get(luck.nextInt(of.size()));
    }

    /** Puts what becomes of each call beside what became of it. */
    private final class Compared implements Watcher {
        final Pair all = new Pair();
        final TreeMap<Integer, Pair> byHalfHour = new TreeMap<>();
        final TreeMap<Integer, Pair> cells = new TreeMap<>();
        final TreeMap<String, Pair> byType = new TreeMap<>();

        List<Pair> pairs(String type, long atSeconds) {
            int cell = (int) (atSeconds / 1800);
            return List.of(
                    all,
                    byHalfHour.computeIfAbsent(cell % 48, h -> new Pair()),
                    cells.computeIfAbsent(cell, h -> new Pair()),
                    byType.computeIfAbsent(type, t -> new Pair()));
        }

        @Override
        public void answered(Customer customer, long offer, int worker, long now) {
            count(customer);
        }

        @Override
        public void lost(Customer customer, long now) {
            count(customer);
        }

        private void count(Customer customer) {
            var arrival = customer.arrival();
            pairs(types.get(arrival.line()), arrival.at() / 1_000_000).forEach(p -> p.simulated.add(customer, TARGET));
        }
    }
}
