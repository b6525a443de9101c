package io.airbranch.sim.engine;

import io.airbranch.acd.AgentProfile;
import io.airbranch.acd.QueueProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * How it is usually done, told anew: every 100 ms all waiting contacts are sorted, and for each all agents are looked through for those
 * who are free and fit, of whom the longest idle is taken. Nothing is journalled, no offer can be declined, no clock runs out.
 */
final class ScanAndSort {
    private static final class Agent {
        final Map<String, Integer> skills;
        final Set<String> languages;
        boolean free = true;
        long idleSince;

        Agent(AgentProfile profile) {
            this.skills = new HashMap<>(profile.skills());
            this.languages = new HashSet<>(profile.languages());
        }

        boolean fits(Contact contact) {
            if (!languages.contains(contact.language())) {
                return false;
            }
            for (var skill : contact.queue().skills().entrySet()) {
                var level = skills.get(skill.getKey());
                if (level == null || level < skill.getValue()) {
                    return false;
                }
            }
            return true;
        }
    }

    private record Contact(long since, int priority, QueueProfile queue, String language) {}

    private static final Comparator<Contact> ORDER = Comparator.comparingLong(
            c -> c.since() - 60_000_000L * (c.priority() + c.queue().priority()));

    private final Population population;
    private final Random random;
    private final List<Agent> agents = new ArrayList<>();
    private final List<Agent> working = new ArrayList<>();
    private List<Contact> line = new ArrayList<>();
    private long now;

    ScanAndSort(Population population, long seed) {
        this.population = population;
        this.random = new Random(seed);
        population.agents.forEach(a -> agents.add(new Agent(a)));
    }

    /** So many arrive between two scans; whoever is beyond the share that shall be busy gets rid of his contact. */
    void arrive(int count, int busy, int waiting) {
        for (int i = 0; i < count; i++) {
            var queue = line.size() < waiting ? population.anyQueue(random) : population.staffedQueue(random);
            line.add(new Contact(++now, 0, queue, Population.language(random)));
        }
        while (working.size() > busy) {
            int one = random.nextInt(working.size());
            var agent = working.set(one, working.getLast());
            working.removeLast();
            agent.free = true;
            agent.idleSince = ++now;
        }
        while (line.size() > waiting + waiting / 10 + count) {
            line.removeFirst();
        }
    }

    int working() {
        return working.size();
    }

    /** How many were assigned. */
    int scan() {
        line.sort(ORDER);
        var left = new ArrayList<Contact>();
        int assigned = 0;
        for (var contact : line) {
            var fitting = new ArrayList<Agent>();
            for (var agent : agents) {
                if (agent.free && agent.fits(contact)) {
                    fitting.add(agent);
                }
            }
            if (fitting.isEmpty()) {
                left.add(contact);
                continue;
            }
            fitting.sort(Comparator.comparingLong(a -> a.idleSince));
            fitting.getFirst().free = false;
            working.add(fitting.getFirst());
            assigned++;
        }
        line = left;
        return assigned;
    }
}
