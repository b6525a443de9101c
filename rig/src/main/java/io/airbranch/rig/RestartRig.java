package io.airbranch.rig;

import io.airbranch.contact.Contacts;
import io.airbranch.sim.Await;
import io.airbranch.sim.Options;
import io.airbranch.sim.durable.Crowd;
import io.airbranch.sim.engine.Population;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;

/** The whole application: filled and left with a long tail of the journal, as if killed; and started again. */
final class RestartRig {
    private static final int CALLERS = 16;

    private RestartRig() {}

    /** Everybody is at his console and away, until so many wait and so many records stand behind the last snapshot. */
    static Map<String, Object> fill(Options options) {
        var context = Application.start(Fresh.class);
        var population = new Population(options.number("agents", 5_000), 7);
        new Bank(context).open(population, false);
        var crowd = new Crowd(population, 0, options.number("waiting", 10_000), 11);
        var load = new Load(context, crowd, new People.Recorded(context.getBean(Contacts.class)));
        load.fill(CALLERS);
        int tail = options.number("tail", 19_000);
        load.callersUntil(
                4, "a tail of " + tail + " records", () -> load.journal().tail() >= tail);
        Await.pause(Duration.ofSeconds(2));
        return Map.of("tail", load.journal().tail());
    }

    /** How long routing takes from the moment at which it is told to start. */
    static Map<String, Object> start() {
        var context = Application.start(Timed.class);
        var answer = new LinkedHashMap<String, Object>();
        answer.put(
                "seconds",
                context.getBean("after", Stopwatch.class).at / 1e9
                        - context.getBean("before", Stopwatch.class).at / 1e9);
        return answer;
    }

    static class Fresh {
        @Bean
        Centre.Ear ear() {
            return new Centre.Ear();
        }
    }

    /** Right before and right after routing's own phase, in which it waits for the commit of its first decisions. */
    static class Timed {
        private static final int ROUTING = 200;

        @Bean
        Stopwatch before() {
            return new Stopwatch(ROUTING - 1);
        }

        @Bean
        Stopwatch after() {
            return new Stopwatch(ROUTING + 1);
        }
    }

    static final class Stopwatch implements SmartLifecycle {
        private final int phase;
        private long at;

        Stopwatch(int phase) {
            this.phase = phase;
        }

        @Override
        public void start() {
            at = System.nanoTime();
        }

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return at != 0;
        }

        @Override
        public int getPhase() {
            return phase;
        }
    }
}
