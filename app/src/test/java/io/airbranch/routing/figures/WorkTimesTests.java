package io.airbranch.routing.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.acd.AgentProfile;
import io.airbranch.acd.Command;
import io.airbranch.acd.Engine;
import io.airbranch.acd.Fact;
import io.airbranch.acd.QueueProfile;
import io.airbranch.acd.Settings;
import io.airbranch.routing.figures.WorkTimes.Slot;
import io.airbranch.routing.figures.WorkTimes.Spent;
import io.airbranch.routing.figures.WorkTimes.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Colleagues' time by half-hours, counted from what an engine decides. */
class WorkTimesTests {
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final UUID LI = new UUID(1, 1);
    private static final UUID QUEUE = new UUID(2, 1);

    private final Engine engine = new Engine(Settings.DEFAULT);
    private final WorkTimes times = new WorkTimes(agent -> null);
    private final Map<Slot, Spent> counted =
            new TreeMap<>(java.util.Comparator.comparing(Slot::agent).thenComparing(Slot::begins));
    private final List<Fact> uncounted = new ArrayList<>();
    private Instant now = NINE;

    private void at(int minutes) {
        now = NINE.plus(Duration.ofMinutes(minutes));
    }

    private void tell(Command command) {
        uncounted.addAll(engine.handle(command, now).facts());
    }

    private void count() {
        times.count(List.copyOf(uncounted)).forEach((slot, more) -> counted.merge(slot, more, Spent::plus));
        uncounted.clear();
    }

    private long staffedMinutes(int halfHour) {
        return minutes(halfHour, true);
    }

    private long busyMinutes(int halfHour) {
        return minutes(halfHour, false);
    }

    private long minutes(int halfHour, boolean staffed) {
        var spent = counted.get(new Slot(LI, NINE.plus(WorkTimes.HALF_HOUR.multipliedBy(halfHour))));
        return spent == null ? 0 : (staffed ? spent.staffedMicros() : spent.busyMicros()) / 60_000_000;
    }

    private void open(UUID agent) {
        tell(new Command.SetAgent(new AgentProfile(agent, Map.of(), Set.of("zh"), 2)));
        tell(new Command.SetPresence(agent, true, true));
    }

    private void queue() {
        tell(new Command.SetQueue(new QueueProfile(QUEUE, Map.of(), 0, Duration.ofMinutes(10), 100)));
    }

    @Test
    void timeOnDutyIsCountedInEachHalfHourInWhichItPassed() {
        at(10);
        open(LI);
        at(75);
        tell(new Command.SetPresence(LI, false, true));
        count();
        assertThat(List.of(staffedMinutes(0), staffedMinutes(1), staffedMinutes(2)))
                .containsExactly(20L, 30L, 15L);
        assertThat(List.of(busyMinutes(0), busyMinutes(1), busyMinutes(2))).containsExactly(0L, 0L, 0L);
        assertThat(counted.get(new Slot(LI, NINE.plus(Duration.ofHours(1)))))
                .extracting(Spent::since, Spent::standing)
                .containsExactly(now, Standing.OFF);
    }

    @Test
    void whoHasAContactOfferedServedOrToWrapUpIsBusyAndTwoAtOnceCountOnce() {
        queue();
        open(LI);
        at(2);
        var first = new UUID(3, 1);
        tell(new Command.Place(first, QUEUE, "zh", 0, now, List.of()));
        at(4);
        tell(new Command.Accept(engine.offersOf(LI).getFirst().number(), LI));
        at(5);
        tell(new Command.Place(new UUID(3, 2), QUEUE, "zh", 0, now, List.of()));
        at(6);
        tell(new Command.Decline(engine.offersOf(LI).getFirst().number(), LI, null));
        tell(new Command.End(new UUID(3, 2), "gone"));
        at(9);
        tell(new Command.End(first, "over"));
        at(12);
        tell(new Command.Free(first));
        at(20);
        tell(new Command.SetPresence(LI, false, true));
        count();
        assertThat(busyMinutes(0)).isEqualTo(10);
        assertThat(staffedMinutes(0)).isEqualTo(20);
    }

    @Test
    void whoGoesAwayWithAContactInHandIsOnDutyUntilItIsDone() {
        queue();
        open(LI);
        var contact = new UUID(3, 1);
        tell(new Command.Place(contact, QUEUE, "zh", 0, now, List.of()));
        tell(new Command.Accept(engine.offersOf(LI).getFirst().number(), LI));
        at(5);
        tell(new Command.SetPresence(LI, false, true));
        at(8);
        tell(new Command.Free(contact));
        at(25);
        tell(new Command.SetPresence(LI, true, true));
        count();
        assertThat(List.of(staffedMinutes(0), busyMinutes(0))).containsExactly(8L, 8L);
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 60);
    }

    /** Watched from outside moment by moment, in batches of any size, with counters that forget everything in between. */
    @ParameterizedTest
    @MethodSource("seeds")
    void everyOrderOfEventsInEveryBatchAndAcrossRestartsIsCountedOnce(int seed) {
        var random = new Random(seed);
        var agents = IntStream.rangeClosed(1, 4).mapToObj(i -> new UUID(1, i)).toList();
        var contacts = new ArrayList<UUID>();
        var watched = new HashMap<Slot, long[]>();
        queue();
        agents.forEach(this::open);
        for (int i = 0; i < 400; i++) {
            pass(random, agents, watched);
            act(random, agents, contacts);
            if (random.nextInt(4) == 0) {
                count();
            }
            if (random.nextInt(40) == 0) {
                count();
                var until = new HashMap<UUID, Instant>();
                counted.forEach((slot, spent) -> until.put(slot.agent(), spent.since()));
                times.begin(engine.snapshot(), until, now);
            }
        }
        now = now.plus(Duration.ofHours(1));
        watch(agents, watched, now.minus(Duration.ofHours(1)), now);
        // Nobody stays, so that nothing is left to count.
        contacts.forEach(contact -> tell(new Command.Free(contact)));
        agents.forEach(agent -> tell(new Command.SetPresence(agent, false, false)));
        count();
        watched.values().removeIf(spent -> spent[0] == 0);
        counted.values().removeIf(spent -> spent.staffedMicros() == 0);
        assertThat(counted.keySet()).as("seed " + seed).containsExactlyInAnyOrderElementsOf(watched.keySet());
        counted.forEach((slot, spent) -> assertThat(new long[] {spent.staffedMicros(), spent.busyMicros()})
                .as("seed " + seed + ", " + slot)
                .containsExactly(watched.get(slot)));
    }

    private void act(Random random, List<UUID> agents, List<UUID> contacts) {
        var agent = agents.get(random.nextInt(agents.size()));
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> {
                contacts.add(new UUID(3, contacts.size()));
                tell(new Command.Place(contacts.getLast(), QUEUE, "zh", 0, now, List.of()));
            }
            case 3, 4 -> engine.offersOf(agent).forEach(o -> tell(new Command.Accept(o.number(), agent)));
            case 5 -> engine.offersOf(agent).forEach(o -> tell(new Command.Decline(o.number(), agent, null)));
            case 6 -> tell(new Command.SetPresence(agent, random.nextInt(3) > 0, random.nextInt(4) > 0));
            case 7 -> any(random, contacts, contact -> tell(new Command.End(contact, "over")));
            default ->
                any(random, contacts, contact -> {
                    if (random.nextBoolean()) {
                        tell(new Command.Free(contact));
                    } else {
                        tell(new Command.Transfer(contact, agent, random.nextBoolean() ? QUEUE : null, agent));
                    }
                });
        }
    }

    private static void any(Random random, List<UUID> contacts, java.util.function.Consumer<UUID> act) {
        if (!contacts.isEmpty()) {
            act.accept(contacts.get(random.nextInt(contacts.size())));
        }
    }

    /** Time passes; what the engine does by itself is done when it is due. */
    private void pass(Random random, List<UUID> agents, Map<Slot, long[]> watched) {
        var until = now.plusMillis(random.nextInt(200_000));
        while (now.isBefore(until)) {
            var due = engine.nextDeadline();
            var next = due == null || due.isAfter(until) ? until : due.isBefore(now) ? now : due;
            watch(agents, watched, now, next);
            now = next;
            tell(new Command.Tick());
        }
    }

    private void watch(List<UUID> agents, Map<Slot, long[]> watched, Instant from, Instant to) {
        for (var agent : agents) {
            var load = engine.agent(agent).orElseThrow();
            for (var begins = from; begins.isBefore(to); ) {
                var next = WorkTimes.halfHourOf(begins).plus(WorkTimes.HALF_HOUR);
                var ends = next.isBefore(to) ? next : to;
                var spent = watched.computeIfAbsent(new Slot(agent, WorkTimes.halfHourOf(begins)), s -> new long[2]);
                long micros = ChronoUnit.MICROS.between(begins, ends);
                spent[0] += load.onDuty() || load.used() > 0 ? micros : 0;
                spent[1] += load.used() > 0 ? micros : 0;
                begins = ends;
            }
        }
    }
}
