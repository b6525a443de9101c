package io.airbranch.sim.bench;

import io.airbranch.sim.Await;
import io.airbranch.sim.wire.Link;
import io.airbranch.sim.wire.Loop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/** What a socket costs when the server does nothing but send back: the floor under every latency that the same client measures. */
public final class EchoBaseline {
    private static final int SOCKETS = 400;
    private static final Duration TIME = Duration.ofSeconds(6);
    private static final Duration WARM = Duration.ofSeconds(3);

    private EchoBaseline() {}

    /** The other process: echoes until its input ends. */
    public static void serve() {
        try (var loop = new Loop()) {
            System.out.println(loop.listen(box -> new Link.Listener() {
                @Override
                public void opened() {}

                @Override
                public void text(String text) {
                    box.send(text);
                }

                @Override
                public void closed(int code, String reason) {}
            }));
            var end = System.in.read();
            System.out.println(end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Round trips at the given rate by the same clock and schedule as the benchmark, in microseconds. */
    static Histogram measure(int perSecond) {
        try {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var process = new ProcessBuilder(
                            java,
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "io.airbranch.sim.Sim",
                            "echo")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var loop = new Loop();
                    var lines = process.inputReader(StandardCharsets.UTF_8)) {
                int port = Integer.parseInt(lines.readLine().strip());
                return measure(loop, URI.create("ws://127.0.0.1:" + port + "/"), perSecond);
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Histogram measure(Loop loop, URI address, int perSecond) {
        var histogram = new SynchronizedHistogram(60_000_000, 3);
        var open = new AtomicInteger();
        var links = new ArrayList<Link>();
        var listener = new Link.Listener() {
            @Override
            public void opened() {
                open.incrementAndGet();
            }

            @Override
            public void text(String text) {
                long due = Long.parseLong(text.substring(0, text.indexOf('|')));
                if (due > 0) {
                    histogram.recordValue(Math.max(0, (System.nanoTime() - due) / 1000));
                }
            }

            @Override
            public void closed(int code, String reason) {}
        };
        for (int i = 0; i < SOCKETS; i++) {
            links.add(loop.connect(address, Map.of(), listener));
        }
        Await.until("the echo's sockets are open", Duration.ofSeconds(20), () -> open.get() == SOCKETS);
        long interval = 1_000_000_000L / perSecond;
        long start = System.nanoTime();
        long warm = perSecond * WARM.toSeconds();
        long total = warm + perSecond * TIME.toSeconds();
        var filler = "|" + "x".repeat(150);
        for (long i = 0; i < total; i++) {
            long due = start + i * interval;
            long early;
            while ((early = due - System.nanoTime()) > 0) {
                LockSupport.parkNanos(early);
            }
            links.get((int) (i % SOCKETS)).send((i < warm ? 0 : due) + filler);
        }
        Await.upTo(Duration.ofSeconds(10), () -> histogram.getTotalCount() >= total - warm);
        return histogram;
    }
}
