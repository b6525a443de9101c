package io.airbranch.routing.journal;

import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Forgets what no moment of the kept time needs: snapshots before the newest one that is older than that time, and the records that it
 * holds. Never what has not been heard, nor the last record, from which the next one is numbered. In small portions, so that nobody who decides waits for it.
 */
public final class Trimming {
    private static final Logger LOG = LoggerFactory.getLogger(Trimming.class);
    private static final int PORTION = 2_000;

    private static final String FORGET_SNAPSHOTS = """
            delete from routing.snapshot where seq < (select max(seq) from routing.snapshot where at <= :limit)
            """;
    private static final String FORGET_RECORDS = """
            delete from routing.journal
            where seq < (select min(seq) from routing.journal) + :portion
              and seq <= (select max(seq) from routing.snapshot where at <= :limit)
              and seq <= (select heard from routing.domain)
              and seq < (select max(seq) from routing.journal)
            """;

    private final JdbcClient db;
    private final Clock clock;
    private final Duration keep;
    private volatile @Nullable ScheduledExecutorService timer;

    /** @param keep so long any moment can be explained */
    public Trimming(JdbcClient db, Clock clock, Duration keep) {
        this.db = db;
        this.clock = clock;
        this.keep = keep;
    }

    public void start() {
        var started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("routing-trimming").daemon().factory());
        var _ = started.scheduleWithFixedDelay(this::trimmed, 1, 10, TimeUnit.MINUTES);
        timer = started;
    }

    public void stop() {
        var running = timer;
        if (running != null) {
            running.shutdownNow();
            timer = null;
        }
    }

    private void trimmed() {
        try {
            trim();
        } catch (RuntimeException e) {
            LOG.warn("The routing journal could not be trimmed; again in ten minutes: {}", e.toString());
        }
    }

    /** @return how many records went */
    public int trim() {
        var limit = SnapshotRows.utc(clock.instant().minus(keep));
        return Scope.within(Scope.system(), () -> {
            int all = 0;
            int portion;
            do {
                portion = db.sql(FORGET_RECORDS)
                        .param("portion", PORTION)
                        .param("limit", limit)
                        .update();
                all += portion;
            } while (portion > 0 && !Thread.currentThread().isInterrupted());
            // Last, so that a snapshot never goes before the records that only it stands for.
            db.sql(FORGET_SNAPSHOTS).param("limit", limit).update();
            return all;
        });
    }
}
