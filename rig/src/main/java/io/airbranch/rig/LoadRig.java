package io.airbranch.rig;

import io.airbranch.AirbranchApplication;
import io.airbranch.contact.ContactListener;
import io.airbranch.routing.Routing;
import io.airbranch.sim.Await;
import io.airbranch.sim.Options;
import io.airbranch.sim.durable.Crowd;
import io.airbranch.sim.engine.Population;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The application with contacts that keep nothing, under three loads: as many callers as it takes to have it never idle; an even pace;
 * so many callers at once.
 */
final class LoadRig {
    private static final int CROWD = 2_000;

    private final Centre centre;
    private final Crowd crowd;
    private final JournalCount journal;
    private final Duration time;
    private final Map<String, Object> answer = new LinkedHashMap<>();

    private LoadRig(Centre centre, Crowd crowd, JournalCount journal, Duration time) {
        this.centre = centre;
        this.crowd = crowd;
        this.journal = journal;
        this.time = time;
    }

    static Map<String, Object> run(Options options) {
        var context = start();
        var population = new Population(options.number("agents", 5_000), 7);
        new Bank(context).open(population);
        var crowd = new Crowd(population, options.number("busy", 85), options.number("waiting", 1_000), 11);
        var hearing = context.getBeansOfType(ContactListener.class).values().stream()
                .filter(listener -> listener.getClass().getPackageName().startsWith("io.airbranch.routing"))
                .findFirst()
                .orElseThrow();
        var centre = new Centre(
                context.getBean(Routing.class),
                hearing,
                context.getBean(InstantContacts.class),
                context.getBean(Clock.class),
                crowd);
        context.getBean(Centre.Ear.class).centre = centre;
        var rig = new LoadRig(
                centre,
                crowd,
                new JournalCount(context.getBean(JdbcClient.class)),
                Duration.ofSeconds(options.number("seconds", 20)));
        rig.measure(options.number("callers", 32), options.number("pace", 2_000));
        return rig.answer;
    }

    private static ApplicationContext start() {
        var application = new SpringApplicationBuilder(AirbranchApplication.class, Neighbours.class);
        return application.run("--server.port=0");
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

    private void measure(int callers, int pace) {
        closed(CROWD, "", true);
        paced(pace);
        closed(callers, "callers.", false);
        Await.pause(Duration.ofSeconds(1));
        answer.put("refused", centre.refused());
        answer.put("doubled", crowd.ledger().doubled());
        answer.put("above-capacity", crowd.ledger().aboveCapacity());
        answer.put("stranded", crowd.stranded());
    }

    /** Each caller comes again as soon as he is answered. */
    private void closed(int callers, String name, boolean fill) {
        var over = new AtomicBoolean();
        var left = new CountDownLatch(callers);
        for (int i = 0; i < callers; i++) {
            centre.people().execute(() -> {
                try {
                    while (!over.get()) {
                        crowd.cycle(centre);
                    }
                } finally {
                    left.countDown();
                }
            });
        }
        if (fill) {
            Await.until("the centre is as full as it shall be", Duration.ofMinutes(3), crowd::filled);
        }
        Await.pause(time.dividedBy(2));
        counted(name);
        over.set(true);
        await(left);
    }

    private void paced(int pace) {
        var over = new AtomicBoolean();
        // Placed, accepted, ended, freed: half of the steps place, half release.
        long step = 2_000_000_000L / pace;
        var clock = Thread.ofPlatform().name("pace").start(() -> {
            long due = System.nanoTime();
            for (int i = 0; !over.get(); i++) {
                due += step;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                long now = due;
                centre.people().execute(i % 2 == 0 ? () -> centre.place(crowd.comes(), now) : () -> tidy());
            }
        });
        Await.pause(time.dividedBy(4));
        counted("paced.");
        over.set(true);
        try {
            clock.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tidy() {
        crowd.releaseSurplus(centre);
        crowd.giveUp(centre);
    }

    private void counted(String name) {
        centre.measureAnew();
        long first = journal.last();
        long begin = System.nanoTime();
        Await.pause(time);
        long assigned = crowd.assigned();
        var delays = name.equals("paced.") ? centre.answers() : crowd.delays();
        long last = journal.last();
        double seconds = (System.nanoTime() - begin) / 1e9;
        var kept = journal.between(first, last);
        answer.put(name + "decisions", kept.decisions() / seconds);
        answer.put(name + "records", kept.records() / seconds);
        answer.put(name + "assigned", assigned / seconds);
        answer.put(name + "p50", delays.millis(50));
        answer.put(name + "p99", delays.millis(99));
        answer.put(name + "max", delays.longestMillis());
        answer.put(name + "answers.p50", centre.answers().millis(50));
        answer.put(name + "answers.p99", centre.answers().millis(99));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
