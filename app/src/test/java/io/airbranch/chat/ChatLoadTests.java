package io.airbranch.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A short load within one process: prints what it measures and claims only that nothing is lost. {@code bench chat} measures for real. */
@ChatTest
class ChatLoadTests extends ChatWorld {
    private static final int PAGES = 200;
    private static final int SECONDS = Integer.getInteger("chat.load.seconds", 3);
    private static final int RATE = Integer.getInteger("chat.load.rate", 2_000);

    @Test
    void linesOfManyPagesAreAllAcknowledgedAndDelivered() throws InterruptedException {
        var widget = widget();
        var pages = new ArrayList<Page>();
        for (int i = 0; i < PAGES; i++) {
            var page = page(widget);
            page.hello("zh", null);
            page.start("开始");
            pages.add(page);
        }
        var perTick = RATE / 100;
        var at = new int[1];
        try (var ticker = Executors.newSingleThreadScheduledExecutor()) {
            var ticks = ticker.scheduleAtFixedRate(
                    () -> {
                        for (int i = 0; i < perTick; i++) {
                            var page = pages.get(at[0]++ % PAGES);
                            page.sayTimed("您好，请问提前还款要收手续费吗？");
                        }
                    },
                    0,
                    10,
                    TimeUnit.MILLISECONDS);
            Await.until("the time is over", Duration.ofSeconds(SECONDS + 30L), () -> at[0] >= RATE * SECONDS);
            ticks.cancel(false);
        }
        int all = at[0];
        Await.until(
                "all are acknowledged",
                () -> pages.stream().mapToInt(p -> p.acked.size()).sum() == all);
        Await.until(
                "all are delivered",
                () -> pages.stream().mapToInt(p -> p.texts().size()).sum() == all + PAGES);
        long[] times = pages.stream()
                .flatMapToLong(p -> p.acked.stream().mapToLong(Long::longValue))
                .sorted()
                .toArray();
        System.out.printf(
                "chat path: %d lines at %d/s over %d sockets, ack p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                all, RATE, PAGES, times[all / 2] / 1e6, times[(int) (all * 0.99)] / 1e6, times[all - 1] / 1e6);
        assertThat(times).hasSize(all);
    }
}
