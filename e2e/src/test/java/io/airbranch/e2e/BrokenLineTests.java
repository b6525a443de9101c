package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import org.junit.jupiter.api.Test;

/** Somebody's line breaks: what the other side sees meanwhile, and how it goes on or ends. */
class BrokenLineTests {
    private static final int SHORTEST_GRACE = 10;
    private static final ContainsTextOptions AFTER_THE_GRACE = new ContainsTextOptions().setTimeout(30_000);

    private final String url = Server.shared().url();

    @Test
    void aCustomerWhoComesBackWithinTheGraceGoesOnWhereTheLineBroke() {
        var counter = Counter.at(url);
        try (var wire = new Wire(url);
                var customer = new Customer(counter.page(wire));
                var agent = counter.colleague().ready()) {
            customer.ask("我在地铁里");
            agent.accept("我在地铁里");
            agent.say("您请讲");
            assertThat(customer.line("您请讲")).hasCount(1);

            wire.cut();
            assertThat(customer.told()).containsText("正在重新连接");
            assertThat(agent.warning()).containsText("客户的网络已断开");
            Shots.take(agent.page, "desk-customer-reconnecting-zh");
            customer.say("进隧道时写的");
            agent.say("您不在时写的");
            assertThat(agent.log()).not().containsText("进隧道时写的");
            wire.mend();

            assertThat(agent.line("进隧道时写的")).hasCount(1);
            assertThat(customer.line("您不在时写的")).hasCount(1);
            assertThat(agent.warning()).hasCount(0);
            assertThat(customer.told()).isHidden();
            assertThat(customer.lines()).hasCount(4);
            assertThat(agent.lines()).hasCount(4);
            assertThat(customer.faults()).isEmpty();
            assertThat(agent.faults()).isEmpty();
        }
    }

    @Test
    void aCustomerWhoStaysAwayBeyondTheGraceFindsADefinedEndAndSoDoesTheAgent() {
        var counter = Counter.keeping(url, SHORTEST_GRACE);
        var unattended = Counter.keeping(url, SHORTEST_GRACE);
        try (var wire = new Wire(url);
                var served = new Customer(counter.page(wire));
                var waiting = new Customer(unattended.page(wire));
                var agent = counter.colleague().ready()) {
            waiting.ask("还要等多久？");
            assertThat(waiting.told()).containsText("您是下一位");
            served.ask("请稍等我一下");
            agent.accept("请稍等我一下");

            wire.cut();
            assertThat(agent.warning()).isVisible();
            assertThat(agent.log()).containsText("客户离开，会话结束", AFTER_THE_GRACE);
            assertThat(agent.composer()).hasCount(0);
            agent.wrapUp();
            wire.mend();
            served.networkIsBack();
            waiting.networkIsBack();

            assertThat(served.log()).containsText("您离开时间较长，会话已结束");
            assertThat(served.button("开始新会话")).isVisible();
            assertThat(waiting.log()).containsText("您离开时间较长，排队已取消", AFTER_THE_GRACE);
            assertThat(waiting.button("开始新会话")).isVisible();
            assertThat(agent.cards()).hasCount(0);
        }
    }

    @Test
    void anAgentWhoClosesTheConsoleByMistakeIsAwaitedAndGoesOn() {
        var counter = Counter.at(url);
        try (var customer = counter.customer();
                var agent = counter.colleague().ready()) {
            customer.ask("您还在吗？");
            agent.accept("您还在吗？");
            agent.page.close();
            assertThat(customer.told()).containsText("客服的网络正在恢复");
            customer.say("我等您");

            agent.reopen();
            assertThat(customer.told()).isHidden();
            agent.cards().filter(new Locator.FilterOptions().setHasText("我等您")).click();
            assertThat(agent.line("我等您")).hasCount(1);
            agent.say("回来了");
            assertThat(customer.line("回来了")).hasCount(1);
        }
    }
}
