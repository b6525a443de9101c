package io.airbranch.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.testkit.AirbranchTest;
import io.airbranch.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import tools.jackson.databind.JsonNode;

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

    @Autowired
    Clock clock;

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
    void longChainIsVerifiedInPartsThatJoin() {
        var auditor = bank.operator(bank.bank, new Grant(Role.AUDITOR, bank.bank));
        try (var browser = new Browser(port)) {
            browser.signIn(auditor.username(), TestBank.PASSWORD);
            long after = 0;
            var head = "";
            JsonNode part;
            int parts = 0;
            do {
                part = browser.json("POST", "/api/v1/audit/verify?limit=5&after=" + after + "&head=" + head, Map.of())
                        .json();
                assertThat(part.path("intact").asBoolean()).isTrue();
                assertThat(part.path("through").asLong()).isGreaterThan(after);
                after = part.path("through").asLong();
                head = part.path("head").asString();
                parts++;
            } while (after < part.path("last").asLong());
            assertThat(parts).isGreaterThan(2);

            // only the verdict on the whole is told to the trail, and a part that does not join is found
            assertThat(browser.get("/api/v1/audit?action=audit.verify&actor=" + auditor.id())
                            .json()
                            .path("entries")
                            .size())
                    .isEqualTo(1);
            var wrong = browser.json("POST", "/api/v1/audit/verify?limit=5&after=2&head=" + "00".repeat(32), Map.of())
                    .json();
            assertThat(wrong.path("intact").asBoolean()).isFalse();
            assertThat(wrong.path("brokenAt").asLong()).isEqualTo(2);
            assertThat(wrong.path("fault").asString()).isEqualTo("changed");
        }
    }

    @Test
    void trailIsFoundByWhoseDataTextAndPlace() {
        var auditor = bank.operator(bank.group, new Grant(Role.AUDITOR, bank.group));
        var customer = UUID.randomUUID();
        record("customer.view", "customer", customer.toString(), bank.bank, Map.of());
        record("contact.read", "contact", "c1", bank.cards, Map.of("customer", customer.toString()));
        record(
                "contact.read",
                "contact",
                "c2",
                bank.bank,
                Map.of("customer", UUID.randomUUID().toString()));
        record("queue.change", "queue", "q1", bank.bank, Map.of("name", "Cards 100% = fun"));
        try (var browser = new Browser(port)) {
            browser.signIn(auditor.username(), TestBank.PASSWORD);
            assertThat(subjects(browser, "customer=" + customer)).containsExactly("c1", customer.toString());
            assertThat(subjects(browser, "customer=" + customer + "&institution=" + bank.cards))
                    .containsExactly("c1");
            assertThat(subjects(browser, "q=100%25&from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z"))
                    .isEmpty();
            var from = clock.instant().minusSeconds(3600);
            assertThat(subjects(browser, "q=cards+100%25&from=" + from)).containsExactly("q1");
            assertThat(browser.get("/api/v1/audit?q=anything").code()).isEqualTo("audit.text-needs-period");
            assertThat(browser.get("/api/v1/audit?actor=somebody").code()).isEqualTo("audit.actor-malformed");

            var own = browser.get("/api/v1/audit?action=sign-in.done&actor=" + auditor.id())
                    .json()
                    .path("entries")
                    .get(0);
            assertThat(own.path("actorName").path("username").asString()).isEqualTo(auditor.username());
            assertThat(own.path("subjectName").path("name").path("en").asString())
                    .isEqualTo("Zhang San");
            assertThat(own.path("previous").asString()).hasSize(64);
            assertThat(browser.get("/api/v1/audit/people?q=" + auditor.username())
                            .json()
                            .get(0)
                            .path("id")
                            .asString())
                    .isEqualTo(auditor.id().toString());
        }
    }

    @Test
    void copyOfTheTrailIsAFileThatNoSpreadsheetComputesAndLeavesAnEntry() {
        var auditor = bank.operator(bank.group, new Grant(Role.AUDITOR, bank.group));
        record("test.csv", "thing", "=1+1,\"x\"", bank.bank, Map.of());
        record("test.csv", "thing", "plain", bank.cards, Map.of("a", "b"));
        try (var browser = new Browser(port)) {
            browser.signIn(auditor.username(), TestBank.PASSWORD);
            var file = browser.get("/api/v1/audit/export?action=test.csv&institution=" + bank.group);
            assertThat(file.whole().headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/csv");
            var lines = file.body().split("\r\n");
            assertThat(lines).hasSize(3);
            assertThat(lines[0]).startsWith("\uFEFFseq,at,actor,");
            assertThat(lines[1]).contains(",plain,").contains("\"{\"\"a\"\":\"\"b\"\"}\"");
            assertThat(lines[2]).contains(",\"'=1+1,\"\"x\"\"\",");

            var left = browser.get("/api/v1/audit?action=audit.export&actor=" + auditor.id())
                    .json()
                    .path("entries")
                    .get(0);
            assertThat(left.path("detail").path("action").asString()).isEqualTo("test.csv");
            assertThat(left.path("detail").path("entries").asString()).isEqualTo("2");
        }
        var agent = bank.operator(bank.bank, new Grant(Role.AGENT, bank.bank));
        try (var browser = new Browser(port)) {
            browser.signIn(agent.username(), TestBank.PASSWORD);
            assertThat(browser.get("/api/v1/audit/export").status()).isEqualTo(403);
            assertThat(browser.get("/api/v1/audit/people").status()).isEqualTo(403);
        }
    }

    private void record(
            String action, String kind, String subject, InstitutionPath institution, Map<String, String> detail) {
        trail.record(new AuditTrail.Entry(null, action, kind, subject, institution, null, detail));
    }

    private static List<String> subjects(Browser browser, String query) {
        var answer = browser.get("/api/v1/audit?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var subjects = new ArrayList<String>();
        answer.json()
                .path("entries")
                .forEach(entry -> subjects.add(entry.path("subject").asString()));
        return subjects;
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
