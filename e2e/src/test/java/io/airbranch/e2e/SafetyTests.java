package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bank's strictest page, hostile words and hostile files. */
class SafetyTests {
    private final Counter counter = Counter.at(Server.shared().url());
    private final Customer customer = counter.customer();
    private final Staff agent = counter.colleague();

    @AfterEach
    void leave() {
        // A picture is tried as such first; where the page forbids that it is drawn.
        assertThat(customer.faults())
                .as("faults on the customer's page")
                .allMatch(fault -> fault.contains("CSP img-src blob") || fault.contains("Loading the image 'blob:"));
        assertThat(agent.faults()).as("faults on the agent's console").isEmpty();
        customer.close();
        agent.close();
    }

    private void serve(String question) {
        agent.ready();
        customer.ask(question);
        agent.accept(question);
    }

    @Test
    void onAPageThatForbidsAllButTheCentreTheWidgetWorksAndBreaksNoRule() {
        serve("请看附件");
        customer.attach(Samples.picture("bill.png"));
        assertThat(customer.widget().locator(".upload .told")).containsText("上传完成");
        customer.button("^发送$").click();
        assertThat(agent.page.locator(".lines button.picture img")).isVisible();
        agent.attach(Samples.picture("answer.png"));
        assertThat(customer.widget()
                        .locator("button.image img[alt='answer.png'], button.image canvas")
                        .last())
                .isVisible();
        // Looks as it should although the page allows no style of its own.
        assertThat(customer.widget().locator(".panel")).hasCSS("position", "fixed");
        assertThat(customer.button("^发送$")).hasCSS("border-top-width", "0px");
    }

    @Test
    void scriptAndMarkupStayTextWhereverTheyAreShown() {
        agent.ready();
        customer.visit().openChat();
        customer.name(Samples.ATTACK);
        customer.begin(Samples.ATTACK);
        assertThat(agent.offers()).containsText(Samples.ATTACK);
        agent.accept(Samples.ATTACK);
        agent.say(Samples.ATTACK);
        agent.note(Samples.ATTACK);
        assertThat(agent.log().locator(".note")).containsText(Samples.ATTACK);
        assertThat(customer.line(Samples.ATTACK)).hasCount(2);
        assertThat(agent.line(Samples.ATTACK)).hasCount(3);
        customer.button("历史会话").click();
        customer.page.keyboard().press("Escape");
        try (var supervisor = new Staff(counter.url, "supervisor1").come(Server.session("supervisor1"))) {
            supervisor.go("floor");
            supervisor
                    .page
                    .locator(".agent-row")
                    .filter(new Locator.FilterOptions().setHasText(agent.name))
                    .locator(".serving-active")
                    .first()
                    .click();
            assertThat(supervisor.line(Samples.ATTACK)).hasCount(3);
            unharmed(supervisor.page);
            assertThat(supervisor.faults()).isEmpty();
        }
        unharmed(customer.page);
        unharmed(agent.page);
    }

    private static void unharmed(Page page) {
        assertThat(page.evaluate("() => window.hacked === undefined"))
                .as("no script of a message has run on " + page.url())
                .isEqualTo(true);
    }

    @Test
    void anAttachmentIsTakenForWhatItIsAndOnlyEverSaved() {
        serve("这是合同");
        customer.attach(Samples.disguisedPage("photo.png"));
        assertThat(customer.widget().locator(".upload .told")).containsText("格式不支持");
        customer.button("取消上传").click();
        customer.attach(Samples.document("contract.pdf"));
        assertThat(customer.widget().locator(".upload .told")).containsText("上传完成");
        var download = customer.page.waitForResponse("**/chat/attachments/*", () -> {
            customer.button("^发送$").click();
            customer.button("下载 contract.pdf").click();
        });
        assertThat(download.headerValue("content-type")).isEqualTo("application/pdf");
        onlySaved(download.headerValue("content-disposition"), download.headerValue("x-content-type-options"));
        assertThat(download.headerValue("content-security-policy")).startsWith("sandbox");

        var stranger = agent.page.context().request().get(download.url());
        assertThat(stranger.status()).as("without the visitor's token").isEqualTo(401);
        var pretender = agent.page
                .request()
                .get(download.url(), RequestOptions.create().setHeader("Authorization", "Visitor guessed"));
        assertThat(pretender.status()).as("with a guessed token").isEqualTo(401);

        var desk = agent.page.waitForResponse(
                "**/api/v1/attachments/*",
                () -> agent.page.locator(".lines button.file").click());
        onlySaved(desk.headerValue("content-disposition"), desk.headerValue("x-content-type-options"));
        assertThat(desk.headerValue("content-security-policy")).startsWith("sandbox");
        APIResponse nobody = customer.page.request().get(desk.url());
        assertThat(nobody.status()).as("a customer at the desk's address").isEqualTo(401);
        assertThat(List.of(desk.headerValue("cache-control"), download.headerValue("cache-control")))
                .allMatch(c -> c.contains("no-store"));
    }

    private static void onlySaved(String disposition, String sniffing) {
        assertThat(disposition).startsWith("attachment").contains("contract.pdf");
        assertThat(sniffing).isEqualTo("nosniff");
    }
}
