package io.airbranch.routing.why;

import io.airbranch.acd.Engine;
import io.airbranch.acd.Estimate;
import io.airbranch.acd.Explanation;
import io.airbranch.acd.Snapshot;
import io.airbranch.routing.deciding.Dispatcher;
import io.airbranch.routing.deciding.Patience;
import io.airbranch.routing.journal.Replay;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The engine as it stands, and as it stood. A past one is made anew from the snapshot before the moment and the records since, on a
 * thread of its own and never more than a few at once: those who decide do not wait for it.
 */
@Component
class RoutingMoments {
    private static final int MOST_AT_ONCE = 2;

    private final Dispatcher dispatcher;
    private final Replay replay;
    private final Semaphore replays = new Semaphore(MOST_AT_ONCE, true);

    RoutingMoments(Dispatcher dispatcher, Replay replay) {
        this.dispatcher = dispatcher;
        this.replay = replay;
    }

    /** What the engine said of one contact. */
    record Look(
            Explanation explanation,
            Snapshot.Contact contact,
            @Nullable Estimate estimate) {
        static Optional<Look> at(Engine engine, UUID contact) {
            return engine.explain(contact)
                    .map(explanation -> new Look(
                            explanation,
                            engine.contact(contact).orElseThrow(),
                            engine.estimateFor(contact).orElse(null)));
        }
    }

    /** Empty where the engine does not know the contact. */
    Optional<Look> now(UUID contact) {
        return Patience.await(dispatcher.ask(engine -> Look.at(engine, contact)));
    }

    /** Of a past moment; empty likewise. Before {@link #since()} nothing can be said. */
    Optional<Look> at(UUID contact, Instant moment) {
        var answer = new CompletableFuture<Optional<Look>>();
        Thread.ofVirtual().name("routing-replay").start(() -> {
            try {
                replays.acquire();
                try {
                    answer.complete(replay.at(moment).flatMap(engine -> Look.at(engine, contact)));
                } finally {
                    replays.release();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                answer.completeExceptionally(new IllegalStateException("Interrupted in a replay", e));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return Patience.await(answer);
    }

    /** RoutingMoments before this one have been forgotten. */
    Optional<Instant> since() {
        return replay.since();
    }
}
