package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.sim.Await;
import io.airbranch.sim.ServerProcess;
import io.airbranch.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two servers on one database, as a site runs them: one serves, the other stands by behind the same address. */
class TakeoverTests {
    private static final Duration SOON = Duration.ofSeconds(5);
    /** As a server says that another one has its turn. */
    private static final int TURN_LOST = 75;

    private final TestDatabase database = TestDatabase.fresh();
    private final Wire wire = new Wire();
    private ServerProcess serving;
    private ServerProcess standingBy;

    @BeforeEach
    void start() {
        serving = Server.start(List.of(
                "-Dairbranch.url=" + wire.url(),
                "-Dairbranch.database.url=" + database.url(),
                "-Dairbranch.database.password=" + TestDatabase.password(),
                "-Dairbranch.database.owner-password=" + TestDatabase.password()));
        standingBy = serving.another();
        standingBy.startStandingBy();
        wire.lead(serving.url());
    }

    @AfterEach
    void stop() {
        standingBy.stop();
        serving.close();
        wire.close();
        database.close();
    }

    @Test
    void serverThatIsKilledIsReplacedWithinFiveSecondsAndNobodyLosesAWordOrAPlace() {
        try (var served = new Customer(wire.url());
                var waiting = new Customer(wire.url());
                var agent = new Staff(wire.url(), "agent1")) {
            agent.signIn().ready();
            served.ask("我的转账到哪了？");
            agent.accept("我的转账到哪了？");
            agent.say("我查一下");
            assertThat(served.line("我查一下")).hasCount(1);
            agent.away().cards().first().click();
            waiting.ask("还要等多久？");
            assertThat(waiting.told()).containsText("您是下一位");

            serving.killServer();
            wire.lead(standingBy.url());
            served.say("换机器时客户写的");
            agent.say("换机器时座席写的");
            assertThat(Await.upTo(SOON, standingBy::answers)).isTrue();

            for (var text : new String[] {"我的转账到哪了？", "我查一下", "换机器时客户写的", "换机器时座席写的"}) {
                assertThat(served.line(text)).hasCount(1);
                assertThat(agent.line(text)).hasCount(1);
            }
            assertThat(agent.connection()).containsText("已连接");
            assertThat(waiting.told()).containsText("您是下一位");
            agent.ready().accept("还要等多久？");
            agent.say("轮到您了");
            assertThat(waiting.line("轮到您了")).hasCount(1);
            assertThat(agent.page.url()).doesNotContain("sign-in");
        }
    }

    @Test
    void serverThatFreezesIsReplacedAndEndsWhenItWakesUpWithoutHavingDoneAnything() {
        try (var customer = new Customer(wire.url());
                var agent = new Staff(wire.url(), "agent1")) {
            agent.signIn().ready();
            customer.ask("我的卡被锁了");
            agent.accept("我的卡被锁了");

            serving.freeze(true);
            wire.lead(standingBy.url());
            assertThat(Await.upTo(SOON.plusSeconds(3), standingBy::answers)).isTrue();
            customer.say("还在吗？");
            agent.say("在的");
            assertThat(agent.line("还在吗？")).hasCount(1);
            assertThat(customer.line("在的")).hasCount(1);

            serving.freeze(false);
            assertThat(serving.endedWithin(SOON)).hasValue(TURN_LOST);
            agent.say("一切照旧");
            assertThat(customer.line("一切照旧")).hasCount(1);
            assertThat(agent.lines()).hasCount(4);
            assertThat(customer.lines()).hasCount(4);
        }
    }
}
