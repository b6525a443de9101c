package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import org.junit.jupiter.api.Test;

/** The database dies under the running server and comes back. */
class DatabaseTests {
    private static final ContainsTextOptions PATIENTLY = new ContainsTextOptions().setTimeout(30_000);
    private static final HasCountOptions ONCE = new HasCountOptions().setTimeout(30_000);

    @Test
    void whatIsWrittenWithoutADatabaseIsKeptByTheWriterAndDeliveredOnce() {
        var server = Server.shared();
        var counter = Counter.at(server.url());
        try (var customer = counter.customer();
                var newcomer = counter.customer();
                var agent = counter.colleague().ready()) {
            customer.ask("请帮我查一笔转账");
            agent.accept("请帮我查一笔转账");
            agent.say("正在查");
            assertThat(customer.line("正在查")).hasCount(1);
            newcomer.visit().openChat();

            server.killDatabase();
            customer.say("没有数据库时客户写的");
            agent.say("没有数据库时座席写的");
            newcomer.write("没有数据库时新来的");
            assertThat(agent.connection()).containsText("数据库暂时不可用", PATIENTLY);
            assertThat(agent.log()).containsText("尚未送达");
            assertThat(customer.log()).containsText("尚未送达，将自动重发", PATIENTLY);
            assertThat(customer.line("没有数据库时座席写的")).hasCount(0);
            assertThat(agent.line("没有数据库时客户写的")).hasCount(0);
            Shots.take(agent.page, "desk-database-away-zh");
            Shots.take(customer.page, "widget-database-away-zh");
            Shots.take(newcomer.page, "widget-start-database-away-zh");

            server.startDatabase();
            assertThat(agent.connection()).containsText("已连接", PATIENTLY);
            for (var text : new String[] {"没有数据库时客户写的", "没有数据库时座席写的"}) {
                assertThat(customer.line(text)).hasCount(1, ONCE);
                assertThat(agent.line(text)).hasCount(1, ONCE);
            }
            assertThat(customer.log()).not().containsText("尚未送达", PATIENTLY);
            assertThat(agent.log()).not().containsText("尚未送达", PATIENTLY);
            agent.accept("没有数据库时新来的");
            assertThat(newcomer.line("没有数据库时新来的")).hasCount(1);
            customer.say("恢复之后");
            agent.cards().first().click();
            assertThat(agent.line("恢复之后")).hasCount(1);
            assertThat(agent.lines()).hasCount(5);
            assertThat(customer.lines()).hasCount(5);
        }
    }
}
