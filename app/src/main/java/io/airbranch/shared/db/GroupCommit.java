package io.airbranch.shared.db;

import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many callers, one commit. Callers hand in items and get futures; one thread takes what has gathered and has it written in one
 * transaction; the futures complete after its commit, in order, on a thread of their own, so that what hangs on them delays no write.
 * While one batch commits the next one gathers, so batches grow with the load.
 *
 * <p>A batch that fails is written once more item by item, so that one bad item fails alone. A database that is away fails the whole
 * batch at once with a {@link RefusalException} of kind UNAVAILABLE; nobody then knows whether it was stored, so items need keys that
 * make repeating them harmless.
 *
 * <p>The writer sees everything ({@link Scope#system()}): whether the caller may was decided before.
 */
public final class GroupCommit<T, R> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final ScopedValue<Boolean> COMMITTING = ScopedValue.newInstance();

    /** Writes all items in one transaction that is committed on return; one result per item, in their order. */
    @FunctionalInterface
    public interface Writer<T, R> {
        List<R> write(List<T> items);
    }

    private record Waiting<T, R>(T item, CompletableFuture<R> future) {}

    private final String name;
    private final int batchLimit;
    private final int queueLimit;
    private final Writer<T, R> writer;
    private final Thread thread;
    private final ExecutorService completer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<Waiting<T, R>> queue = new ArrayDeque<>();
    private boolean closed;

    /** Runs work that writes for many on a thread of its own, such as a journal that must keep its order, on those connections. */
    public static void asCommitter(Runnable work) {
        ScopedValue.where(COMMITTING, true).run(work);
    }

    /** Whether this thread writes for many; its connections are kept apart from those of the many who wait for it. */
    static boolean committing() {
        return COMMITTING.isBound();
    }

    /** With batches of at most 512 and at most 20,000 waiting. */
    public GroupCommit(String name, Writer<T, R> writer) {
        this(name, 512, 20_000, writer);
    }

    /**
     * @param name for threads and messages
     * @param batchLimit items per transaction at most
     * @param queueLimit items waiting at most; beyond it items are refused at once
     */
    public GroupCommit(String name, int batchLimit, int queueLimit, Writer<T, R> writer) {
        this.name = name;
        this.batchLimit = batchLimit;
        this.queueLimit = queueLimit;
        this.writer = writer;
        this.completer = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("committed-" + name).factory());
        this.thread = Thread.ofPlatform()
                .name("commit-" + name)
                .start(() -> ScopedValue.where(COMMITTING, true).run(() -> Scope.within(Scope.system(), this::run)));
    }

    /** Never blocks. The future fails with a {@link RefusalException} when too many wait, or after {@link #close()}. */
    public CompletableFuture<R> submit(T item) {
        var future = new CompletableFuture<R>();
        lock.lock();
        try {
            if (closed) {
                future.completeExceptionally(new RefusalException(
                        Refusal.unavailable("shutting-down", "The server is shutting down; repeat this in a moment")));
            } else if (queue.size() >= queueLimit) {
                future.completeExceptionally(new RefusalException(Refusal.tooMany(
                        "overloaded",
                        queueLimit + " items wait to be stored (" + name
                                + "); nothing was stored of this one. Repeat it later",
                        "waiting",
                        queueLimit)));
            } else {
                queue.add(new Waiting<>(item, future));
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
        return future;
    }

    /** Waits until the item is committed. Must not be called while holding rows that the writer needs. */
    public R write(T item) {
        try {
            return submit(item).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Items that wait for the next batch. */
    public int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (var batch = take(); !batch.isEmpty(); batch = take()) {
            commit(batch);
        }
    }

    /** Empty only after the last item of a closed queue. */
    private List<Waiting<T, R>> take() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                arrived.awaitUninterruptibly();
            }
            var batch = new ArrayList<Waiting<T, R>>(Math.min(queue.size(), batchLimit));
            while (!queue.isEmpty() && batch.size() < batchLimit) {
                batch.add(queue.remove());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void commit(List<Waiting<T, R>> batch) {
        try {
            complete(batch, write(batch));
        } catch (RuntimeException e) {
            var outage = Outages.refusal(e);
            if (outage.isPresent()) {
                LOG.warn("{}: {} items not stored: {}", name, batch.size(), e.getMessage());
                fail(batch, new RefusalException(outage.get(), e));
            } else if (batch.size() == 1) {
                fail(batch, e);
            } else {
                LOG.warn(
                        "{}: a batch of {} failed, trying its items one by one: {}",
                        name,
                        batch.size(),
                        e.getMessage());
                batch.forEach(waiting -> commit(List.of(waiting)));
            }
        } catch (Throwable e) {
            // The thread must outlive anything; whoever waits hears of it.
            fail(batch, e);
        }
    }

    private List<R> write(List<Waiting<T, R>> batch) {
        var results = writer.write(batch.stream().map(Waiting::item).toList());
        if (results.size() != batch.size()) {
            throw new IllegalStateException(
                    name + ": " + results.size() + " results for " + batch.size() + " items; each item needs one");
        }
        return results;
    }

    private void complete(List<Waiting<T, R>> batch, List<R> results) {
        completer.execute(() -> {
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).future().complete(results.get(i));
            }
        });
    }

    private void fail(List<Waiting<T, R>> batch, Throwable failure) {
        completer.execute(() -> batch.forEach(waiting -> waiting.future().completeExceptionally(failure)));
    }

    /** Takes no more; returns when all that was taken is written and answered. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            completer.shutdown();
            if (!completer.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.error("{}: not everybody who waited could be answered before the end", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
