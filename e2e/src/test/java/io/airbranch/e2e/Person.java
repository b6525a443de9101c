package io.airbranch.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Somebody with a browser of his own: cookies, storage, and what his pages complained about. */
abstract class Person implements AutoCloseable {
    static final String INIT_POLICY =
            "document.addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + '"
                    + " ' + e.blockedURI));";

    final String base;
    final BrowserContext context;
    final List<String> complaints = new CopyOnWriteArrayList<>();
    Page page;

    Person(String base, Look look) {
        this.base = base;
        context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setLocale(look.language().equals("en") ? "en-GB" : "zh-CN")
                        .setTimezoneId("Asia/Shanghai")
                        .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                        // What fades in would be looked at half way, and waited for.
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setViewportSize(look.width(), look.height()));
        context.setDefaultTimeout(20_000);
        context.addInitScript(INIT_POLICY);
        context.addInitScript(Tongue.LISTEN);
        context.addInitScript("try { localStorage['airbranch.language'] ??= '" + look.language()
                + "'; } catch { /* an empty page keeps nothing */ }");
        context.onConsoleMessage(this::complain);
        context.onWebError(error -> complaints.add("uncaught " + error.error()));
        page = context.newPage();
    }

    /** Another tab of the same browser. */
    Person(Person same) {
        base = same.base;
        context = same.context;
        page = context.newPage();
    }

    private void complain(ConsoleMessage message) {
        if (message.type().equals("error")) {
            complaints.add(message.text());
        }
    }

    /** What must never be heard: a broken policy, or a script that fell over. */
    List<String> faults() {
        return complaints.stream()
                .filter(c -> c.startsWith("CSP ") || c.startsWith("uncaught ") || c.contains("Content Security Policy"))
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }

    /** The whole text and nothing else. The browser reads the pattern, so Java's own way of quoting would not do. */
    static Pattern exactly(String text) {
        return Pattern.compile("^" + text.replaceAll("[\\\\^$.*+?()\\[\\]{}|/]", "\\\\$0") + "$");
    }

    /** How somebody's screen looks. */
    record Look(String language, int width, int height, boolean dark) {
        static final Look DESK = new Look("zh", 1440, 900, false);
        static final Look PHONE = new Look("zh", 390, 844, false);

        Look in(String other) {
            return new Look(other, width, height, dark);
        }

        Look atNight() {
            return new Look(language, width, height, true);
        }
    }
}
