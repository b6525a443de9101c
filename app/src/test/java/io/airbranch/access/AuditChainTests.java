package io.airbranch.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.testkit.AirbranchTest;
import io.airbranch.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@AirbranchTest
class AuditChainTests {
    @LocalServerPort
    int port;

    @Autowired
    AuditTrail trail;

    @Autowired
    TestDatabase database;

    @Autowired
    Institutions institutions;

    @Autowired
    Operators operators;

    @Autowired
    ApplicationContext context;

    private TestBank bank;

    @BeforeEach
    void someEntries() {
        bank = new TestBank(institutions, operators);
        for (int i = 0; i < 3; i++) {
            trail.record(entry("test.step", "number " + i));
        }
    }

    @Test
    void writersOfTwoServersForgeOneChain() throws Exception {
        // A second trail over the same database stands for a second server.
        try (var other = new OtherServer(context)) {
            long before = head();
            var start = new CountDownLatch(1);
            var running = new ArrayList<Future<Boolean>>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int writer = 0; writer < 32; writer++) {
                    var own = writer % 2 == 0 ? trail : other.trail();
                    var name = "writer " + writer;
                    running.add(threads.submit(() -> {
                        start.await();
                        for (int i = 0; i < 20; i++) {
                            own.record(entry("test.race", name));
                        }
                        return true;
                    }));
                }
                start.countDown();
                for (var writer : running) {
                    assertThat(writer.get()).isTrue();
                }
            }
            assertThat(verify().intact()).isTrue();
            assertThat(JdbcClient.create(database.owner())
                            .sql("select count(*) from access.audit_entry where seq > ? and action = 'test.race'")
                            .param(before)
                            .query(Integer.class)
                            .single())
                    .isGreaterThanOrEqualTo(640);
            assertThat(head())
                    .isEqualTo(JdbcClient.create(database.owner())
                            .sql("select count(*) from access.audit_entry")
                            .query(Long.class)
                            .single());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update access.audit_entry set action = 'test.harmless' where seq = :seq",
                "update access.audit_entry set detail = '{\"text\": \"nothing\"}' where seq = :seq",
                "update access.audit_entry set at = at + interval '1 microsecond' where seq = :seq",
                "update access.audit_entry set actor = null where seq = :seq",
                "update access.audit_entry set institution = institution || 'x.' where seq = :seq",
                "update access.audit_entry set purpose = '' where seq = :seq",
                "update access.audit_entry set hash = sha256(hash) where seq = :seq",
                "update access.audit_entry set previous = sha256(previous) where seq = :seq",
                "delete from access.audit_entry where seq = :seq"
            })
    void firstLinkThatSomebodyChangedIsNamed(String tampering) throws SQLException {
        assertThat(verify().intact()).isTrue();
        long seq = head() - 1;
        // Done and undone within one transaction of the table's owner: other tests share the chain.
        try (var owner = database.owner().getConnection()) {
            owner.setAutoCommit(false);
            try (var statement = owner.prepareStatement(tampering.replace(":seq", "?"))) {
                statement.setLong(1, seq);
                assertThat(statement.executeUpdate()).isEqualTo(1);
            }
            var verdict = AuditChain.verify(owner);
            assertThat(verdict.intact()).isFalse();
            assertThat(verdict.brokenAt()).isEqualTo(seq);
            assertThat(verdict.reason()).contains(Long.toString(seq));
        }
        assertThat(verify().intact()).isTrue();
    }

    @Test
    void hashIsOverTheDocumentedBytes() {
        var link = new AuditChain.Link(
                1,
                Instant.parse("2026-03-02T01:00:00.123456789Z"),
                new AuditTrail.Entry(null, "a", "k", "s", new InstitutionPath("g."), null, Map.of("b", "2", "a", "一")));
        // sha256 of 32 zero bytes and the encoding in AuditChain's documentation, computed apart from it
        assertThat(AuditChain.hash(AuditChain.genesis(), link))
                .isEqualTo("76a5e758633d23e56f34bc34f914921f7bf00079d12332d083817d3b64fe9981");
    }

    @Test
    void auditorReadsHisOwnPartPageByPageAndVerifiesTheWhole() {
        var auditor = bank.operator(bank.bank, new Grant(Role.AUDITOR, bank.bank), new Grant(Role.AGENT, bank.cards));
        trail.record(new AuditTrail.Entry(null, "test.cards", "k", "s", bank.cards, null, Map.of()));
        try (var browser = new Browser(port)) {
            browser.signIn(auditor.username(), TestBank.PASSWORD);
            var all = browser.get("/api/v1/audit?limit=500").json().path("entries");
            assertThat(all.size()).isGreaterThan(3);
            all.forEach(
                    entry -> assertThat(entry.path("institution").asString()).startsWith(bank.bank.value()));

            var first = browser.get("/api/v1/audit?action=test&limit=2").json();
            assertThat(first.path("entries").size()).isEqualTo(2);
            var rest = browser.get("/api/v1/audit?action=test&limit=2&before="
                            + first.path("next").asLong())
                    .json();
            assertThat(rest.path("entries").size()).isEqualTo(1);
            assertThat(rest.path("next").isNull()).isTrue();
            assertThat(browser.get("/api/v1/audit?subject=operator:" + auditor.id())
                            .json()
                            .path("entries")
                            .size())
                    .isGreaterThanOrEqualTo(2);
            assertThat(browser.get("/api/v1/audit?actor=" + UUID.randomUUID())
                            .json()
                            .path("entries")
                            .size())
                    .isZero();

            var verdict = browser.json("POST", "/api/v1/audit/verify", Map.of()).json();
            assertThat(verdict.path("intact").asBoolean()).isTrue();
            assertThat(verdict.path("checked").asLong()).isGreaterThan(10);
        }
    }

    @Test
    void charactersThatTheDatabaseDoesNotHoldDoNotBreakTheChain() throws SQLException {
        trail.record(entry("test.odd", "nul\0 and 👋 and \"quotes\""));
        assertThat(verify().intact()).isTrue();
    }

    private AuditTrail.Entry entry(String action, String text) {
        return new AuditTrail.Entry(
                UUID.randomUUID(), action, "thing", "s", bank.bank, "contact:1", Map.of("text", text));
    }

    private AuditChain.Verdict verify() throws SQLException {
        try (var owner = database.owner().getConnection()) {
            return AuditChain.verify(owner);
        }
    }

    private long head() {
        return JdbcClient.create(database.owner())
                .sql("select max(seq) from access.audit_entry")
                .query(Long.class)
                .single();
    }

    /** The application's audit trail once more, with a writing thread of its own. */
    private static final class OtherServer implements AutoCloseable {
        private final ApplicationContext context;
        private final AuditTrail trail;

        OtherServer(ApplicationContext context) {
            this.context = context;
            this.trail = context.getAutowireCapableBeanFactory()
                    .createBean(context.getBean(AuditTrail.class).getClass());
        }

        AuditTrail trail() {
            return trail;
        }

        @Override
        public void close() {
            context.getAutowireCapableBeanFactory().destroyBean(trail);
        }
    }
}
