package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Customer's page and agent's console side by side. */
class ConversationTests {
    private final String url = Server.shared().url();
    private final Customer customer = new Customer(url);
    private final Staff agent = new Staff(url, "agent1");

    @AfterEach
    void leave() {
        assertThat(customer.faults()).as("faults on the customer's page").isEmpty();
        assertThat(agent.faults()).as("faults on the agent's console").isEmpty();
        customer.close();
        agent.close();
    }

    private void serve(String question) {
        agent.signIn().ready();
        customer.ask(question);
        agent.accept(question);
        assertThat(customer.log()).containsText("已接入");
    }

    private void finish() {
        agent.end();
        agent.wrapUp();
    }

    @Test
    void aDemandIsServedFromHelloToTheClosedCase() {
        agent.signIn();
        customer.visit();
        Shots.take(customer.page, "bank-page-zh");
        customer.openChat();
        Shots.take(customer.page, "widget-start-zh");
        customer.begin("信用卡年费怎么减免？");
        assertThat(customer.told()).containsText("您是下一位");
        Shots.take(customer.page, "widget-waiting-zh");

        agent.ready();
        assertThat(agent.offers()).containsText("信用卡年费怎么减免？");
        Shots.take(agent.page, "desk-offer-zh");
        agent.accept("信用卡年费怎么减免？");
        assertThat(customer.log()).containsText("已接入");

        agent.composer().pressSequentially("您好");
        assertThat(customer.widget().locator(".typing")).isVisible();
        agent.say("您好，一年刷满六笔就免年费。");
        assertThat(customer.line("您好，一年刷满六笔就免年费。")).hasCount(1);
        assertThat(agent.log()).containsText("已读");

        customer.composer().pressSequentially("我刷了");
        assertThat(agent.page.locator(".typing, .card-line em").first()).isVisible();
        customer.say("我刷了七笔，谢谢");
        assertThat(agent.line("我刷了七笔，谢谢")).hasCount(1);
        assertThat(customer.widget().locator(".mark.read").last()).isVisible();
        Shots.take(customer.page, "widget-conversation-zh");

        agent.note("已核对刷卡笔数");
        assertThat(agent.log()).containsText("已核对刷卡笔数");
        Shots.take(agent.page, "desk-conversation-zh");

        agent.button("请客户确认").click();
        assertThat(customer.widget().locator("section.card")).containsText("您的问题解决了吗？");
        assertThat(customer.lines().filter(new Locator.FilterOptions().setHasText("已核对刷卡笔数")))
                .hasCount(0);
        Shots.take(customer.page, "widget-solved-zh");
        customer.button("^已解决$").click();
        assertThat(agent.log()).containsText("客户确认已解决");
        finish();

        assertThat(agent.api("/cases?owner=me&state=closed")).contains("\"closed\"");
        agent.go("cases");
        Shots.take(agent.page, "cases-zh");
        try (var auditor = new Staff(url, "auditor")) {
            auditor.signIn().go("audit");
            assertThat(auditor.api("/audit?action=sign-in")).contains("sign-in");
            Shots.take(auditor.page, "audit-zh");
        }
    }

    @Test
    void goingToAnotherPageOfTheBankKeepsTheConversation() {
        serve("换页面会断吗？");
        agent.say("不会的");
        assertThat(customer.line("不会的")).hasCount(1);
        customer.page.reload();
        assertThat(customer.line("不会的")).hasCount(1);
        assertThat(customer.line("换页面会断吗？")).hasCount(1);
        customer.say("真的还在");
        assertThat(agent.line("真的还在")).hasCount(1);
        finish();
    }

    @Test
    void twoTabsOfACustomerShowTheSameConversation() {
        serve("我开了两个窗口");
        var first = customer.page;
        customer.page = customer.otherTab();
        if (customer.lines().count() == 0 && customer.button("打开在线客服").isVisible()) {
            customer.openChat();
        }
        assertThat(customer.line("我开了两个窗口")).hasCount(1);
        agent.say("两边都能看到");
        assertThat(customer.line("两边都能看到")).hasCount(1);
        customer.say("第二个窗口说的");
        customer.page = first;
        assertThat(customer.line("两边都能看到")).hasCount(1);
        assertThat(customer.line("第二个窗口说的")).hasCount(1);
        assertThat(agent.line("第二个窗口说的")).hasCount(1);
        finish();
    }

    @Test
    void twoTabsOfAnAgentShowTheSameContact() {
        serve("您开了两个窗口吗？");
        var other = agent.otherTab();
        other.page
                .locator("button.card")
                .filter(new Locator.FilterOptions().setHasText("您开了两个窗口吗？"))
                .click();
        assertThat(other.line("您开了两个窗口吗？")).hasCount(1);
        other.say("从第二个窗口回答");
        assertThat(agent.line("从第二个窗口回答")).hasCount(1);
        assertThat(customer.line("从第二个窗口回答")).hasCount(1);
        other.page.close();
        agent.page.bringToFront();
        customer.say("收到");
        assertThat(agent.line("收到")).hasCount(1);
        finish();
    }

    @Test
    void aColleagueWhoIsHandedAContactSeesWhatWasSaid() {
        try (var colleague = new Staff(url, "agent2")) {
            serve("想问房贷提前还款");
            agent.say("我请房贷同事来回答您");
            colleague.signIn().ready();
            agent.button("转接").click();
            var dialog = agent.page.locator(".ant-modal");
            dialog.locator(".target")
                    .filter(new Locator.FilterOptions().setHasText(DemoNames.AGENT2))
                    .click();
            dialog.locator("textarea").fill("客户已还三年，想先还一部分");
            dialog.locator(".ant-modal-footer .ant-btn-primary").click();
            colleague.offers().first().locator("button").first().click();
            assertThat(colleague.line("想问房贷提前还款")).hasCount(1);
            assertThat(colleague.line("我请房贷同事来回答您")).hasCount(1);
            assertThat(colleague.log()).containsText("客户已还三年，想先还一部分");
            colleague.say("您好，由我继续为您服务");
            assertThat(customer.line("您好，由我继续为您服务")).hasCount(1);
            assertThat(customer.log()).not().containsText("客户已还三年");
            colleague.end();
            colleague.wrapUp();
        }
    }

    @Test
    void aSupervisorSeesWhoWaitsWatchesAndStepsIn() {
        try (var supervisor = new Staff(url, "supervisor1")) {
            supervisor.signIn().go("floor");
            customer.ask("有人吗？");
            assertThat(supervisor.page.locator("main")).containsText("1");
            Shots.take(supervisor.page, "floor-zh");
            agent.signIn().ready();
            agent.accept("有人吗？");
            agent.say("在的，请讲");
            supervisor
                    .page
                    .locator(".agent-row")
                    .filter(new Locator.FilterOptions().setHasText(DemoNames.AGENT1))
                    .locator(".serving-active")
                    .first()
                    .click();
            assertThat(supervisor.line("在的，请讲")).isVisible();
            Shots.take(supervisor.page, "floor-watch-zh");
            supervisor.page.locator(".watch-in").click();
            supervisor.say("我是主管，这件事我来跟进");
            assertThat(customer.line("我是主管，这件事我来跟进")).hasCount(1);
            assertThat(agent.log()).containsText("介入会话");
            supervisor.page.locator(".watch-out").click();
            finish();
        }
    }
}
