package io.airbranch.sim.engine;

import io.airbranch.acd.Command;
import io.airbranch.acd.Decision;
import io.airbranch.acd.Engine;
import io.airbranch.acd.Fact;
import io.airbranch.acd.Medium;
import io.airbranch.acd.Reply;
import io.airbranch.acd.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * An engine at work: so many agents of whom a given share is busy, so many contacts waiting. {@link #cycle} goes on from there: somebody
 * arrives, whoever is asked accepts, and when more are busy than shall be, one is rid of his contact and gives himself to the next.
 */
final class Centre {
    private static final int MICROS_PER_CYCLE = 500;

    final Engine engine = new Engine(Settings.DEFAULT);
    final Population population;
    final int busy;
    final int waiting;
    private final Random random;
    private final List<UUID> served = new ArrayList<>();
    private final UUID[] line;
    private int lineAt;
    private long number;
    private Instant now = Instant.parse("2026-03-02T01:00:00Z");
    private Consumer<List<Fact>> journal = facts -> {};

    long assigned;
    long inLine;

    Centre(Population population, int busyPercent, int waiting, long seed) {
        this.population = population;
        this.busy = population.agents.size() * busyPercent / 100;
        this.waiting = waiting;
        this.random = new Random(seed);
        this.line = new UUID[Math.max(1, waiting)];
        population.queues.forEach(q -> tell(new Command.SetQueue(q)));
        population.agents.forEach(a -> {
            tell(new Command.SetAgent(a));
            tell(new Command.SetPresence(a.id(), true, true));
        });
    }

    void keepIn(Consumer<List<Fact>> newJournal) {
        journal = newJournal;
    }

    /** Until the share is busy and so many wait. */
    Centre filled() {
        for (long tries = 0; (served.size() < busy || inLine < waiting) && tries < 200L * (busy + waiting); tries++) {
            cycle();
        }
        return this;
    }

    /**
     * Arrive, assign, release. While fewer wait than shall, whoever arrives wants what few have. How many were assigned: 1 in the long
     * run, but for those who give up because too many wait.
     */
    long cycle() {
        long before = assigned;
        var queue = inLine < waiting ? population.anyQueue(random) : population.staffedQueue(random);
        place(new UUID(0x5bd1e995L * ++number, number), queue.id());
        while (served.size() > busy) {
            release(random.nextInt(served.size()));
        }
        return assigned - before;
    }

    /** Everybody is given a contact, and so many wait. */
    Centre backlog() {
        for (int tries = 0; tries < 50 && anybodyFree(); tries++) {
            for (var queue : population.queues) {
                place(new UUID(number, ++number), queue.id());
            }
        }
        while (inLine < waiting) {
            place(new UUID(number, ++number), population.staffedQueue(random).id());
        }
        return this;
    }

    private boolean anybodyFree() {
        return served.size() < population.agents.size();
    }

    /** Some contact ends; its agent may be given the next. */
    void releaseOne() {
        release(random.nextInt(served.size()));
    }

    boolean anybodyServed() {
        return !served.isEmpty();
    }

    private void release(int one) {
        var free = served.get(one);
        served.set(one, served.getLast());
        served.removeLast();
        accept(tell(new Command.Free(free)));
    }

    private void place(UUID contact, UUID queue) {
        var decision = tell(new Command.Place(
                contact, queue, Population.language(random), 0, now, List.of(), Medium.VOICE, 0, null));
        inLine++;
        if (!accept(decision)) {
            wait(contact);
        }
    }

    /** Whoever has waited longest gives up when the line is as long as it shall be. */
    private void wait(UUID contact) {
        if (waiting == 0) {
            return;
        }
        var oldest = line[lineAt];
        line[lineAt] = contact;
        lineAt = (lineAt + 1) % waiting;
        if (oldest != null
                && inLine > waiting + waiting / 10
                && engine.placeOf(oldest).isPresent()) {
            tell(new Command.End(oldest, "abandoned"));
            inLine--;
        }
    }

    private boolean accept(Decision decision) {
        boolean any = false;
        for (var fact : decision.facts()) {
            if (fact instanceof Fact.Offered offered) {
                var reply = tell(new Command.Accept(offered.offer(), offered.agent()))
                        .reply();
                if (reply instanceof Reply.Given given) {
                    served.add(given.contact());
                    assigned++;
                    inLine--;
                    any = true;
                }
            }
        }
        return any;
    }

    private Decision tell(Command command) {
        now = now.plusNanos(MICROS_PER_CYCLE * 1_000L / 3);
        var decision = engine.handle(command, now);
        journal.accept(decision.facts());
        return decision;
    }
}
