package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.RequestOptions;
import io.airbranch.sim.client.Browser;
import io.airbranch.sim.client.Demo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** An operator at the console. Names of things are matched in both languages. */
final class Staff extends Person {
    final String username;
    /** On Chinese screens, where a test needs it. */
    final String name;

    /** The name on English screens of a colleague of a counter. */
    String english() {
        return "Colleague " + username.replaceAll("\\D+(\\d+)-\\d+", "$1")
                + "ABCDE".charAt(username.charAt(username.length() - 1) - '1');
    }

    Staff(String base, String username) {
        this(base, username, Look.DESK);
    }

    Staff(String base, String username, Look look) {
        this(base, username, look, "");
    }

    Staff(String base, String username, Look look, String name) {
        super(base, look);
        this.username = username;
        this.name = name;
    }

    Staff signIn() {
        enter(Demo.PASSWORD);
        connected();
        return this;
    }

    /** Brings a session along that was opened elsewhere: what a sign-in looks like is SignInTests' matter. */
    Staff come(Browser session) {
        for (var cookie : session.cookies().split("; ")) {
            var pair = cookie.split("=", 2);
            context.addCookies(List.of(new Cookie(pair[0], pair[1]).setUrl(base)));
        }
        page.navigate(base + "/");
        connected();
        return this;
    }

    private void connected() {
        assertThat(connection()).containsText(Pattern.compile("已连接|Connected"));
    }

    void enter(String password) {
        page.navigate(base + "/");
        page.locator("#username").fill(username);
        page.locator("#password").fill(password);
        page.locator("button[type=submit]").click();
    }

    Staff ready() {
        return become("就绪|Ready");
    }

    Staff away() {
        return become("小休|Break");
    }

    private Staff become(String names) {
        go("workspace");
        presence().click();
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile("^(" + names + ")$")))
                .click();
        assertThat(presence()).hasAccessibleName(Pattern.compile(names));
        return this;
    }

    Locator presence() {
        return button("我的状态|My state|My presence");
    }

    void go(String place) {
        page.locator("a[href='/" + place + "']").first().click();
        page.waitForURL(Pattern.compile(".*/" + place + ".*"));
    }

    /** The parts of the console that the menu offers. */
    List<String> places() {
        assertThat(menu().locator("a[href]").first()).isVisible();
        return menu().locator("a[href]").all().stream()
                .map(link -> link.getAttribute("href").substring(1))
                .toList();
    }

    /** Until the view shows what it has to show. */
    void settled() {
        assertThat(page.locator("main")).isVisible();
        assertThat(page.locator("main .ant-skeleton, main .ant-spin-spinning, main .loading"))
                .hasCount(0);
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

    /** My contacts, as cards. */
    Locator cards() {
        return page.locator("button.card");
    }

    /** What the desk warns of above the conversation. */
    Locator warning() {
        return page.locator(".talk-warn");
    }

    /** The state of the line, at the foot. */
    Locator connection() {
        return page.locator("footer.bar .line");
    }

    Locator composer() {
        return page.locator(".composer textarea");
    }

    /** A note among colleagues. */
    void note(String text) {
        var field = page.locator("textarea[id^='note ']");
        field.fill(text);
        field.press("Control+Enter");
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

    /** A write as the console sends it, to an address that the console would not send it to. */
    APIResponse post(String address) {
        var token = context.cookies().stream()
                .filter(c -> c.name.equals("XSRF-TOKEN"))
                .findFirst()
                .orElseThrow();
        return page.request()
                .post(
                        address,
                        RequestOptions.create()
                                .setHeader("X-CSRF-TOKEN", token.value)
                                .setHeader("Idempotency-Key", UUID.randomUUID().toString())
                                .setData(Map.of()));
    }

    Locator menu() {
        return page.getByRole(
                AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName(Pattern.compile("主菜单|Main menu")));
    }

    /** The console again, after its tab was closed. */
    void reopen() {
        page = context.newPage();
        page.navigate(base + "/");
        connected();
    }

    Staff otherTab() {
        return new Staff(this);
    }

    private Staff(Staff same) {
        super(same);
        this.username = same.username;
        this.name = same.name;
        page.navigate(base + "/");
        connected();
    }
}
