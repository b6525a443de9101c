package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No serious and no critical finding of axe-core on any view, in light and dark. */
class AccessibilityTests {
    private final String url = Server.shared().url();

    private static Person.Look look(String light) {
        return light.equals("dark") ? Person.Look.DESK.atNight() : Person.Look.DESK;
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void aContactFromTheBanksPageToTheWrapUp(String light) {
        var counter = Counter.at(url);
        try (var customer = new Customer(counter.page(), look(light));
                var agent = counter.colleague(look(light))) {
            customer.visit();
            assertThat(customer.button("打开在线客服")).isVisible();
            Axe.check(customer.page, "the closed widget");
            customer.openChat();
            assertThat(customer.button("开始咨询")).isVisible();
            Axe.check(customer.page, "the widget's start");
            customer.begin("我想调整信用额度");
            assertThat(customer.told()).isVisible();
            Axe.check(customer.page, "the widget while waiting");
            agent.ready();
            assertThat(agent.offers()).hasCount(1);
            Axe.check(agent.page, "the desk with an offer");
            agent.accept("我想调整信用额度");
            agent.say("请稍等");
            agent.note("已核对");
            assertThat(customer.line("请稍等")).hasCount(1);
            Axe.check(customer.page, "the widget in conversation");
            Axe.check(agent.page, "the desk in conversation");
            agent.page.getByRole(AriaRole.TAB).nth(1).click();
            assertThat(agent.page.locator("#case-priority")).isVisible();
            Axe.check(agent.page, "the desk with its case");
            agent.page.keyboard().press("Alt+t");
            assertThat(agent.page.locator(".ant-modal .target").first()).isVisible();
            Axe.check(agent.page, "the transfer");
            agent.page.keyboard().press("Escape");
            agent.page.keyboard().press("Alt+q");
            assertThat(customer.widget().locator("section.card")).isVisible();
            Axe.check(customer.page, "the question whether it is solved");
            agent.end();
            assertThat(agent.page.locator("form.wrapup .chip").first()).isVisible();
            Axe.check(agent.page, "the wrap-up");
            agent.wrapUp();
            Axe.check(customer.page, "the widget after the end");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "supervisor1, light",
        "supervisor1, dark",
        "admin, light",
        "admin, dark",
        "auditor, light",
        "auditor, dark"
    })
    void eachViewOfARole(String username, String light) {
        try (var operator = new Staff(url, username, look(light))) {
            operator.come(Server.session(username));
            for (var place : operator.places()) {
                operator.go(place);
                operator.settled();
                Axe.check(operator.page, place + " of " + username);
            }
            operator.page.keyboard().press("Control+k");
            assertThat(operator.page.locator(".palette-input")).isVisible();
            Axe.check(operator.page, "the command palette");
        }
    }

    @Test
    void theSignInPage() {
        try (var nobody = new Staff(url, "nobody")) {
            nobody.page.navigate(url + "/");
            assertThat(nobody.page.locator("#username")).isVisible();
            Axe.check(nobody.page, "the sign-in page");
        }
    }
}
