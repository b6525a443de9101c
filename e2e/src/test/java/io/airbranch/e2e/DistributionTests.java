package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.airbranch.sim.client.Demo;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who serves whom, as a supervisor sees it and an administrator sets it. */
class DistributionTests {
    private final String url = Server.shared().url();
    private final Counter counter = Counter.at(url);

    @Test
    void supervisorReadsWhyACustomerWaitsWhoIsExcludedAndHowItBegan() {
        try (var customer = counter.customer();
                var colleague = counter.colleague();
                var supervisor = onTheFloor()) {
            customer.ask("为什么还没有人？");

            explain(line(supervisor), 0).click();
            var why = why(supervisor);
            assertThat(why).containsText("1 位同事符合这一步的要求：1 位不在岗");
            assertThat(why).containsText("符合要求的同事都不在岗");
            assertThat(why.locator(".why-group-not-on-duty .why-name")).hasText(colleague.name);
            why.locator(".why-lacking summary").click();
            assertThat(why.locator(".why-group-missing-skill").first()).containsText(counter.key + " ≥ 1 级");
            Axe.check(supervisor.page, "the explanation of a wait");

            var begin = why.locator(".story-moments button").last();
            assertThat(begin).containsText("进入“" + counter.key + "”排队");
            begin.click();
            assertThat(why.locator(".why-then")).isVisible();
            assertThat(why.locator(".why-head")).containsText("排第 1 位");
            supervisor.page.keyboard().press("Escape");
            assertThat(why.locator(".why-then")).hasCount(0);

            colleague.ready();
            assertThat(why.locator(".why-next")).containsText("正在问" + colleague.name);
            colleague.accept("为什么还没有人？");
            assertThat(why.locator(".why-next")).containsText("由" + colleague.name + "服务");
            assertThat(why.locator(".story-moments")).containsText(colleague.name + "接起");
            assertThat(supervisor.faults()).isEmpty();
            colleague.end();
            colleague.wrapUp();
        }
    }

    @Test
    void customerWhosePriorityIsRaisedGoesFirstAndGoesBackWhenItIsUndone() {
        try (var early = counter.customer();
                var late = counter.customer();
                var supervisor = onTheFloor()) {
            asks(early, "早到的");
            asks(late, "晚到的");
            var rows = line(supervisor).locator("tbody th[scope=row]");
            assertThat(rows).hasText(new Pattern[] {Pattern.compile("早到的"), Pattern.compile("晚到的")});

            line(supervisor)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("晚到的.*的优先")))
                    .click();
            supervisor
                    .page
                    .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile("^\\+30")))
                    .click();
            assertThat(rows).hasText(new Pattern[] {Pattern.compile("晚到的"), Pattern.compile("早到的")});
            assertThat(late.told()).containsText("您是下一位");
            assertThat(line(supervisor).locator("button.priority").first()).hasText("+30");

            supervisor.page.keyboard().press("z");
            assertThat(rows).hasText(new Pattern[] {Pattern.compile("早到的"), Pattern.compile("晚到的")});
            assertThat(early.told()).containsText("您是下一位");
            assertThat(supervisor.faults()).isEmpty();
        }
    }

    @Test
    void administratorAddsRingsToAQueueAndSeesWhoCanServeInEachBeforeItIsSaved() {
        try (var colleague = counter.colleague().ready();
                var administrator = new Staff(url, Demo.ADMINISTRATOR);
                var customer = counter.customer();
                var supervisor = onTheFloor()) {
            administrator.come(Server.session(Demo.ADMINISTRATOR));
            var page = administrator.page;
            page.navigate(url + "/admin/queues");
            page.locator(".list-row")
                    .filter(new Locator.FilterOptions().setHasText(named()))
                    .first()
                    .click();
            administrator.button("修改").click();
            var form = page.locator(".form-drawer");
            assertThat(form.locator(".qstep")).containsText("1 人符合，1 人就绪");

            var add = form.getByText("添加一步");
            add.click();
            add.click();
            var first = form.locator(".qstep").nth(0);
            var second = form.locator(".qstep").nth(1);
            first.getByText("另定要求").click();
            first.getByText("添加要求").click();
            var skill = first.getByLabel("选择技能");
            skill.fill(counter.key);
            skill.press("Enter");
            first.getByLabel("最低级别").fill("9");
            assertThat(first.locator(".able-sum")).hasText("没有人符合，这一步会白等。");
            assertThat(second.locator(".able-sum")).containsText("1 人符合，1 人就绪");
            Axe.check(page, "the editor of steps");
            form.locator("button[type=submit]").click();
            assertThat(form).hasCount(0);
            var path = page.locator(".qsteps-read .qstep");
            assertThat(path.nth(0)).containsText(counter.key + " ≥ 9 级");
            assertThat(path.nth(1)).containsText("1 人符合");

            customer.ask("先找专家");
            explain(line(supervisor), 0).click();
            var why = why(supervisor);
            assertThat(why.locator(".why-next")).containsText("后进入第 2 步");
            assertThat(why.locator(".step-now")).containsText("第 1 步 " + counter.key + " ≥ 9 级");
            assertThat(colleague.offers()).hasCount(0);
            assertThat(administrator.faults()).isEmpty();
        }
    }

    private Staff onTheFloor() {
        var supervisor = new Staff(url, "supervisor1").come(Server.session("supervisor1"));
        supervisor.go("floor");
        return supervisor;
    }

    /** Who waits at this counter, opened. */
    private Locator line(Staff supervisor) {
        var line =
                supervisor.page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName(counter.key + "：排队中的客户"));
        var queue = supervisor.page.locator(".row-name").filter(new Locator.FilterOptions().setHasText(named()));
        if (!"true".equals(queue.first().getAttribute("aria-expanded"))) {
            queue.first().click();
        }
        return line;
    }

    /** This counter and not one whose number begins alike. */
    private Pattern named() {
        return Pattern.compile(counter.key + "(?!\\d)");
    }

    private static Locator explain(Locator line, int nth) {
        return line.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("为什么在等？$")))
                .nth(nth);
    }

    private static Locator why(Staff supervisor) {
        return supervisor.page.locator("aside.why");
    }

    /** From the page to the queue, by a name. */
    private static void asks(Customer customer, String name) {
        customer.visit().openChat();
        customer.name(name);
        customer.begin(name + "客户的问题");
        assertThat(customer.told()).isVisible();
    }
}
