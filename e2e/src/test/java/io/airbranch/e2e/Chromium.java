package io.airbranch.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One Chromium for all tests; it ends with the JVM. */
final class Chromium {
    private static final List<String> SWITCHES = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-color-profile=srgb",
            "--font-render-hinting=none");
    private static final double PATIENCE_MILLIS = 15_000;

    private Chromium() {}

    private static final class Holder {
        static final Browser BROWSER = launch();
    }

    static Browser browser() {
        return Holder.BROWSER;
    }

    private static Browser launch() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        System.setProperty("playwright.cli.dir", driver().toString());
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // The driver ends by itself with the pipe to this JVM; closing it from another thread would hang.
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program())
                        .setArgs(SWITCHES));
    }

    private static Path program() {
        var named = System.getenv("CHROMIUM");
        return Path.of(named == null || named.isBlank() ? "/usr/bin/chromium" : named);
    }

    /** A folder as the Java library wants it: {@code node} and {@code package/cli.js}. */
    private static Path driver() {
        try {
            var e2e = Folders.PROJECT.resolve("e2e");
            var core = e2e.resolve("node_modules/playwright-core");
            if (!Files.exists(core.resolve("cli.js")) || !Files.exists(Axe.SCRIPT)) {
                run(e2e, "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
            }
            var folder = Files.createDirectories(e2e.resolve("target/driver"));
            link(folder.resolve("package"), core);
            link(folder.resolve("node"), onPath("node"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path link, Path target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
    }

    private static Path onPath(String program) {
        for (var folder : System.getenv("PATH").split(":")) {
            var file = Path.of(folder, program);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        throw new IllegalStateException(
                "'" + program + "' is not on the PATH; the browser's driver needs Node.js 20 or newer");
    }

    /** With streams of its own: those of this process belong to whoever runs the tests. */
    private static void run(Path folder, String... command) throws IOException {
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed in " + folder + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
