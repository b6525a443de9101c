package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/** Nobody touches the mouse here. */
class KeyboardTests {
    private final Counter counter = Counter.at(Server.shared().url());

    @Test
    void anAgentAcceptsAnswersTransfersAndWrapsUpByKeysAlone() {
        try (var customer = counter.customer();
                var agent = counter.colleague();
                var colleague = counter.colleague()) {
            becomeReady(agent);
            customer.ask("键盘能用吗？");
            assertThat(agent.offers()).hasCount(1);
            press(agent, "Alt+a");
            assertThat(agent.line("键盘能用吗？")).isVisible();
            assertThat(agent.composer()).isVisible();
            press(agent, "Alt+m");
            assertThat(agent.composer()).isFocused();
            type(agent, "全程键盘");
            press(agent, "Enter");
            assertThat(customer.line("全程键盘")).hasCount(1);

            becomeReady(colleague);
            press(agent, "Alt+t");
            var dialog = agent.page.locator(".ant-modal");
            assertThat(dialog.locator("input.field")).isFocused();
            type(agent, colleague.name);
            var target = dialog.locator(".target").filter(new Locator.FilterOptions().setHasText(colleague.name));
            assertThat(dialog.locator(".target")).hasCount(1);
            press(agent, "Tab");
            assertThat(target.locator("input")).isFocused();
            press(agent, "Space");
            press(agent, "Tab");
            assertThat(dialog.locator("textarea")).isFocused();
            type(agent, "客户想确认键盘操作");
            press(agent, "Tab");
            press(agent, "Tab");
            press(agent, "Enter");
            assertThat(agent.cards()).hasCount(0);

            assertThat(colleague.offers()).hasCount(1);
            press(colleague, "Alt+a");
            assertThat(colleague.log()).containsText("客户想确认键盘操作");
            press(colleague, "Alt+e");
            press(colleague, "Enter");
            assertThat(customer.log()).containsText("客服已结束本次会话");
            assertThat(colleague.page.locator("form.wrapup .chip").first()).isVisible();
            press(colleague, "Alt+w");
            press(colleague, "Space");
            press(colleague, "Alt+w");
            assertThat(colleague.cards()).hasCount(0);
        }
    }

    private static void becomeReady(Staff agent) {
        agent.go("workspace");
        press(agent, "Control+k");
        assertThat(agent.page.locator(".palette-input")).isFocused();
        type(agent, "就绪");
        assertThat(agent.page.locator("[role=option][aria-selected=true]")).containsText("就绪");
        press(agent, "Enter");
        assertThat(agent.presence()).containsText("就绪");
    }

    private static void press(Person person, String key) {
        person.page.keyboard().press(key);
    }

    private static void type(Person person, String text) {
        person.page.keyboard().type(text, new Keyboard.TypeOptions().setDelay(1));
    }

    @Test
    void aCustomerOpensAsksAnswersAndClosesByKeysAlone() {
        try (var customer = counter.customer();
                var agent = counter.colleague().ready()) {
            customer.visit();
            assertThat(customer.button("打开在线客服")).isVisible();
            press(customer, "Tab");
            assertThat(customer.button("打开在线客服")).isFocused();
            press(customer, "Enter");
            var dialog = customer.widget().locator("[role=dialog]");
            assertThat(dialog).isVisible();
            for (int i = 0;
                    i < 12
                            && !Boolean.TRUE.equals(
                                    customer.widget().locator("#first").evaluate(FOCUSED));
                    i++) {
                press(customer, "Tab");
            }
            assertThat(customer.widget().locator("#first")).isFocused();
            type(customer, "我只用键盘");
            press(customer, "Enter");
            assertThat(customer.line("我只用键盘")).hasCount(1);
            agent.accept("我只用键盘");
            agent.say("没有问题");
            assertThat(customer.line("没有问题")).hasCount(1);
            for (int i = 0; i < 12 && !Boolean.TRUE.equals(customer.composer().evaluate(FOCUSED)); i++) {
                press(customer, "Tab");
            }
            assertThat(customer.composer()).isFocused();
            type(customer, "谢谢");
            press(customer, "Enter");
            assertThat(agent.line("谢谢")).hasCount(1);
            press(customer, "Escape");
            assertThat(dialog).isHidden();
            assertThat(customer.button("打开在线客服")).isFocused();
        }
    }

    private static final String FOCUSED = "e => e.getRootNode().activeElement === e";
}
