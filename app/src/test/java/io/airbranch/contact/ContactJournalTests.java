package io.airbranch.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.airbranch.access.InstitutionPath;
import io.airbranch.contact.ContactEvent.*;
import io.airbranch.contact.Contacts.NewContact;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.db.Scope;
import io.airbranch.testkit.AirbranchTest;
import io.airbranch.testkit.Await;
import io.airbranch.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The journal on a real database: what is acknowledged is stored, once, in order, and told. */
@AirbranchTest
@Import({ContactJournalTests.Ear.class})
class ContactJournalTests {
    private static final InstitutionPath BANK = new InstitutionPath("jt.cn.bank.");
    private static final Name NAME = Name.of("客服", "Service");

    @Autowired
    Contacts contacts;

    @Autowired
    Ids ids;

    @Autowired
    TestDatabase database;

    @Autowired
    Ear ear;

    @Autowired
    DataSource pool;

    /** Remembers what the journal tells, and the milestones. */
    @Component
    @Order(0)
    static class Ear implements ContactListener {
        final List<Recorded> told = new CopyOnWriteArrayList<>();
        final List<ContactMilestone> milestones = new CopyOnWriteArrayList<>();

        @Override
        public void recorded(List<Recorded> events) {
            told.addAll(events);
        }

        @EventListener
        void on(ContactMilestone milestone) {
            milestones.add(milestone);
        }

        List<Long> toldOf(UUID contact) {
            return told.stream()
                    .filter(r -> r.contact().equals(contact))
                    .map(Recorded::seq)
                    .toList();
        }
    }

    @Test
    void lineIsStoredEncryptedReadAsWrittenAndTold() throws SQLException {
        var contact = open();
        var text = "我的卡号是 6222 0000 1111 2222 <script>alert(1)</script>";
        var recorded = say(contact, text, ids.next()).orElseThrow();
        assertThat(recorded.seq()).isEqualTo(2);
        assertThat(recorded.prevShown()).isEqualTo(1);
        assertThat(system(() -> contacts.events(contact, 1, 10))).containsExactly(recorded);
        assertThat(system(() -> contacts.lastMessages(List.of(contact)))).containsExactly(recorded);
        assertThat(ear.toldOf(contact)).containsExactly(1L, 2L);
        assertThat(storedBody(contact)).doesNotContain("6222").doesNotContain("script");
    }

    @Test
    void contactIsFoundByVisitorAgentAndStateAndOnlyInScope() {
        var visitor = ids.next();
        var agent = ids.next();
        var contact = open(ids.next(), visitor);
        append(contact, new Queued(ids.next(), NAME)).orElseThrow();
        append(contact, new Joined(agent, NAME)).orElseThrow();
        assertThat(system(() -> contacts.ofVisitor(visitor, 5)))
                .extracting(Contact::id)
                .containsExactly(contact);
        assertThat(system(() -> contacts.ofAgent(agent)))
                .extracting(Contact::id)
                .containsExactly(contact);
        assertThat(system(contacts::live)).extracting(Contact::id).contains(contact);
        assertThat(Scope.within(Scope.of("jt.cn."), () -> contacts.find(contact)))
                .isPresent();
        assertThat(Scope.within(Scope.of("jt.hk."), () -> contacts.find(contact)))
                .isEmpty();
        assertThat(Scope.within(Scope.of("jt.hk."), () -> contacts.events(contact, 0, 10)))
                .isEmpty();
        assertThat(Scope.within(Scope.of("jt.hk."), () -> contacts.append(contact, line("x"), null))
                        .join()
                        .isDone())
                .isFalse();
        assertThat(ear.milestones).contains(new ContactMilestone.ContactJoined(contact, agent));
    }

    @Test
    void repeatedKeyGetsTheFirstAnswerWhateverItCarriesNow() {
        var contact = open();
        var key = ids.next();
        var first = say(contact, "first", key).orElseThrow();
        var second = say(contact, "second", key).orElseThrow();
        assertThat(second.seq()).isEqualTo(first.seq());
        assertThat(second.event()).isEqualTo(first.event());
        assertThat(second.repeated()).isTrue();
        assertThat(ear.toldOf(contact)).containsExactly(1L, 2L);
    }

    @Test
    void openingTwiceIsOneContact() {
        var id = ids.next();
        open(id, ids.next());
        say(id, "hello", null).orElseThrow();
        assertThat(contacts(id).lastSeq()).isEqualTo(2);
        open(id, ids.next());
        assertThat(contacts(id).lastSeq()).isEqualTo(2);
    }

    @Test
    void manyThreadsRepeatingEachOthersKeysRecordEachOnceInOrder() throws InterruptedException {
        var talks = IntStream.range(0, 8).mapToObj(i -> open()).toList();
        var keys = IntStream.range(0, 100).mapToObj(i -> ids.next()).toList();
        var go = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 8; t++) {
            int seed = t;
            threads.add(Thread.ofVirtual().start(() -> {
                var shuffled = new ArrayList<>(keys);
                Collections.shuffle(shuffled, new Random(seed));
                await(go);
                var waiting = new ArrayList<CompletableFuture<Outcome<Recorded>>>();
                for (var key : shuffled) {
                    for (var talk : talks) {
                        waiting.add(system(() -> contacts.append(talk, line("from " + seed), key)));
                    }
                }
                waiting.forEach(f -> f.join().orElseThrow());
            }));
        }
        go.countDown();
        for (var thread : threads) {
            thread.join();
        }
        for (var talk : talks) {
            var events = system(() -> contacts.events(talk, 0, 500));
            assertThat(events).hasSize(101);
            assertThat(events.stream().map(Recorded::seq))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 101)
                            .mapToObj(i -> (long) i)
                            .toList());
            assertThat(events.stream().map(Recorded::key).skip(1)).containsExactlyInAnyOrderElementsOf(keys);
            assertThat(ear.toldOf(talk))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 101)
                            .mapToObj(i -> (long) i)
                            .toList());
        }
    }

    @Test
    void databaseThatIsCutAgainAndAgainLosesNothingAcknowledgedAndDoublesNothing()
            throws InterruptedException, SQLException {
        var talks = IntStream.range(0, 20).mapToObj(i -> open()).toList();
        var stop = new AtomicBoolean();
        var refused = new AtomicInteger();
        var acknowledged = new ArrayList<List<UUID>>();
        var threads = new ArrayList<Thread>();
        for (var talk : talks) {
            var mine = new CopyOnWriteArrayList<UUID>();
            acknowledged.add(mine);
            threads.add(Thread.ofVirtual().start(() -> {
                while (!stop.get()) {
                    var key = ids.next();
                    var outcome = say(talk, "line", key);
                    while (!outcome.isDone()) {
                        outcome.onRefused(r -> assertThat(r.code()).isEqualTo("storage.unavailable"));
                        refused.incrementAndGet();
                        outcome = say(talk, "line", key);
                    }
                    mine.add(key);
                }
            }));
        }
        for (int cut = 1; cut <= 5; cut++) {
            int least = cut * 40;
            Await.until(
                    "more lines are acknowledged",
                    () -> acknowledged.stream().mapToInt(List::size).sum() > least);
            database.cutConnections();
        }
        int before = acknowledged.stream().mapToInt(List::size).sum();
        Await.until(
                "lines flow again",
                () -> acknowledged.stream().mapToInt(List::size).sum() > before + 40);
        stop.set(true);
        for (var thread : threads) {
            thread.join();
        }
        // Readers would meet the rest of the cut connections one by one.
        pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        assertThat(refused.get())
                .as("waiters who were told that the database was away")
                .isPositive();
        for (int i = 0; i < talks.size(); i++) {
            var talk = talks.get(i);
            var events = system(() -> contacts.events(talk, 0, 100_000));
            assertThat(events.stream().map(Recorded::key).skip(1)).containsExactlyElementsOf(acknowledged.get(i));
            assertThat(ear.toldOf(talk))
                    .as("told once and in order, also what was committed while the line broke")
                    .containsExactlyElementsOf(
                            events.stream().map(Recorded::seq).toList());
        }
    }

    @Test
    void databaseThatIsAwayIsARefusalWithARetryTime() throws SQLException {
        var contact = open();
        var key = ids.next();
        database.allowConnections(false);
        try {
            var outcome = say(contact, "x", key);
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, r -> {
                assertThat(r.refusal().code()).isEqualTo("storage.unavailable");
                assertThat(r.refusal().values()).containsKey("retryAfterSeconds");
            });
        } finally {
            database.allowConnections(true);
        }
        Await.until("the line is taken", () -> say(contact, "x", key).isDone());
        pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        assertThat(contacts(contact).lastSeq()).isEqualTo(2);
    }

    /** Prints, claims nothing: a shared machine is no place for a bar. */
    @Test
    void throughputOfSingleLinesOverThousandsOfContacts() throws InterruptedException {
        var talks = new ArrayList<UUID>();
        var opening = new ArrayList<CompletableFuture<Outcome<Contact>>>();
        for (int i = 0; i < 2_000; i++) {
            var id = ids.next();
            talks.add(id);
            opening.add(opening(id, ids.next()));
        }
        opening.forEach(f -> f.join().orElseThrow());
        for (int at : new int[] {4, 10, 64}) {
            var stop = new AtomicBoolean();
            var done = new AtomicInteger();
            var random = new Random(1);
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < at; i++) {
                var own = new Random(random.nextLong());
                threads.add(Thread.ofVirtual().start(() -> {
                    while (!stop.get()) {
                        say(talks.get(own.nextInt(talks.size())), "您好，请问提前还款要收手续费吗？", ids.next())
                                .orElseThrow();
                        done.incrementAndGet();
                    }
                }));
            }
            var warm = done.get() + 3_000;
            Await.until("warm", () -> done.get() > warm);
            long from = System.nanoTime();
            int first = done.get();
            Await.until("enough", () -> done.get() > first + 6_000);
            double rate = (done.get() - first) / ((System.nanoTime() - from) / 1e9);
            stop.set(true);
            for (var thread : threads) {
                thread.join();
            }
            System.out.printf("contact journal: %d callers at once, %.0f single lines/s%n", at, rate);
            assertThat(rate).isPositive();
        }
    }

    private UUID open() {
        return open(ids.next(), ids.next());
    }

    private UUID open(UUID id, UUID visitor) {
        opening(id, visitor).join().orElseThrow();
        return id;
    }

    private CompletableFuture<Outcome<Contact>> opening(UUID id, UUID visitor) {
        return system(() -> contacts.open(
                new NewContact(id, BANK, new Opened(Channel.CHAT, "demo", null, null), "zh", visitor, null)));
    }

    private Outcome<Recorded> say(UUID contact, String text, UUID key) {
        return system(() -> contacts.append(contact, line(text), key)).join();
    }

    private Outcome<Recorded> append(UUID contact, ContactEvent event) {
        return system(() -> contacts.append(contact, event, null)).join();
    }

    private Contact contacts(UUID id) {
        return system(() -> contacts.find(id)).orElseThrow();
    }

    private static Message line(String text) {
        return new Message(Author.CUSTOMER, text, null);
    }

    private static <T> T system(Supplier<T> work) {
        return Scope.within(Scope.system(), work);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String storedBody(UUID contact) throws SQLException {
        try (var connection = database.owner().getConnection();
                var query =
                        connection.prepareStatement("select body from contact.event where contact = ? and seq = 2")) {
            query.setObject(1, contact);
            try (var row = query.executeQuery()) {
                row.next();
                return new String(row.getBytes(1), StandardCharsets.ISO_8859_1);
            }
        }
    }
}
