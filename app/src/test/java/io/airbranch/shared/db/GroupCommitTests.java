package io.airbranch.shared.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import io.airbranch.testkit.Await;
import io.airbranch.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class GroupCommitTests {
    private static TestDatabase database;
    private static HikariDataSource pool;
    private static JdbcClient sql;
    private static TransactionTemplate transaction;

    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private GroupCommit<Integer, Integer> commits;

    @BeforeAll
    static void createTable() {
        database = TestDatabase.fresh();
        var owner = JdbcClient.create(database.owner());
        owner.sql("create schema demo").update();
        owner.sql("create table demo.line (id int primary key check (id >= 0))").update();
        var config = new HikariConfig();
        config.setDataSource(new ScopedDataSource(database.application(), Fence.OPEN));
        config.setConnectionTimeout(500);
        config.setValidationTimeout(300);
        pool = new HikariDataSource(config);
        sql = JdbcClient.create(pool);
        transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    @AfterAll
    static void dropDatabase() {
        pool.close();
        database.close();
    }

    @AfterEach
    void stop() {
        database.allowConnections(true);
        commits.close();
        pool.getHikariPoolMXBean().softEvictConnections();
        sql.sql("delete from demo.line").update();
    }

    @Test
    void everyCallerIsAnsweredAfterItsItemIsCommittedAndBatchesGrowUnderLoad() throws Exception {
        commits = new GroupCommit<>("test", this::store);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 2_000; i++) {
                int id = i;
                answers.add(callers.submit(() -> commits.write(id) == id && stored(id)));
            }
            for (var answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        }
        assertThat(count()).isEqualTo(2_000);
        assertThat(batches).hasSizeLessThan(1_000);
        assertThat(Collections.max(batches)).isGreaterThan(1).isLessThanOrEqualTo(512);
    }

    @Test
    void itemsArrivingDuringACommitFormTheNextBatchInTheirOrder() throws Exception {
        var entered = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var written = Collections.synchronizedList(new ArrayList<List<Integer>>());
        commits = new GroupCommit<>("test", 3, 100, items -> {
            written.add(List.copyOf(items));
            entered.countDown();
            awaitQuietly(go);
            return items;
        });
        var first = commits.submit(0);
        entered.await();
        var later = List.of(commits.submit(1), commits.submit(2), commits.submit(3), commits.submit(4));
        assertThat(first).isNotDone();
        go.countDown();
        CompletableFuture.allOf(later.toArray(CompletableFuture[]::new)).join();
        assertThat(written).containsExactly(List.of(0), List.of(1, 2, 3), List.of(4));
    }

    @Test
    void oneBadItemFailsAlone() throws Exception {
        var gate = new Semaphore(0);
        commits = new GroupCommit<>("test", items -> {
            gate.acquireUninterruptibly();
            return store(items);
        });
        var opening = commits.submit(100);
        // All of these form one batch while the opening one is held back.
        Await.until("the opening item is being written", () -> commits.waiting() == 0);
        var good = List.of(commits.submit(1), commits.submit(2));
        var bad = commits.submit(-1);
        var alsoGood = commits.submit(3);
        gate.release(100);

        opening.join();
        good.forEach(CompletableFuture::join);
        alsoGood.join();
        assertThatThrownBy(bad::join).hasMessageContaining("line_id_check");
        assertThat(count()).isEqualTo(4);
        assertThat(batches).contains(4);
    }

    @Test
    void databaseThatIsAwayFailsEveryCallerWithAClearRefusalAndWorksAgainAfterwards() {
        commits = new GroupCommit<>("test", this::store);
        commits.write(1);
        database.allowConnections(false);

        var first = commits.submit(2);
        var second = commits.submit(3);
        for (var failed : List.of(first, second)) {
            assertThatThrownBy(failed::join).cause().isInstanceOfSatisfying(RefusalException.class, e -> {
                assertThat(e.refusal().kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
                assertThat(e.refusal().code()).isEqualTo("database.unavailable");
            });
        }

        database.allowConnections(true);
        // Connections of the pool that died unnoticed may refuse a few more.
        Await.until(
                "items are stored again",
                () -> commits.submit(4).handle((id, failure) -> failure == null).join());
        assertThat(stored(1)).isTrue();
        assertThat(stored(2)).isFalse();
        assertThat(stored(4)).isTrue();
    }

    @Test
    void fullQueueRefusesAtOnceInsteadOfGrowing() {
        var go = new CountDownLatch(1);
        var entered = new CountDownLatch(1);
        commits = new GroupCommit<>("test", 10, 2, items -> {
            entered.countDown();
            awaitQuietly(go);
            return items;
        });
        var running = commits.submit(0);
        awaitQuietly(entered);
        var waiting = List.of(commits.submit(1), commits.submit(2));
        assertThatThrownBy(commits.submit(3)::join)
                .cause()
                .isInstanceOfSatisfying(
                        RefusalException.class,
                        e -> assertThat(e.refusal().kind()).isEqualTo(Refusal.Kind.TOO_MANY));
        go.countDown();
        running.join();
        waiting.forEach(CompletableFuture::join);
    }

    @Test
    void closingWritesWhatWasTakenAndRefusesWhatComesLater() {
        commits = new GroupCommit<>("test", this::store);
        var taken = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < 200; i++) {
            taken.add(commits.submit(i));
        }
        commits.close();
        assertThat(taken).allMatch(CompletableFuture::isDone);
        assertThat(count()).isEqualTo(200);
        assertThatThrownBy(commits.submit(999)::join).hasMessageContaining("shutting-down");
    }

    private List<Integer> store(List<Integer> items) {
        batches.add(items.size());
        transaction.executeWithoutResult(status -> sql.sql("insert into demo.line select unnest(:ids::int[])")
                .param("ids", items.toArray(Integer[]::new))
                .update());
        return items;
    }

    private static boolean stored(int id) {
        return sql.sql("select count(*) from demo.line where id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private static int count() {
        return sql.sql("select count(*) from demo.line").query(Integer.class).single();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
