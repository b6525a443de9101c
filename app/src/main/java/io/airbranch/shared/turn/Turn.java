package io.airbranch.shared.turn;

import io.airbranch.shared.Ids;
import io.airbranch.shared.db.Database;
import io.airbranch.shared.db.Fence;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Of several processes on one database exactly one has its turn: it alone opens its doors. The others have built everything up and wait
 * here, in the first step of their start, so that taking over costs little more than reading the state.
 *
 * <p>A process that dies frees its lock at once. One that freezes, or whose machine vanishes, is silent for {@code patience}; then its
 * connections are ended. In both cases the epoch grows first: whatever the earlier process had under way is committed before or never,
 * and {@link #admit} gives it no connection any more, should it wake up.
 *
 * <p>A database that goes away and comes back leaves the turn where it was, as long as its holder is back within {@code patience}.
 */
@Component
public final class Turn implements Fence, SmartLifecycle, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    /** Before anything that reads what another process may still change. */
    static final int PHASE = Integer.MIN_VALUE + 1000;

    private final Database database;
    private final TurnSettings settings;
    private final TurnLost lost;
    private final UUID process;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long epoch;
    private @Nullable Connection connection;
    private @Nullable Thread beating;

    Turn(Database database, TurnSettings settings, TurnLost lost, Ids ids) {
        this.database = database;
        this.settings = settings;
        this.lost = lost;
        this.process = ids.next();
    }

    /** Grows with every change of hands; 0 while standing by. */
    public long epoch() {
        return epoch;
    }

    @Override
    public String processName() {
        return nameOf(process);
    }

    private static String nameOf(UUID process) {
        return "airbranch " + process;
    }

    @Override
    public void admit(Connection opened) throws SQLException {
        long mine = epoch;
        if (mine > 0 && new TurnRow(opened).holder().epoch() != mine) {
            throw new SQLException("Another process has taken the turn of this one, which was number " + mine, "57P01");
        }
    }

    /** Returns when it is this process's turn. */
    @Override
    public void start() {
        // A signal while standing by must not wait for a turn that may never come.
        var onSignal = new Thread(over::countDown, "turn-signal");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            standBy();
        } finally {
            removeHook(onSignal);
        }
        if (epoch == 0) {
            throw new IllegalStateException("Stopped while standing by");
        }
        beating = Thread.ofPlatform().name("turn").daemon().start(this::keep);
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("The JVM ends already", e);
        }
    }

    private void standBy() {
        boolean said = false;
        // How long this process has seen the database without a break; a first look may act at once.
        var watched = settings.patience();
        do {
            try {
                var row = new TurnRow(connected());
                var holder = row.holder();
                if (watched.compareTo(settings.patience()) >= 0) {
                    if (row.tryLock()) {
                        take(row, holder);
                        return;
                    }
                    if (holder.silent().compareTo(settings.patience()) >= 0) {
                        LOG.warn(
                                "The process on {} has been silent for {} ms; its connections are ended",
                                holder.machine(),
                                holder.silent().toMillis());
                        row.endConnections(nameOf(holder.process()));
                        continue;
                    }
                }
                if (!said) {
                    LOG.info("Standing by: a process on {} serves (turn {})", holder.machine(), holder.epoch());
                    said = true;
                }
                watched = watched.plus(settings.look());
            } catch (SQLException e) {
                if (!watched.isZero()) {
                    LOG.warn("Standing by; the database does not answer: {}", e.getMessage());
                }
                disconnect();
                watched = Duration.ZERO;
            }
        } while (!ended(settings.look()));
    }

    private void take(TurnRow row, TurnRow.Holder before) throws SQLException {
        long taken = row.take(process, machine());
        // After the epoch: what was connected before is seen here, what connects later is not admitted.
        int ended = row.endConnections(nameOf(before.process()));
        epoch = taken;
        LOG.info(
                "This process serves from now on (turn {}){}",
                taken,
                ended == 0 ? "" : "; " + ended + " connections of the process before were ended");
    }

    /** The sign of life; and the lock again, where the database had been away. */
    private void keep() {
        boolean locked = true;
        boolean silent = false;
        while (!ended(settings.beat())) {
            try {
                var row = new TurnRow(connected());
                if (!row.beat(epoch)) {
                    over.countDown();
                    lost.accept("another process, on " + row.holder().machine()
                            + ", has taken its turn, which was number " + epoch);
                    return;
                }
                locked = locked || row.tryLock();
                silent = false;
            } catch (SQLException e) {
                if (!silent) {
                    LOG.warn("No sign of life while the database does not answer: {}", e.getMessage());
                }
                silent = true;
                locked = false;
                disconnect();
            }
        }
    }

    private Connection connected() throws SQLException {
        var open = connection;
        if (open == null) {
            open = database.connect(processName(), settings.patience());
            connection = open;
        }
        return open;
    }

    private void disconnect() {
        var open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("A broken connection does not even close", e);
            }
        }
    }

    private boolean ended(Duration wait) {
        try {
            return over.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName() + ", process "
                    + ProcessHandle.current().pid();
        } catch (UnknownHostException e) {
            return "process " + ProcessHandle.current().pid();
        }
    }

    /** The turn itself is given back by {@link #close()}, after everything that writes. */
    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
        return Optional.ofNullable(beating).map(Thread::isAlive).orElse(false);
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public void close() {
        over.countDown();
        var thread = beating;
        try {
            if (thread != null && !thread.join(settings.patience())) {
                LOG.debug("The database keeps the last sign of life waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        disconnect();
    }
}
