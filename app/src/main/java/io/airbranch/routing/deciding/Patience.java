package io.airbranch.routing.deciding;

import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long a caller waits for a decision that has to be stored first. */
public final class Patience {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Patience() {}

    /** Refused with {@code storage.unavailable} where it takes longer. */
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new RefusalException(Refusal.unavailable(
                    "storage.unavailable",
                    "The decision could not be stored within " + PATIENCE.toSeconds() + " s. Repeat this in a moment",
                    "retryAfterSeconds",
                    5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a routing decision", e);
        }
    }
}
