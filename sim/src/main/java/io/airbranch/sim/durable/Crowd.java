package io.airbranch.sim.durable;

import io.airbranch.acd.QueueProfile;
import io.airbranch.sim.engine.Population;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Customers who come to a centre of which a given share is busy and at which so many wait: the same for whoever assigns them. Many
 * threads call {@link #cycle}; whoever assigns calls {@link #assigned} when it is committed.
 *
 * <p>Dispatch delay: from the moment at which both contact and agent were there (the later one of asking for the placement and asking
 * for the release) until the assignment was known to be committed.
 */
public final class Crowd {

    /** Whoever assigns. Each call returns when what it asked for is committed, or has been handed in where nobody waits for it. */
    public interface Centre {
        void place(Visit visit);

        void release(UUID contact, UUID agent);

        void giveUp(UUID contact);
    }

    public record Visit(UUID contact, QueueProfile queue, String language) {}

    private record Waiting(Visit visit, long since) {}

    private record Served(UUID contact, UUID agent) {}

    private final Population population;
    private final int busy;
    private final int waiting;
    private final Random random;
    private final SequencedMap<UUID, Waiting> line = new LinkedHashMap<>();
    private final Map<UUID, Long> idleSince = new HashMap<>();
    private final List<Served> served = new ArrayList<>();
    private final Ledger ledger = new Ledger(1);
    private Delays delays = new Delays();
    private long assigned;
    private int placing;

    public Crowd(Population population, int busyPercent, int waiting, long seed) {
        this.population = population;
        this.busy = population.agents.size() * busyPercent / 100;
        this.waiting = waiting;
        this.random = new Random(seed);
    }

    /** One comes; whoever is beyond the share that shall be busy is released; whoever makes the line too long gives up. */
    public void cycle(Centre centre) {
        centre.place(comes());
        placed();
        releaseSurplus(centre);
        giveUp(centre);
    }

    public void releaseSurplus(Centre centre) {
        for (var over = surplus(); over != null; over = surplus()) {
            centre.release(over.contact(), over.agent());
        }
    }

    /** Who has waited longest, where the line is too long. */
    public void giveUp(Centre centre) {
        var tired = tired();
        if (tired != null) {
            centre.giveUp(tired);
        }
    }

    /** While fewer wait than shall, whoever comes wants what few have. To be followed by {@link #placed}. */
    public synchronized Visit comes() {
        placing++;
        var queue = waitingNow() < waiting ? population.anyQueue(random) : population.staffedQueue(random);
        var visit = new Visit(Population.id(random), queue, Population.language(random));
        line.put(visit.contact(), new Waiting(visit, System.nanoTime()));
        return visit;
    }

    /** Somebody has been answered, and waits if nobody was free. */
    public synchronized void placed() {
        placing--;
    }

    private int waitingNow() {
        return line.size() - placing;
    }

    public synchronized void assigned(UUID contact, UUID agent) {
        long now = System.nanoTime();
        ledger.given(contact, agent);
        assigned++;
        var stood = line.remove(contact);
        if (stood != null) {
            delays.add(now - Math.max(stood.since(), idleSince.getOrDefault(agent, Long.MIN_VALUE)));
        }
        served.add(new Served(contact, agent));
    }

    private synchronized @Nullable Served surplus() {
        if (served.size() <= busy) {
            return null;
        }
        int one = random.nextInt(served.size());
        var over = served.set(one, served.getLast());
        served.removeLast();
        ledger.released(over.contact());
        idleSince.put(over.agent(), System.nanoTime());
        return over;
    }

    private synchronized @Nullable UUID tired() {
        if (waitingNow() <= waiting + waiting / 10) {
            return null;
        }
        return line.pollFirstEntry().getKey();
    }

    /** What was measured so far is forgotten. */
    public synchronized void measureAnew() {
        delays = new Delays();
        assigned = 0;
    }

    public synchronized Delays delays() {
        return delays;
    }

    public synchronized long assigned() {
        return assigned;
    }

    public synchronized boolean filled() {
        return served.size() >= busy && waitingNow() >= waiting;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Contacts that wait while somebody who may serve them is free. Only when nothing is under way. */
    public synchronized long stranded() {
        return line.values().stream()
                .map(Waiting::visit)
                .filter(v -> population.agents.stream()
                        .anyMatch(a -> ledger.free(a.id())
                                && a.languages().contains(v.language())
                                && Population.fits(v.queue(), a)))
                .count();
    }
}
