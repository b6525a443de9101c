package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One offer, several who might take it. */
class OfferTests {
    private final Counter counter = Counter.at(Server.shared().url());

    @Test
    void anOfferIsShownToOneColleagueAndAfterADeclineToTheNextAndTakenOnce() {
        try (var customer = counter.customer();
                var first = counter.colleague().ready();
                var second = counter.colleague().ready()) {
            customer.ask("谁来接待我？");
            assertThat(first.offers()).hasCount(1);
            assertThat(second.offers()).hasCount(0);

            var declined = first.page.waitForRequest(
                    "**/decline", () -> first.button("^拒绝$").click());
            assertThat(first.offers()).hasCount(0);
            assertThat(second.offers()).hasCount(1);
            var late = first.post(declined.url().replace("/decline", "/accept"));
            assertThat(late.status()).as("accepting what one has declined").isEqualTo(409);

            var accepted = second.page.waitForRequest("**/accept", () -> second.accept("谁来接待我？"));
            var stranger = first.post(accepted.url());
            assertThat(stranger.status()).as("accepting a colleague's offer").isBetween(400, 499);
            assertThat(customer.log()).containsText(second.name + " 已接入");
            assertThat(customer.log()).not().containsText(first.name);
            assertThat(first.cards()).hasCount(0);
            second.end();
            second.wrapUp();
        }
    }

    @Test
    void acceptedInTwoTabsAtOnceAContactIsJoinedOnceAndShownInBoth() {
        try (var customer = counter.customer();
                var agent = counter.colleague()) {
            var other = agent.otherTab();
            agent.ready();
            other.go("workspace");
            customer.ask("两个窗口一起点");
            assertThat(agent.offers()).hasCount(1);
            assertThat(other.offers()).hasCount(1);
            for (var tab : List.of(agent, other)) {
                tab.page.evaluate(
                        "() => setTimeout(() => document.querySelector('article.offer .ant-btn-primary').click(), 50)");
            }
            for (var tab : List.of(agent, other)) {
                tab.page.bringToFront();
                assertThat(tab.offers()).hasCount(0);
                assertThat(tab.cards()).hasCount(1);
                tab.cards().click();
                assertThat(tab.line("两个窗口一起点")).hasCount(1);
            }
            other.say("只接入了一次");
            assertThat(agent.line("只接入了一次")).hasCount(1);
            assertThat(customer.line("只接入了一次")).hasCount(1);
            assertThat(customer.notes().filter(new Locator.FilterOptions().setHasText("已接入")))
                    .hasCount(1);
            assertThat(agent.faults()).isEmpty();
            agent.page.bringToFront();
            agent.end();
            agent.wrapUp();
            assertThat(other.cards()).hasCount(0);
        }
    }
}
