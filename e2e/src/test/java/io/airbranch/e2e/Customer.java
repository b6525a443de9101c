package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.regex.Pattern;

/** A customer on the bank's page, with the widget. Names of things are matched in both languages. */
final class Customer extends Person {
    Customer(String base) {
        this(base, Look.DESK);
    }

    Customer(String base, Look look) {
        super(base, look);
    }

    Customer visit() {
        page.navigate(base + "/demo/");
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
        field("请描述您的问题|Describe your question").fill(text);
        button("开始咨询|Start chat").click();
        assertThat(line(text)).isVisible();
        return this;
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

    void attach(FilePayload file) {
        widget().locator("input[type=file]").setInputFiles(file);
    }

    /** The same customer's second tab. */
    Page otherTab() {
        var tab = context.newPage();
        tab.navigate(base + "/demo/");
        return tab;
    }
}
