package io.airbranch.routing.deciding;

import io.airbranch.acd.Command;
import io.airbranch.acd.Decision;
import io.airbranch.acd.Engine;
import io.airbranch.acd.Reply;
import io.airbranch.acd.Snapshot;
import io.airbranch.routing.figures.Tally;
import io.airbranch.routing.journal.JournalRows;
import io.airbranch.routing.journal.JournalRows.EpochPassedException;
import io.airbranch.routing.journal.JournalRows.Numbered;
import io.airbranch.routing.journal.SnapshotRows;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import io.airbranch.shared.db.GroupCommit;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The command loop. One thread decides, one writes what was decided; while a batch is being committed, deciding goes on and the next
 * batch gathers. Nobody hears of a decision, not even by asking, before it is committed. While the database is away the same batch is
 * tried again and again, and callers give up by themselves.
 *
 * <p>Snapshots are written beside all that, one at a time: a crowd does not wait for them, the tail of the journal grows meanwhile.
 *
 * <p>The deciding thread also looks at the clock: at the engine's next deadline, and every quarter of a second, so that a clock that
 * jumps is noticed. {@link #tick()} looks at once.
 */
@Component
public class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    static final int SNAPSHOT_EVERY = 20_000;
    private static final int MAX_COMMANDS = 50_000;
    private static final int MAX_DECIDED = 10_000;
    private static final int MAX_BATCH = 2_000;
    private static final long LOOK_MILLIS = 250;

    private final JournalRows journal;
    private final SnapshotRows snapshots;
    private final Clock clock;
    private final BlockingQueue<Work> commands = new LinkedBlockingQueue<>();
    private final BlockingQueue<Decided> decided = new LinkedBlockingQueue<>(MAX_DECIDED);
    private volatile State state = State.NEW;
    private @Nullable Thread loop;
    private @Nullable Thread writer;
    private final AtomicBoolean picturing = new AtomicBoolean();

    private enum State {
        NEW,
        RUNNING,
        STOPPED
    }

    Dispatcher(JournalRows journal, SnapshotRows snapshots, Clock clock) {
        this.journal = journal;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    private sealed interface Work {
        void fail(RuntimeException failure);

        record Tell(Command command, @Nullable String note, CompletableFuture<Reply> answer) implements Work {
            @Override
            public void fail(RuntimeException failure) {
                answer.completeExceptionally(failure);
            }
        }

        record Ask<T>(Function<Engine, T> question, CompletableFuture<T> answer) implements Work {
            @Override
            public void fail(RuntimeException failure) {
                answer.completeExceptionally(failure);
            }

            Runnable answered(Engine engine) {
                T found = question.apply(engine);
                return () -> answer.complete(found);
            }
        }

        /** Nothing came; time has passed. */
        record Look() implements Work {
            @Override
            public void fail(RuntimeException failure) {}
        }

        record Stop() implements Work {
            @Override
            public void fail(RuntimeException failure) {}
        }
    }

    private sealed interface Decided {
        record Facts(List<Numbered> facts, Reply reply, CompletableFuture<Reply> answer) implements Decided {}

        record Answer(Runnable complete) implements Decided {}

        record Picture(long seq, Snapshot snapshot) implements Decided {}

        record Reached(CountDownLatch latch) implements Decided {}

        record End(Picture last) implements Decided {}
    }

    public CompletableFuture<Reply> submit(Command command) {
        return submit(command, null);
    }

    /** @param note goes to whoever is told of the decision, and encrypted into the journal */
    public CompletableFuture<Reply> submit(Command command, @Nullable String note) {
        var answer = new CompletableFuture<Reply>();
        enqueue(new Work.Tell(command, note, answer));
        return answer;
    }

    /** Without waiting; whatever is asked afterwards comes after it. */
    public void hand(Command command) {
        var _ = submit(command).exceptionally(failure -> {
            LOG.error("Routing could not take {}; the next start puts it right: {}", command, failure.toString());
            return Reply.DONE;
        });
    }

    /** Answers from the state that all commands before left, once that state is committed. */
    public <T> CompletableFuture<T> ask(Function<Engine, T> question) {
        var answer = new CompletableFuture<T>();
        enqueue(new Work.Ask<>(question, answer));
        return answer;
    }

    CompletableFuture<Reply> tick() {
        return submit(new Command.Tick());
    }

    private void enqueue(Work work) {
        if (state == State.STOPPED) {
            work.fail(new RefusalException(
                    Refusal.unavailable("shutting-down", "Routing is shutting down; repeat this in a moment")));
        } else if (commands.size() >= MAX_COMMANDS) {
            work.fail(new RefusalException(Refusal.tooMany(
                    "overloaded",
                    MAX_COMMANDS + " routing commands wait already; repeat this later",
                    "waiting",
                    MAX_COMMANDS)));
        } else {
            commands.add(work);
        }
    }

    /** @param rebuild makes the engine from the journal as it stands up to the given record */
    public void start(Engine engine, long epoch, long lastSeq, Aftermath aftermath, LongFunction<Engine> rebuild) {
        state = State.RUNNING;
        var deciding = new Deciding(engine, lastSeq, rebuild);
        loop = Thread.ofPlatform().name("routing-decides").start(deciding::run);
        writer = Thread.ofPlatform()
                .name("routing-journal")
                .start(() -> GroupCommit.asCommitter(() -> write(epoch, aftermath)));
    }

    /** Everything handed in before is decided, committed and told; then a snapshot is kept. */
    public void stop() {
        if (state != State.RUNNING) {
            return;
        }
        commands.add(new Work.Stop());
        join(loop);
        state = State.STOPPED;
        join(writer);
        for (var late = commands.poll(); late != null; late = commands.poll()) {
            late.fail(new RefusalException(
                    Refusal.unavailable("shutting-down", "Routing is shutting down; repeat this in a moment")));
        }
    }

    private static void join(@Nullable Thread thread) {
        try {
            if (thread != null && !thread.join(Duration.ofSeconds(20))) {
                LOG.error(
                        "{} has not ended within 20 s; the journal holds what was decided, no snapshot",
                        thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean running() {
        return state == State.RUNNING;
    }

    /** The thread that decides. */
    private final class Deciding {
        private Engine engine;
        private long seq;
        private long pictured;
        private final LongFunction<Engine> rebuild;

        Deciding(Engine engine, long lastSeq, LongFunction<Engine> rebuild) {
            this.engine = engine;
            this.seq = lastSeq;
            this.pictured = lastSeq;
            this.rebuild = rebuild;
        }

        void run() {
            try {
                while (state == State.RUNNING) {
                    switch (next()) {
                        case Work.Tell tell -> tell(tell);
                        case Work.Ask<?> ask -> ask(ask);
                        case Work.Look look -> look();
                        case Work.Stop stop -> {
                            decided.put(new Decided.End(new Decided.Picture(seq, engine.snapshot())));
                            return;
                        }
                    }
                    if (seq - pictured >= SNAPSHOT_EVERY && picturing.compareAndSet(false, true)) {
                        pictured = seq;
                        decided.put(new Decided.Picture(seq, engine.snapshot()));
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private Work next() throws InterruptedException {
            var due = engine.nextDeadline();
            long wait = due == null
                    ? LOOK_MILLIS
                    : Math.clamp(Duration.between(clock.instant(), due).toMillis(), 0, LOOK_MILLIS);
            var work = commands.poll(wait, TimeUnit.MILLISECONDS);
            return work != null ? work : new Work.Look();
        }

        private void look() throws InterruptedException {
            var due = engine.nextDeadline();
            if (due != null && !due.isAfter(clock.instant())) {
                tell(new Work.Tell(new Command.Tick(), null, new CompletableFuture<>()));
            }
        }

        private void tell(Work.Tell tell) throws InterruptedException {
            Decision decision;
            try {
                decision = engine.handle(tell.command(), clock.instant());
            } catch (RuntimeException e) {
                LOG.error("Could not decide on {}; the engine is rebuilt from the journal", tell.command(), e);
                tell.fail(e);
                engine = rebuilt();
                return;
            }
            var numbered = new ArrayList<Numbered>(decision.facts().size());
            for (var fact : decision.facts()) {
                numbered.add(new Numbered(++seq, fact, tell.note()));
            }
            decided.put(new Decided.Facts(numbered, decision.reply(), tell.answer()));
        }

        private void ask(Work.Ask<?> ask) throws InterruptedException {
            try {
                decided.put(new Decided.Answer(ask.answered(engine)));
            } catch (RuntimeException e) {
                ask.fail(e);
            }
        }

        /** What was half decided has changed the state but stands in no journal. */
        private Engine rebuilt() throws InterruptedException {
            var latch = new CountDownLatch(1);
            decided.put(new Decided.Reached(latch));
            latch.await();
            return rebuild.apply(seq);
        }
    }

    /** The thread that writes. */
    private void write(long epoch, Aftermath aftermath) {
        var batch = new ArrayList<Decided>(MAX_BATCH);
        try {
            while (true) {
                batch.clear();
                batch.add(decided.take());
                decided.drainTo(batch, MAX_BATCH - 1);
                var facts = batch.stream()
                        .filter(Decided.Facts.class::isInstance)
                        .flatMap(d -> ((Decided.Facts) d).facts().stream())
                        .toList();
                var tally = aftermath.count(facts);
                if (!facts.isEmpty()) {
                    commit(() -> journal.append(epoch, aftermath.heard(), facts, tally));
                }
                if (!tell(batch, epoch, aftermath)) {
                    return;
                }
                aftermath.batchTold(tally);
            }
        } catch (EpochPassedException e) {
            state = State.STOPPED;
            LOG.error("Routing stops: {}", e.getMessage());
            failAll(batch, e);
        } catch (InterruptedException e) {
            state = State.STOPPED;
            Thread.currentThread().interrupt();
        }
    }

    /** False at the end. */
    private boolean tell(List<Decided> batch, long epoch, Aftermath aftermath) {
        for (var item : batch) {
            switch (item) {
                case Decided.Facts f -> tell(f, aftermath);
                case Decided.Answer a -> a.complete().run();
                case Decided.Picture p ->
                    Thread.ofPlatform().name("routing-snapshot").start(() -> keep(p, epoch));
                case Decided.Reached r -> r.latch().countDown();
                case Decided.End e -> {
                    commit(() -> snapshots.save(e.last().seq(), epoch, e.last().snapshot()));
                    commit(() -> journal.append(epoch, aftermath.heard(), List.of(), Tally.NOTHING));
                    return false;
                }
            }
        }
        return true;
    }

    /** What it shows is committed. Where it cannot be kept, a start has more of the journal to read. */
    private void keep(Decided.Picture picture, long epoch) {
        try {
            snapshots.save(picture.seq(), epoch, picture.snapshot());
        } catch (RuntimeException e) {
            LOG.warn(
                    "The snapshot after record {} was not kept, the next one will be: {}", picture.seq(), e.toString());
        } finally {
            picturing.set(false);
        }
    }

    private static void tell(Decided.Facts f, Aftermath aftermath) {
        try {
            var _ = aftermath
                    .tell(f.facts())
                    .thenAccept(agreed -> f.answer().complete(agreed ? f.reply() : overtaken(f.reply())));
        } catch (RuntimeException e) {
            // It is in the journal; who was not told is told at the next start. The thread must outlive this.
            LOG.error("Decided, but not everybody could be told: {}", f.facts(), e);
            f.answer().completeExceptionally(e);
        }
    }

    /** The contact ended while it was being given: the engine hears of that next. */
    private static Reply overtaken(Reply reply) {
        return switch (reply) {
            case Reply.Given given -> new Reply.Refused(Reply.Reason.OFFER_GONE, "withdrawn");
            case Reply.Done done -> done;
            case Reply.Refused refused -> refused;
        };
    }

    private void commit(Runnable write) {
        for (int attempt = 1; ; attempt++) {
            try {
                write.run();
                return;
            } catch (EpochPassedException e) {
                throw e;
            } catch (RuntimeException e) {
                if (state == State.STOPPED && attempt > 5) {
                    LOG.error("The routing journal could not be written before the end: {}", e.toString());
                    return;
                }
                LOG.warn(
                        "The routing journal could not be written (attempt {}), again in half a second: {}",
                        attempt,
                        e.toString());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            }
        }
    }

    private void failAll(List<Decided> batch, RuntimeException failure) {
        for (var item : batch) {
            if (item instanceof Decided.Facts f) {
                f.answer().completeExceptionally(failure);
            } else if (item instanceof Decided.Reached r) {
                r.latch().countDown();
            }
        }
        decided.clear();
        for (var work = commands.poll(); work != null; work = commands.poll()) {
            work.fail(failure);
        }
    }
}
