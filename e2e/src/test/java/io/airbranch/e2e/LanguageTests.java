package io.airbranch.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Chinese by default, English by switch; and a picture of every view in both. */
class LanguageTests {
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}{2,}");
    private final String url = Server.shared().url();

    @Test
    void theSignInPageIsChineseAndTurnsEnglishByOneClick() {
        try (var nobody = new Staff(url, "nobody")) {
            nobody.page.navigate(url + "/");
            assertThat(nobody.page.locator("button[type=submit]")).hasText("登录");
            Shots.take(nobody.page, "sign-in-zh");
            nobody.page
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English"))
                    .click();
            assertThat(nobody.page.locator("button[type=submit]")).hasText(Pattern.compile("Sign in"));
            Shots.take(nobody.page, "sign-in-en");
        }
    }

    @Test
    void everyViewSpeaksBothLanguagesInLightAndDark() {
        for (var username : new String[] {"agent1", "supervisor1", "admin", "auditor"}) {
            for (var look : new Person.Look[] {
                Person.Look.DESK, Person.Look.DESK.in("en").atNight(), Person.Look.PHONE
            }) {
                try (var operator = new Staff(url, username, look)) {
                    operator.signIn();
                    speak(operator, look.language());
                    for (var link : operator.menu().locator("a[href]").all()) {
                        var place = link.getAttribute("href").substring(1);
                        link.click();
                        assertThat(operator.page.locator("main")).isVisible();
                        operator.page.waitForLoadState();
                        Shots.take(
                                operator.page,
                                place + "-" + username + "-" + look.language() + (look.dark() ? "-dark" : "")
                                        + (look.width() < 500 ? "-phone" : ""));
                    }
                    speak(operator, "zh");
                }
            }
        }
    }

    private static void speak(Staff operator, String language) {
        var other = operator.button(language.equals("en") ? "^English$" : "^中文$");
        if (other.isVisible()) {
            other.click();
            assertThat(operator.page.locator("html")).hasAttribute("lang", Pattern.compile("^" + language));
        }
    }

    @Test
    void anEnglishCustomerReadsNoChinese() {
        try (var customer = new Customer(url, Person.Look.DESK.in("en"))) {
            customer.page.navigate(url + "/demo/?lang=en");
            customer.openChat();
            assertThat(customer.button("Start chat")).isVisible();
            assertThat(customer.widget().locator("form.start label").first())
                    .not()
                    .containsText(HAN);
            Shots.take(customer.page, "widget-start-en");
        }
        try (var customer = new Customer(url, Person.Look.PHONE)) {
            customer.visit().openChat();
            assertThat(customer.button("开始咨询")).isVisible();
            Shots.take(customer.page, "widget-start-zh-phone");
        }
    }
}
