package io.airbranch.sim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTests {
    private final Loop loop = new Loop();

    @AfterEach
    void stop() {
        loop.close();
    }

    /** Writes down what it hears, one word per call. */
    private static final class Diary implements Link.Listener {
        final BlockingQueue<String> heard = new ArrayBlockingQueue<>(100);

        @Override
        public void opened() {
            heard.add("opened");
        }

        @Override
        public void text(String text) {
            heard.add(text);
        }

        @Override
        public void closed(int code, String reason) {
            heard.add("closed " + code);
        }

        String next() throws InterruptedException {
            return String.valueOf(heard.poll(5, TimeUnit.SECONDS));
        }
    }

    private Link connect(Diary diary) {
        int port = loop.listen(box -> new Link.Listener() {
            @Override
            public void opened() {}

            @Override
            public void text(String text) {
                box.send(text);
            }

            @Override
            public void closed(int code, String reason) {}
        });
        return loop.connect(URI.create("ws://127.0.0.1:" + port + "/echo?x=1"), Map.of(), diary);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 100_000})
    void textOfAnyLengthComesBackAsItWas(int length) throws InterruptedException {
        var diary = new Diary();
        var link = connect(diary);
        assertThat(diary.next()).isEqualTo("opened");
        var text = "汉".repeat(length / 3) + "x".repeat(length % 3);
        link.send(text);
        assertThat(diary.next()).isEqualTo(text);
    }

    @Test
    void framesInOnePacketAreHeardOneByOneAndInOrder() throws InterruptedException {
        var diary = new Diary();
        var link = connect(diary);
        assertThat(diary.next()).isEqualTo("opened");
        for (int i = 0; i < 50; i++) {
            link.send("line " + i);
        }
        for (int i = 0; i < 50; i++) {
            assertThat(diary.next()).isEqualTo("line " + i);
        }
    }

    @Test
    void aBrokenLineIsHeardOnceAndNothingIsSentAfterIt() throws InterruptedException {
        var diary = new Diary();
        var link = connect(diary);
        assertThat(diary.next()).isEqualTo("opened");
        link.breakLine();
        assertThat(diary.next()).isEqualTo("closed 1006");
        link.send("too late");
        link.close(1000, "");
        assertThat(link.isOpen()).isFalse();
        assertThat(diary.heard.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aPortWhereNobodyListensIsABrokenLine() throws InterruptedException {
        var diary = new Diary();
        loop.connect(URI.create("ws://127.0.0.1:1/"), Map.of(), diary);
        assertThat(diary.next()).isEqualTo("closed 1006");
    }
}
