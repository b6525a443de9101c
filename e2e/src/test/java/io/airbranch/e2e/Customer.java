package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.regex.Pattern;

/** A customer on the bank's page, with the widget. Names of things are matched in both languages. */
final class Customer extends Person {
    private final String address;

    /** @param address the page with the widget; of a server alone, the demo bank's */
    Customer(String address) {
        this(address, Look.DESK);
    }

    Customer(String address, Look look) {
        super(address, look);
        this.address = address.matches("http://[^/]+") ? address + "/demo/" : address;
    }

    Customer visit() {
        page.navigate(address);
        return this;
    }

    Locator widget() {
        return page.locator("airbranch-chat");
    }

    Customer openChat() {
        button("打开在线客服|Open chat").click();
        return this;
    }

    /** From the page to the queue. */
    Customer ask(String text) {
        return visit().openChat().begin(text);
    }

    /** In the open chat, before a conversation. */
    Customer begin(String text) {
        write(text);
        assertThat(line(text)).isVisible();
        return this;
    }

    /** How the customer wants to be called, before a conversation. */
    void name(String text) {
        field("怎么称呼您|Your name").fill(text);
    }

    /** The first words, whether or not they arrive. */
    void write(String text) {
        field("请描述您的问题|Describe your question").fill(text);
        button("开始咨询|Start chat").click();
    }

    void say(String text) {
        composer().fill(text);
        composer().press("Enter");
    }

    Locator composer() {
        return field("^输入消息$|^Write a message$|^Message$");
    }

    Locator lines() {
        return widget().locator(".bubble");
    }

    /** Lines that say exactly this. */
    Locator line(String text) {
        return lines().filter(new Locator.FilterOptions().setHasText(exactly(text)));
    }

    /** What the centre tells between the lines: joined, transferred, ended. */
    Locator notes() {
        return widget().locator("p.note");
    }

    Locator log() {
        return widget().getByRole(AriaRole.LOG);
    }

    Locator told() {
        return widget().locator(".strip");
    }

    Locator button(String names) {
        return widget().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile(names)))
                .first();
    }

    private Locator field(String names) {
        return widget().getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName(Pattern.compile(names)))
                .first();
    }

    /** What the browser tells its pages when the machine is on line again: nobody waits for the next try. */
    void networkIsBack() {
        page.evaluate("() => window.dispatchEvent(new Event('online'))");
    }

    void attach(FilePayload file) {
        widget().locator("input[type=file]").setInputFiles(file);
    }

    /** The same customer's second tab. */
    Page otherTab() {
        var tab = context.newPage();
        tab.navigate(address);
        return tab;
    }
}
