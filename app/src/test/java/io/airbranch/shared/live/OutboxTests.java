package io.airbranch.shared.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

@Timeout(10)
class OutboxTests {
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final CompletableFuture<CloseStatus> closed = new CompletableFuture<>();
    private final CountDownLatch reading = new CountDownLatch(1);

    @Test
    void framesLeaveInTheOrderInWhichTheyWereOffered() throws Exception {
        reading.countDown();
        var outbox = new Outbox(session(), 1_000, 100_000);

        IntStream.range(0, 500).forEach(i -> outbox.offer("f" + i));
        outbox.closeAfter(CloseStatus.GOING_AWAY);

        assertThat(closed.get(5, TimeUnit.SECONDS)).isEqualTo(CloseStatus.GOING_AWAY);
        assertThat(sent)
                .containsExactlyElementsOf(
                        IntStream.range(0, 500).mapToObj(i -> "f" + i).toList());
    }

    @Test
    void aReaderWhoLetsTheBufferFillUpIsCutWithoutAnybodyWaiting() throws Exception {
        var outbox = new Outbox(session(), 3, 100_000);

        var accepted = IntStream.range(0, 10).filter(i -> outbox.offer("f" + i)).count();

        // One frame may already be on its way to the reader, beside the three that wait.
        assertThat(accepted).isBetween(3L, 4L);
        assertThat(closed.get(5, TimeUnit.SECONDS).getCode()).isEqualTo(1013);
        assertThat(outbox.offer("late")).isFalse();
        reading.countDown();
    }

    @Test
    void fewButHugeFramesFillTheBufferToo() throws Exception {
        var outbox = new Outbox(session(), 1_000, 50);

        IntStream.range(0, 4).forEach(i -> outbox.offer("x".repeat(40)));

        assertThat(closed.get(5, TimeUnit.SECONDS).getCode()).isEqualTo(1013);
        reading.countDown();
    }

    /** A socket whose reader reads only once the latch is open. */
    private WebSocketSession session() {
        return (WebSocketSession) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {WebSocketSession.class}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "sendMessage" -> {
                            reading.await();
                            sent.add(((TextMessage) args[0]).getPayload());
                        }
                        case "close" -> closed.complete(args == null ? CloseStatus.NORMAL : (CloseStatus) args[0]);
                        case "getId" -> {
                            return "socket";
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }
}
