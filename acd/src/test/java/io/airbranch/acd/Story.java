package io.airbranch.acd;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A test that tells a story at a centre; at its end the same facts, and the snapshot, must give the same state. */
abstract class Story {
    Centre centre = new Centre();

    @AfterEach
    void sameFactsGiveTheSameState() {
        centre.assertRebuilds();
    }

    static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    QueueProfile profile(String name, Map<String, Integer> skills) {
        return new QueueProfile(centre.id(name), skills, 0, Centre.LEASE, 1_000);
    }

    void queue(String name, QueueProfile.Choice choice, Map<String, Integer> skills) {
        centre.tell(new Command.SetQueue(new QueueProfile(
                centre.id(name), skills, 0, Centre.LEASE, 1_000, choice, null, java.util.List.of(), null)));
    }

    void queue(String name, Step... steps) {
        centre.tell(new Command.SetQueue(new QueueProfile(
                centre.id(name), Map.of(), 0, Centre.LEASE, 1_000, null, null, java.util.List.of(steps), null)));
    }
}
