package io.airbranch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operators;
import io.airbranch.agent.Agents.AgentChanged;
import io.airbranch.agent.Presence.State;
import io.airbranch.agent.Skills.Skill;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.db.Scope;
import io.airbranch.testkit.TestClock;
import io.airbranch.testkit.TestDatabase;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Skills, and who is there: on a real database, with the neighbours absent. */
class AgentRosterTests {
    private static final InstitutionPath BANK = new InstitutionPath("sfb.cn.bank.");
    private static final InstitutionPath CARDS = new InstitutionPath("sfb.cn.card.");

    private final TestDatabase database = TestDatabase.fresh();
    private AnnotationConfigApplicationContext context;
    private AgentRoster roster;
    private TestClock clock;

    @BeforeEach
    void start() {
        context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "airbranch.database.url", database.url(),
                                "airbranch.database.password", TestDatabase.password(),
                                "airbranch.database.owner-password", TestDatabase.password())));
        context.register(Surroundings.class);
        context.scan("io.airbranch.shared.db", "io.airbranch.agent");
        context.refresh();
        roster = context.getBean(AgentRoster.class);
        clock = (TestClock) context.getBean(Clock.class);
    }

    @AfterEach
    void stop() {
        context.close();
        database.close();
    }

    private static <T> T asSystem(Supplier<T> work) {
        return Scope.within(Scope.system(), work);
    }

    private UUID employed() {
        var id = UUID.randomUUID();
        asSystem(() -> roster.employ(new Agent(id, BANK, Map.of(), Map.of("zh", 9), 3)))
                .orElseThrow();
        return id;
    }

    private List<AgentChanged> changes() {
        return context.getBean(Surroundings.class).changes;
    }

    private static String code(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?> refused ? refused.refusal().code() : "done";
    }

    @Test
    void agentIsKeptWithSkillsAndLanguagesAndSeenOnlyWithinItsScope() {
        var skills = context.getBean(Skills.class);
        var loss = new Skill("card-loss", BANK, Name.of("挂失", "Card loss"), 0);
        assertThat(asSystem(() -> skills.define(loss)).orElseThrow().version()).isEqualTo(1);
        assertThat(asSystem(() -> skills.define(loss)).isDone())
                .as("the same again")
                .isTrue();
        var agent = new Agent(UUID.randomUUID(), BANK, Map.of("card-loss", 7), Map.of("zh", 10, "en", 4), 5);
        asSystem(() -> roster.employ(agent)).orElseThrow();
        assertThat(Scope.within(Scope.of("sfb.cn.bank."), () -> roster.find(agent.id())))
                .contains(agent);
        assertThat(Scope.within(Scope.of(CARDS.value()), () -> roster.find(agent.id())))
                .isEmpty();
        assertThat(Scope.within(Scope.of(CARDS.value()), () -> roster.within(BANK)))
                .isEmpty();
        assertThat(changes().getLast().agent()).isEqualTo(agent);
    }

    @Test
    void whatCannotBeIsRefusedWithItsReason() {
        var id = UUID.randomUUID();
        assertThat(code(asSystem(() -> roster.employ(new Agent(id, BANK, Map.of("juggling", 3), Map.of("zh", 9), 3)))))
                .isEqualTo("skill.unknown");
        assertThat(code(asSystem(() -> roster.employ(new Agent(id, BANK, Map.of(), Map.of("zh", 9), 0)))))
                .isEqualTo("capacity.out-of-range");
        assertThat(code(asSystem(() -> roster.employ(new Agent(id, BANK, Map.of(), Map.of(), 3)))))
                .isEqualTo("language.unknown");
        assertThat(code(roster.become(id, State.AWAY, null))).isEqualTo("agent.unknown");
        var agent = employed();
        assertThat(code(roster.become(agent, State.READY, null))).isEqualTo("presence.not-connected");
        roster.connected(agent);
        assertThat(code(roster.become(agent, State.AWAY, "fishing"))).isEqualTo("presence.reason-unknown");
    }

    @Test
    void renamingASkillNeedsItsLastVersion() {
        var skills = context.getBean(Skills.class);
        var first = asSystem(() -> skills.define(new Skill("loans", BANK, Name.of("贷款", "Loans"), 0)))
                .orElseThrow();
        var renamed = new Skill("loans", BANK, Name.of("个贷", "Retail loans"), first.version());
        assertThat(asSystem(() -> skills.define(renamed)).orElseThrow().version())
                .isEqualTo(2);
        assertThat(code(asSystem(() -> skills.define(renamed)))).isEqualTo("skill.stale");
        assertThat(code(asSystem(() -> skills.define(new Skill("No Key", BANK, Name.of("无", "None"), 0)))))
                .isEqualTo("skill.key");
    }

    @Test
    void openingTheConsoleArrivesAndReadyIsPublishedAtOnce() {
        var agent = employed();
        assertThat(roster.presenceOf(agent).state()).isEqualTo(State.OFFLINE);
        roster.connected(agent);
        assertThat(roster.presenceOf(agent).state()).isEqualTo(State.AWAY);
        assertThat(roster.presenceOf(agent).reason()).isEqualTo("arrived");
        roster.become(agent, State.READY, null).orElseThrow();
        assertThat(changes().getLast().presence().state()).isEqualTo(State.READY);
        int before = changes().size();
        roster.become(agent, State.READY, null).orElseThrow();
        assertThat(changes()).as("nothing changed, nobody is told").hasSize(before);
    }

    @Test
    void brokenLineIsForgivenWithinTheGraceAndEndsInOfflineAfterIt() {
        var agent = employed();
        roster.connected(agent);
        roster.become(agent, State.READY, null).orElseThrow();
        roster.disconnected(agent);
        assertThat(roster.presenceOf(agent).state()).isEqualTo(State.LOST);
        clock.advance(Duration.ofSeconds(29));
        roster.sweep();
        assertThat(roster.presenceOf(agent).state()).isEqualTo(State.LOST);
        roster.connected(agent);
        assertThat(roster.presenceOf(agent).state()).as("what it was").isEqualTo(State.READY);
        roster.disconnected(agent);
        clock.advance(Duration.ofSeconds(30));
        roster.sweep();
        assertThat(roster.presenceOf(agent).state()).isEqualTo(State.OFFLINE);
        assertThat(changes().getLast().presence().state()).isEqualTo(State.OFFLINE);
    }

    @Test
    void startOfTheServerGivesEverybodyTheGraceFromNow() {
        var agent = employed();
        roster.connected(agent);
        roster.become(agent, State.AWAY, "meal").orElseThrow();
        context.close();
        start();
        assertThat(roster.presenceOf(agent).state()).isEqualTo(State.LOST);
        clock.advance(Duration.ofSeconds(20));
        roster.sweep();
        roster.connected(agent);
        assertThat(roster.presenceOf(agent).state()).isEqualTo(State.AWAY);
        assertThat(roster.presenceOf(agent).reason()).isEqualTo("meal");
    }

    @Test
    void everyChangeIsKeptInTheHistory() {
        var agent = employed();
        roster.connected(agent);
        roster.become(agent, State.READY, null).orElseThrow();
        roster.disconnected(agent);
        assertThat(JdbcClient.create(database.owner())
                        .sql("select state from agent.presence_history where operator = :id order by id")
                        .param("id", agent)
                        .query(String.class)
                        .list())
                .containsExactly("AWAY", "READY", "LOST");
    }

    @Test
    void awayReasonsHaveNamesInBothLanguages() {
        var reasons = context.getBean(AwayReasons.class).all();
        assertThat(reasons)
                .extracting(AwayReasons.AwayReason::key)
                .contains("break", AwayReasons.ARRIVED, AwayReasons.UNANSWERED);
        assertThat(reasons)
                .filteredOn(AwayReasons.AwayReason::chosen)
                .allSatisfy(r -> assertThat(r.name().zh()).isNotBlank());
    }

    /** No stereotype: found by nobody who scans, registered by this test alone. */
    @ConfigurationPropertiesScan("io.airbranch.shared.db")
    static class Surroundings {
        final List<AgentChanged> changes = new CopyOnWriteArrayList<>();

        @EventListener
        void changed(AgentChanged change) {
            changes.add(change);
        }

        @Bean
        Clock clock() {
            return new TestClock();
        }

        @Bean
        JdbcClient jdbcClient(DataSource source) {
            return JdbcClient.create(source);
        }

        @Bean
        JdbcTransactionManager transactions(DataSource source) {
            return new JdbcTransactionManager(source);
        }

        @Bean
        Operators operators() {
            return absent(Operators.class);
        }

        @Bean
        Guard guard() {
            return absent(Guard.class);
        }

        @Bean
        AuditTrail audit() {
            return absent(AuditTrail.class);
        }

        private static <T> T absent(Class<T> type) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                        case "toString" -> type.getSimpleName();
                        default -> throw new UnsupportedOperationException(method.getName());
                    }));
        }
    }
}
