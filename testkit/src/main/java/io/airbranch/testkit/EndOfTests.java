package io.airbranch.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The order in which a test JVM ends: applications first, while their database still answers, then the database. Left to the JVM's
 * shutdown hooks both happen at once, and applications wait for a database that is gone until the JVM is killed. Named in
 * META-INF/services.
 */
public final class EndOfTests implements LauncherSessionListener {
    private static final List<ConfigurableApplicationContext> APPLICATIONS = new CopyOnWriteArrayList<>();
    private static final AtomicReference<Runnable> STOP_DATABASE = new AtomicReference<>(() -> {});

    static void closeBeforeTheDatabase(ConfigurableApplicationContext application) {
        APPLICATIONS.add(application);
    }

    static void databaseIs(Runnable stop) {
        STOP_DATABASE.set(stop);
        // For a JVM that is ended from outside, before its session of tests is over.
        Runtime.getRuntime().addShutdownHook(new Thread(EndOfTests::stopDatabase));
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        // Each waits for its own threads; none waits for another.
        var closing = APPLICATIONS.stream()
                .map(application ->
                        Thread.ofPlatform().name("close-application").start(application::close))
                .toList();
        for (var thread : closing) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        APPLICATIONS.clear();
        stopDatabase();
    }

    private static void stopDatabase() {
        STOP_DATABASE.getAndSet(() -> {}).run();
    }
}
