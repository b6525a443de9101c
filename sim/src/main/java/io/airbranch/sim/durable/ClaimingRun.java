package io.airbranch.sim.durable;

import io.airbranch.sim.Await;
import io.airbranch.sim.engine.Population;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** The writers that claim rows, all at once, at a centre of the same population and fill as ours. */
final class ClaimingRun {
    private ClaimingRun() {}

    static Outcome measure(String url, int writers, Population population, Crowd crowd, Duration warm, Duration time) {
        var numbers = ClaimingWriter.Numbers.of(population);
        try (var connection = DriverManager.getConnection(url, "postgres", "")) {
            ClaimingWriter.prepare(connection, numbers);
        } catch (SQLException e) {
            throw new IllegalStateException("The claiming writers' tables could not be made", e);
        }
        var over = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < writers; i++) {
                running.add(threads.submit(() -> {
                    write(url, numbers, crowd, over);
                    return null;
                }));
            }
            Await.upTo(
                    Duration.ofMinutes(2),
                    () -> crowd.filled() || running.stream().anyMatch(Future::isDone));
            Await.pause(warm);
            crowd.measureAnew();
            long begin = System.nanoTime();
            Await.pause(time);
            double seconds = (System.nanoTime() - begin) / 1e9;
            long assigned = crowd.assigned();
            over.set(true);
            for (var one : running) {
                one.get();
            }
            var delays = crowd.delays();
            return new Outcome(
                    assigned / seconds,
                    delays.millis(50),
                    delays.millis(99),
                    crowd.ledger().doubled(),
                    crowd.ledger().aboveCapacity(),
                    crowd.stranded());
        } catch (ExecutionException e) {
            throw new IllegalStateException("A claiming writer failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void write(String url, ClaimingWriter.Numbers numbers, Crowd crowd, AtomicBoolean over)
            throws SQLException {
        try (var writer = new ClaimingWriter(DriverManager.getConnection(url, "postgres", ""), numbers, crowd)) {
            while (!over.get()) {
                crowd.cycle(writer);
            }
        }
    }
}
