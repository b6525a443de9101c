package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chinese by default, English by switch, and never both; with pictures of the views in both. */
class LanguageTests {
    private final String url = Server.shared().url();

    @Test
    void theSignInPageIsChineseAndTurnsEnglishByOneClick() {
        try (var nobody = new Staff(url, "nobody")) {
            nobody.page.navigate(url + "/");
            assertThat(nobody.page.locator("button[type=submit]")).hasText("登录");
            Tongue.check(nobody.page, "zh", "the sign-in page");
            Shots.take(nobody.page, "sign-in-zh");
            nobody.page
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English"))
                    .click();
            assertThat(nobody.page.locator("button[type=submit]")).hasText(Pattern.compile("Sign in"));
            Tongue.check(nobody.page, "en", "the sign-in page");
            Shots.take(nobody.page, "sign-in-en");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void aContactFromHelloToTheWrapUpIsOfOneLanguage(String language) {
        var counter = Counter.at(url);
        var desk = Person.Look.DESK.in(language);
        var words = language.equals("en") ? "How do I repay my loan early?" : "贷款怎么提前还？";
        try (var customer = new Customer(counter.page(), desk);
                var agent = counter.colleague(language.equals("en") ? desk.atNight() : desk);
                var supervisor = new Staff(url, "supervisor1", desk).come(Server.session("supervisor1"))) {
            customer.visit();
            assertThat(customer.button("打开在线客服|Open chat")).isVisible();
            Tongue.check(customer.page, language, "the closed widget");
            customer.openChat();
            Tongue.check(customer.page, language, "the widget's start");
            customer.begin(words);
            assertThat(customer.told()).isVisible();
            Tongue.check(customer.page, language, "the widget while waiting");
            agent.ready();
            assertThat(agent.offers()).hasCount(1);
            Tongue.check(agent.page, language, "an offer");
            agent.accept(words);
            agent.say("2026-11-24");
            agent.note("2026-11-25");
            assertThat(customer.line("2026-11-24")).hasCount(1);
            Tongue.check(customer.page, language, "the widget in conversation");
            for (var tab : agent.page.getByRole(AriaRole.TAB).all()) {
                tab.click();
                agent.settled();
                Tongue.check(agent.page, language, "the desk with its tab " + tab.textContent());
            }
            Shots.take(agent.page, "desk-conversation-" + (language.equals("en") ? "en-dark" : "zh-short"));
            open(agent, "Alt+t", language, "the transfer");
            open(agent, "Control+k", language, "the palette");
            open(agent, "?", language, "the keys");

            supervisor.go("floor");
            supervisor
                    .page
                    .locator(".agent-row")
                    .filter(new Locator.FilterOptions().setHasText(Pattern.compile(agent.name + "|" + agent.english())))
                    .locator(".serving-active")
                    .first()
                    .click();
            assertThat(supervisor.line(words)).hasCount(1);
            Tongue.check(supervisor.page, language, "the watched contact");

            agent.page.keyboard().press("Alt+q");
            assertThat(customer.widget().locator("section.card")).isVisible();
            Tongue.check(customer.page, language, "the question whether it is solved");
            customer.button("^已解决$|^Yes, solved$").click();
            agent.end();
            assertThat(agent.page.locator("form.wrapup .chip").first()).isVisible();
            Tongue.check(agent.page, language, "the wrap-up");
            agent.wrapUp();
            assertThat(customer.button("开始新会话|Start a new conversation")).isVisible();
            Tongue.check(customer.page, language, "the widget after the end");
            customer.button("历史会话|Earlier conversations").click();
            Tongue.check(customer.page, language, "the customer's history");
        }
    }

    private static void open(Staff agent, String key, String language, String what) {
        agent.page.locator(".talk-head h2").click();
        agent.page.keyboard().press(key);
        assertThat(agent.page.locator(".ant-modal")).isVisible();
        agent.settled();
        Tongue.check(agent.page, language, what);
        agent.page.keyboard().press("Escape");
        assertThat(agent.page.locator(".ant-modal")).isHidden();
    }

    @ParameterizedTest
    @CsvSource({
        "agent2, zh, light",
        "agent2, en, dark",
        "supervisor1, zh, light",
        "supervisor1, en, dark",
        "admin, zh, light",
        "admin, en, dark",
        "auditor, zh, light",
        "auditor, en, dark"
    })
    void eachViewOfARoleIsOfOneLanguage(String username, String language, String light) {
        var look = Person.Look.DESK.in(language);
        try (var operator =
                new Staff(url, username, light.equals("dark") ? look.atNight() : look).come(Server.session(username))) {
            for (var place : operator.places()) {
                operator.go(place);
                operator.settled();
                Tongue.check(operator.page, language, place);
                Shots.take(
                        operator.page, place + "-" + username + "-" + language + (light.equals("dark") ? "-dark" : ""));
            }
        }
    }
}
