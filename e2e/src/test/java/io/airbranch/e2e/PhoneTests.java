package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 390 points wide: nothing is pushed out to the right. */
class PhoneTests {
    private static final String LONG =
            "我上个月在手机银行办理了提前还款，可是到今天账户里还是按原来的金额扣款，请帮我核实一下，流水号是20261124000012345678901234567890";
    /** What is wider than the screen, other than inside a part that is meant to be moved sideways. */
    private static final String TOO_WIDE = """
        () => {
          const wide = [];
          const scrolls = e => ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX);
          const look = (e, inside) => {
            const box = e.getBoundingClientRect();
            if (!inside && box.width > 0 && box.height > 0 && (box.right > innerWidth + 1 || box.left < -1)
                && getComputedStyle(e).visibility !== 'hidden' && getComputedStyle(e).clipPath === 'none')
              wide.push(e.tagName + '.' + e.className + ' ' + Math.round(box.left) + '..' + Math.round(box.right));
            const within = inside || scrolls(e);
            for (const child of [...e.children, ...(e.shadowRoot?.children ?? [])]) look(child, within);
          };
          for (const child of document.body.children) look(child, false);
          const page = document.scrollingElement;
          if (page.scrollWidth > innerWidth) wide.push('the page: ' + page.scrollWidth);
          return wide;
        }\
        """;

    private final String url = Server.shared().url();

    private static void fits(Page page, String view) {
        assertThat((List<?>) page.evaluate(TOO_WIDE))
                .as("wider than the screen on " + view)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void theWidgetFitsInEachState(String language) {
        var counter = Counter.at(url);
        try (var customer = new Customer(counter.page(), Person.Look.PHONE.in(language));
                var agent = counter.colleague(Person.Look.PHONE)) {
            customer.visit();
            assertThat(customer.button("打开在线客服|Open chat")).isVisible();
            fits(customer.page, "the page");
            customer.openChat();
            fits(customer.page, "the start");
            customer.begin(LONG);
            assertThat(customer.told()).isVisible();
            fits(customer.page, "waiting");
            agent.ready();
            assertThat(agent.offers()).hasCount(1);
            fits(agent.page, "an offer");
            Shots.take(agent.page, "desk-offer-zh-phone");
            agent.accept(LONG);
            agent.say(LONG);
            assertThat(customer.line(LONG)).hasCount(2);
            fits(customer.page, "the conversation");
            fits(agent.page, "the agent's conversation");
            Shots.take(customer.page, "widget-conversation-" + language + "-phone");
            Shots.take(agent.page, "desk-conversation-zh-phone");
            agent.page.keyboard().press("Alt+q");
            assertThat(customer.widget().locator("section.card")).isVisible();
            fits(customer.page, "the question whether it is solved");
            customer.button("^已解决$|^Yes, solved$").click();
            agent.end();
            fits(agent.page, "wrap-up");
            agent.wrapUp();
            assertThat(customer.button("开始新会话|Start a new conversation")).isVisible();
            fits(customer.page, "the end");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "agent2, zh",
        "agent2, en",
        "supervisor1, zh",
        "supervisor1, en",
        "admin, zh",
        "admin, en",
        "auditor, zh",
        "auditor, en"
    })
    void theConsoleFitsInEachView(String username, String language) {
        try (var operator = new Staff(url, username, Person.Look.PHONE.in(language))) {
            operator.come(Server.session(username));
            for (var place : operator.places()) {
                operator.go(place);
                operator.settled();
                fits(operator.page, place);
            }
        }
    }

    @Test
    void theSignInPageFits() {
        try (var nobody = new Staff(url, "nobody", Person.Look.PHONE)) {
            nobody.page.navigate(url + "/");
            assertThat(nobody.page.locator("#username")).isVisible();
            fits(nobody.page, "the sign-in page");
            Shots.take(nobody.page, "sign-in-zh-phone");
        }
    }
}
