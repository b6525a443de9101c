package io.airbranch.rig;

import io.airbranch.routing.Routing;
import io.airbranch.sim.Await;
import io.airbranch.sim.durable.Crowd;
import io.airbranch.sim.durable.Delays;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Callers of routing, and what the journal holds of it afterwards. */
final class Load {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final Centre centre;
    private final Crowd crowd;
    private final JournalCount journal;
    private final JdbcClient client;
    private final Map<String, Object> answer = new LinkedHashMap<>();

    Load(ApplicationContext context, Crowd crowd, People people) {
        this.centre = new Centre(context.getBean(Routing.class), people, context.getBean(Clock.class), crowd);
        this.crowd = crowd;
        this.client = context.getBean(JdbcClient.class);
        this.journal = new JournalCount(client);
        context.getBean(Centre.Ear.class).centre = centre;
    }

    Map<String, Object> answer() {
        return answer;
    }

    JournalCount journal() {
        return journal;
    }

    /** Each of so many callers comes again as soon as he is answered, as long as this runs. */
    void callers(int callers, Runnable meanwhile) {
        var over = new AtomicBoolean();
        var left = new CountDownLatch(callers);
        for (int i = 0; i < callers; i++) {
            centre.people().execute(() -> {
                try {
                    while (!over.get()) {
                        crowd.cycle(centre);
                    }
                } catch (RuntimeException e) {
                    failure.compareAndSet(null, e);
                } finally {
                    left.countDown();
                }
            });
        }
        try {
            meanwhile.run();
        } finally {
            over.set(true);
        }
        try {
            left.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("A caller failed", failure.get());
        }
    }

    void fill(int callers) {
        callers(
                callers,
                () -> Await.until("the centre is as full as it shall be", Duration.ofMinutes(5), crowd::filled));
    }

    void callersUntil(int callers, String what, BooleanSupplier enough) {
        callers(callers, () -> Await.until(what, LIMIT, () -> enough.getAsBoolean() || failure.get() != null));
    }

    /** Evenly so many decisions a second, as long as this runs: one who comes leads to four, of which two are his agent's. */
    void paced(int decisions, Runnable meanwhile) {
        var over = new AtomicBoolean();
        long step = 4_000_000_000L / decisions / 2;
        var pace = Thread.ofPlatform().name("pace").start(() -> {
            long due = System.nanoTime();
            for (int i = 0; !over.get(); i++) {
                due += step;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                long now = due;
                centre.people().execute(i % 2 == 0 ? () -> place(now) : this::tidy);
            }
        });
        try {
            meanwhile.run();
        } finally {
            over.set(true);
        }
        try {
            pace.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void place(long due) {
        centre.place(crowd.comes(), due);
        crowd.placed();
    }

    private void tidy() {
        crowd.releaseSurplus(centre);
        crowd.giveUp(centre);
    }

    /** What is decided in this time, and how long it took. */
    void count(String name, Duration time) {
        centre.measureAnew();
        var cpu = Cpu.now(client);
        long first = journal.last();
        long begin = System.nanoTime();
        Await.pause(time);
        long assigned = crowd.assigned();
        long last = journal.last();
        double seconds = (System.nanoTime() - begin) / 1e9;
        var used = Cpu.now(client).since(cpu);
        var kept = journal.between(first, last);
        answer.put(name + "decisions", kept.decisions() / seconds);
        answer.put(name + "records", kept.records() / seconds);
        answer.put(name + "assigned", assigned / seconds);
        answer.put(name + "cpu-server", used.server() / seconds);
        answer.put(name + "cpu-database", used.database() / seconds);
        answer.put(name + "cpu-others", used.others() / seconds);
        put(name + "dispatch", crowd.delays());
        put(name + "answer", centre.answers());
    }

    private void put(String name, Delays delays) {
        answer.put(name + ".p50", delays.millis(50));
        answer.put(name + ".p99", delays.millis(99));
        answer.put(name + ".max", delays.longestMillis());
    }

    /** When nothing is under way any more. */
    void judge() {
        Await.upTo(Duration.ofSeconds(10), () -> crowd.stranded() == 0);
        answer.put("refused", centre.refused());
        answer.put("doubled", crowd.ledger().doubled());
        answer.put("above-capacity", crowd.ledger().aboveCapacity());
        answer.put("stranded", crowd.stranded());
    }
}
