package io.airbranch.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.testkit.Await;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is cut for saying no hello, and who is not: the customer answers for his own silence, not for our slowness. */
@ChatTest
class HelloTests extends ChatWorld {
    @Autowired
    StandIns.VisitorBook visitors;

    @Test
    void whoSaysNoHelloWithinFiveSecondsIsCut() {
        var silent = page(widget());
        var greeted = greeted();
        clock.advance(Duration.ofSeconds(5));
        assertThat(silent.awaitClose()).isEqualTo(4400);
        assertThat(greeted.isClosed()).isFalse();
    }

    @Test
    void helloThatCameInTimeIsNotCutHoweverLongOurAnswerTakes() {
        var silent = page(widget());
        // A conversation of another in between: by then the silent one's time runs.
        greeted();
        var greeting = page(widget());
        visitors.book.lock();
        try {
            greeting.send("{\"type\":\"hello\",\"protocol\":1,\"language\":\"zh\"}");
            Await.until("the hello is being answered", visitors.book::hasQueuedThreads);
            clock.advance(Duration.ofSeconds(10));
            assertThat(silent.awaitClose()).isEqualTo(4400);
            assertThat(greeting.isClosed()).isFalse();
        } finally {
            visitors.book.unlock();
        }
        assertThat(greeting.await("welcome").get("visitor").stringValue()).isNotBlank();
    }
}
