package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What one role does and another meets: nothing is set up behind the screens but the counter. */
class JourneyTests {
    private static final String OWN_PASSWORD = "my own words 2026";
    /** A customer of the demo bank. */
    private static final String PHONE = "13800000001";

    private final String url = Server.shared().url();

    @Test
    void whomTheAdministratorAddsSignsInWithAPasswordOfHisOwnAndSeesWhatHisRoleAllows() {
        var password = new String[1];
        try (var administrator = new Staff(url, "admin").come(Server.session("admin"))) {
            administrator.page.navigate(url + "/admin/operators");
            administrator.button("新增人员").click();
            var form = drawer(administrator);
            form.getByLabel("用户名").fill("journey1");
            form.getByLabel("中文姓名").fill("新同事");
            form.getByLabel("英文姓名").fill("New Colleague");
            form.getByLabel("所属机构").click();
            administrator
                    .page
                    .locator(".ant-select-dropdown:visible")
                    .getByText("示范银行", new Locator.GetByTextOptions().setExact(true))
                    .click();
            button(form, "增加角色").click();
            button(form, "保存").click();
            var shown = administrator.page.getByRole(AriaRole.DIALOG).filter(having("一次性密码"));
            password[0] = shown.locator("code").textContent();
            button(shown, "我已记下").click();
            assertThat(shown).hasCount(0);
            assertThat(administrator.page.locator("main")).not().containsText(password[0]);
        }
        try (var colleague = new Staff(url, "journey1")) {
            colleague.enter(password[0]);
            colleague.page.locator("#next").fill(OWN_PASSWORD);
            colleague.page.locator("#again").fill(OWN_PASSWORD);
            colleague.page.locator("button[type=submit]").click();
            assertThat(colleague.places()).isEqualTo(List.of("workspace", "cases", "customers"));
            assertThat(colleague.faults()).isEmpty();
        }
        try (var stranger = new Staff(url, "journey1")) {
            stranger.enter(password[0]);
            assertThat(stranger.page.locator("#refusal")).containsText("用户名或密码不正确");
        }
    }

    @Test
    void hoursThatEndCloseTheWidgetAndHoursThatBeginOpenItAgain() {
        var counter = Counter.at(url);
        try (var administrator = new Staff(url, "admin").come(Server.session("admin"))) {
            keepHours(administrator, counter, "");
            try (var late = counter.customer().visit().openChat()) {
                assertThat(late.widget()).containsText("现在不在服务时间内");
                assertThat(late.widget()).containsText("您可以先留言");
            }
            keepHours(administrator, counter, "24h");
            try (var early = counter.customer().ask("还有人吗？")) {
                assertThat(early.told()).containsText("您是下一位");
            }
            assertThat(administrator.faults()).isEmpty();
        }
    }

    /** The same hours on each day. */
    private static void keepHours(Staff administrator, Counter counter, String hours) {
        var page = administrator.page;
        page.navigate(administrator.base + "/admin/hours");
        page.locator("main")
                .getByText(counter.key, new Locator.GetByTextOptions().setExact(true))
                .first()
                .click();
        administrator.button("修改$").click();
        var form = drawer(administrator);
        for (var day : "一二三四五六日".split("")) {
            form.getByRole(AriaRole.TEXTBOX, named("星期" + day + "的时段")).fill(hours);
        }
        button(form, "保存").click();
        assertThat(form).hasCount(0);
    }

    @Test
    void aNumberThatWasRevealedIsFoundByTheAuditorWithItsPurposeAndTheChainHolds() {
        var counter = Counter.at(url);
        try (var agent = counter.colleague().ready();
                var customer = counter.customer().ask("请核对我的手机号");
                var auditor = new Staff(url, "auditor").come(Server.session("auditor"))) {
            agent.accept("请核对我的手机号");
            agent.page.getByPlaceholder("姓名、手机号或客户号").fill(PHONE);
            agent.button("是这位").click();
            var facts = agent.page.locator(".facts-frame");
            assertThat(facts).containsText("138****0001");
            facts.getByRole(AriaRole.BUTTON, named("查看完整手机")).click();
            button(facts, "^查看$").click();
            assertThat(facts).containsText("+86" + PHONE);

            auditor.page.reload();
            var entry = auditor.page
                    .locator("button.audit-row")
                    .filter(having("查看完整信息"))
                    .filter(having(agent.name))
                    .first();
            entry.click();
            var told = auditor.page.locator("main");
            assertThat(told).containsText("手机号");
            assertThat(told).not().containsText(PHONE);
            auditor.button("校验").click();
            assertThat(told).containsText("完好");
            assertThat(auditor.faults()).isEmpty();
            assertThat(customer.faults()).isEmpty();
        }
    }

    @Test
    void aSupervisorBeginsAtTheFloorAndAnAgentIsOfferedToBecomeReady() {
        var counter = Counter.at(url);
        try (var supervisor = new Staff(url, "supervisor1").come(Server.session("supervisor1"));
                var agent = counter.colleague()) {
            supervisor.page.waitForURL(Pattern.compile(".*/floor"));
            agent.page.waitForURL(Pattern.compile(".*/workspace"));
            agent.button("设为就绪").click();
            assertThat(agent.presence()).hasAccessibleName(Pattern.compile("就绪"));
            assertThat(agent.page.locator("main")).containsText("您已就绪");
        }
    }

    private static Locator drawer(Staff staff) {
        return staff.page.locator(".ant-drawer").filter(having("保存"));
    }

    private static Locator button(Locator within, String name) {
        return within.getByRole(AriaRole.BUTTON, named(name)).first();
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(Pattern.compile(name));
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
