package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInTests {
    private final String url = Server.shared().url();

    @Test
    void aWrongPasswordAndALockOutAreSaidInASentence() {
        try (var operator = new Staff(url, "planner1")) {
            operator.enter("wrong-password");
            var refusal = operator.page.locator("#refusal");
            assertThat(refusal).containsText("用户名或密码不正确");
            Shots.take(operator.page, "sign-in-wrong-zh");
            for (int i = 0; i < 12 && !refusal.textContent().contains("锁定至"); i++) {
                operator.page.locator("#password").fill("wrong-password-" + i);
                operator.page.locator("button[type=submit]").click();
                assertThat(operator.page.locator("button[type=submit]")).isEnabled();
            }
            assertThat(refusal).containsText(Pattern.compile("账号已锁定至 \\d{2}:\\d{2}"));
            assertThat(operator.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "agent1, workspace cases customers",
        "supervisor1, workspace cases customers floor",
        "admin, admin",
        "auditor, audit"
    })
    void eachRoleSeesItsOwnMenus(String username, String places) {
        try (var operator = new Staff(url, username)) {
            operator.signIn();
            var links = operator.menu().locator("a[href]");
            assertThat(links.first()).isVisible();
            assertThat(hrefs(links)).contains(places.split(" "));
            var forbidden = List.of("admin", "audit", "floor", "workspace").stream()
                    .filter(p -> !places.contains(p))
                    .findFirst()
                    .orElseThrow();
            assertThat(hrefs(links)).doesNotContain(forbidden);
            operator.page.navigate(url + "/" + forbidden);
            assertThat(operator.page.locator("main")).containsText("您没有查看这里的权限");
        }
    }

    private static List<String> hrefs(Locator links) {
        return links.all().stream()
                .map(a -> a.getAttribute("href").substring(1))
                .toList();
    }
}
