package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The server dies in the middle of a sentence. */
class RestartTests {

    @Test
    void whatIsWrittenWhileTheServerIsKilledAppearsOnceOnBothSides() {
        try (var server = Server.start();
                var customer = new Customer(server.url());
                var agent = new Staff(server.url(), "agent1")) {
            agent.signIn().ready();
            customer.ask("我的转账到哪了？");
            agent.accept("我的转账到哪了？");
            agent.say("我查一下");
            assertThat(customer.line("我查一下")).hasCount(1);

            server.killServer();
            customer.say("断线时客户写的");
            agent.say("断线时座席写的");
            assertThat(customer.told()).containsText("重新连接");
            assertThat(agent.page.locator("footer.bar .line")).containsText("重连");
            assertThat(agent.log()).containsText("尚未送达");
            Shots.take(customer.page, "widget-reconnecting-zh");
            Shots.take(agent.page, "desk-reconnecting-zh");
            server.start();

            for (var text : new String[] {"我的转账到哪了？", "我查一下", "断线时客户写的", "断线时座席写的"}) {
                assertThat(customer.line(text)).hasCount(1);
                assertThat(agent.line(text)).hasCount(1);
            }
            assertThat(agent.page.locator("footer.bar .line")).containsText("已连接");
            customer.say("恢复之后");
            assertThat(agent.line("恢复之后")).hasCount(1);
            agent.say("都在，没有丢");
            assertThat(customer.line("都在，没有丢")).hasCount(1);
            assertThat(agent.lines()).hasCount(6);
            assertThat(customer.lines()).hasCount(6);
            assertThat(agent.page.url()).doesNotContain("sign-in");
        }
    }
}
