package io.airbranch.rig;

import io.airbranch.routing.Routing;
import io.airbranch.sim.Await;
import io.airbranch.sim.Options;
import io.airbranch.sim.durable.Crowd;
import io.airbranch.sim.engine.Population;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The application with contacts that keep nothing, under three loads: as many callers as it takes to have it never idle; an even pace;
 * so many callers at once.
 */
final class LoadRig {
    private static final int MANY = 512;

    private LoadRig() {}

    static Map<String, Object> run(Options options) {
        var context = Application.start(Neighbours.class);
        var population = new Population(options.number("agents", 5_000), 7);
        new Bank(context).open(population, true);
        var crowd = new Crowd(population, options.number("busy", 85), options.number("waiting", 1_000), 11);
        var people = new People.Unrecorded(
                Application.hearing(context), context.getBean(Routing.class), context.getBean(Clock.class));
        var load = new Load(context, crowd, people);
        var time = Duration.ofSeconds(options.number("seconds", 20));
        load.fill(MANY);
        load.callers(MANY, () -> {
            Await.pause(time);
            load.count("", time);
        });
        load.paced(options.number("pace", 2_000), () -> {
            Await.pause(time.dividedBy(4));
            load.count("paced.", time);
        });
        load.callers(options.number("callers", 32), () -> {
            Await.pause(time.dividedBy(4));
            load.count("callers.", time);
        });
        load.judge();
        return load.answer();
    }

    /** No stereotype: found by nobody who scans. */
    static class Neighbours {
        @Bean
        @Primary
        InstantContacts instantContacts(Clock clock) {
            return new InstantContacts(clock);
        }

        @Bean
        Centre.Ear ear() {
            return new Centre.Ear();
        }
    }
}
