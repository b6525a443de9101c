package io.airbranch.sim.engine;

import io.airbranch.acd.AgentProfile;
import io.airbranch.acd.QueueProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A centre drawn from a seed: agents with 1 to 12 of 200 skills, few skills being common and most rare, at levels 1 to 10; queues that ask
 * for 1 to 3 skills; three languages. What is asked for is as skewed as what people know, and every queue has somebody who fits.
 */
public final class Population {
    public static final int SKILLS = 200;
    public static final int QUEUES = 400;
    private static final List<String> LANGUAGES = List.of("zh", "en", "ms");
    private static final int[] SPEAKERS = {95, 35, 15};
    private static final int[] CALLERS = {85, 10, 5};
    private static final int[] LEVELS = {1, 3, 5};

    public final List<AgentProfile> agents = new ArrayList<>();
    public final List<QueueProfile> queues = new ArrayList<>();
    private final double[] weights = new double[SKILLS];
    private final int[] staffed = new int[QUEUES];

    public Population(int count, long seed) {
        var random = new Random(seed);
        double sum = 0;
        for (int i = 0; i < SKILLS; i++) {
            sum += 1.0 / (i + 5);
            weights[i] = sum;
        }
        for (int i = 0; i < count; i++) {
            agents.add(agent(random));
        }
        while (queues.size() < QUEUES) {
            var queue = queue(random);
            int fitting = (int) agents.stream().filter(a -> fits(queue, a)).count();
            if (fitting > 0) {
                staffed[queues.size()] = fitting + (queues.isEmpty() ? 0 : staffed[queues.size() - 1]);
                queues.add(queue);
            }
        }
    }

    private AgentProfile agent(Random random) {
        var skills = new HashMap<String, Integer>();
        // Most know few, some know many.
        int known = 1 + smallerOfTwo(random, 12);
        while (skills.size() < known) {
            skills.put(skill(random), 1 + random.nextInt(10));
        }
        var languages = new HashSet<String>();
        for (int i = 0; i < LANGUAGES.size(); i++) {
            if (random.nextInt(100) < SPEAKERS[i]) {
                languages.add(LANGUAGES.get(i));
            }
        }
        return new AgentProfile(id(random), skills, languages.isEmpty() ? Set.of("zh") : languages, 3);
    }

    private static int smallerOfTwo(Random random, int bound) {
        int one = random.nextInt(bound);
        return Math.min(one, random.nextInt(bound));
    }

    private QueueProfile queue(Random random) {
        int asked = 1 + smallerOfTwo(random, 3);
        Map<String, Integer> skills = new HashMap<>();
        while (skills.size() < asked) {
            skills.put(skill(random), LEVELS[random.nextInt(LEVELS.length)]);
        }
        return new QueueProfile(id(random), skills, random.nextInt(3), Duration.ofSeconds(20), 1_000_000);
    }

    /** As often as there are agents for it: a centre that is staffed by demand. */
    public QueueProfile staffedQueue(Random random) {
        int at = Arrays.binarySearch(staffed, random.nextInt(staffed[QUEUES - 1]) + 1);
        return queues.get(at < 0 ? -at - 1 : at);
    }

    /** Each as often as the other: most of them want what few have. */
    public QueueProfile anyQueue(Random random) {
        return queues.get(random.nextInt(QUEUES));
    }

    public static boolean fits(QueueProfile queue, AgentProfile agent) {
        return queue.skills().entrySet().stream()
                .allMatch(s -> agent.skills().getOrDefault(s.getKey(), 0) >= s.getValue());
    }

    private String skill(Random random) {
        double at = random.nextDouble() * weights[SKILLS - 1];
        int low = 0;
        while (weights[low] < at) {
            low++;
        }
        return "skill-" + low;
    }

    public static String language(Random random) {
        int at = random.nextInt(100);
        int i = 0;
        while (at >= CALLERS[i]) {
            at -= CALLERS[i++];
        }
        return LANGUAGES.get(i);
    }

    public static UUID id(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
