package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.airbranch.sim.client.Demo;
import java.util.regex.Pattern;

/** An operator at the console. Names of things are matched in both languages. */
final class Staff extends Person {
    final String username;

    Staff(String base, String username) {
        this(base, username, Look.DESK);
    }

    Staff(String base, String username, Look look) {
        super(base, look);
        this.username = username;
    }

    Staff signIn() {
        enter(Demo.PASSWORD);
        assertThat(page.locator("footer.bar")).isVisible();
        return this;
    }

    void enter(String password) {
        page.navigate(base + "/");
        page.locator("#username").fill(username);
        page.locator("#password").fill(password);
        page.locator("button[type=submit]").click();
    }

    Staff ready() {
        go("workspace");
        presence().click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile("^(就绪|Ready)$")))
                .click();
        assertThat(presence()).hasAccessibleName(Pattern.compile("就绪|Ready"));
        return this;
    }

    Locator presence() {
        return button("我的状态|My state|My presence");
    }

    void go(String place) {
        page.locator("a[href='/" + place + "']").first().click();
        page.waitForURL(Pattern.compile(".*/" + place + ".*"));
    }

    Locator offers() {
        return page.locator("article.offer");
    }

    /** Takes the offer whose first line says this; the conversation opens. */
    Staff accept(String firstLine) {
        var offer = offers().filter(new Locator.FilterOptions().setHasText(firstLine));
        offer.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("接入|Accept")))
                .click();
        assertThat(line(firstLine)).isVisible();
        return this;
    }

    void say(String text) {
        composer().fill(text);
        composer().press("Enter");
    }

    Locator composer() {
        return page.locator(".composer textarea");
    }

    Locator lines() {
        return page.locator(".lines .bubble-text");
    }

    Locator line(String text) {
        return lines().filter(new Locator.FilterOptions().setHasText(exactly(text)));
    }

    Locator log() {
        return page.getByRole(AriaRole.LOG);
    }

    Locator button(String names) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(names)))
                .first();
    }

    void attach(FilePayload file) {
        page.locator(".composer input[type=file]").setInputFiles(file);
    }

    void end() {
        page.keyboard().press("Alt+e");
        page.locator(".talk .ask .ant-btn-primary").click();
    }

    /** First code of the list, and done. */
    void wrapUp() {
        var form = page.locator("form.wrapup");
        form.locator(".chip").first().click();
        form.locator("button[type=submit]").click();
        assertThat(form).hasCount(0);
    }

    /** What the server says to this person's browser. */
    String api(String path) {
        return page.request().get(base + "/api/v1" + path).text();
    }

    Locator menu() {
        return page.getByRole(
                AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName(Pattern.compile("主菜单|Main menu")));
    }

    Staff otherTab() {
        return new Staff(this);
    }

    private Staff(Staff same) {
        super(same);
        this.username = same.username;
        page.navigate(base + "/");
        assertThat(page.locator("footer.bar")).isVisible();
    }
}
