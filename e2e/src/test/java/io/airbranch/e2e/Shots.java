package io.airbranch.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/** Pictures of views and states, for eyes and for the README. */
final class Shots {
    private static final Path FOLDER = Folders.PROJECT.resolve("e2e/target/screenshots");
    private static final Set<String> CHOSEN = Set.of(
            "widget-waiting-zh",
            "desk-offer-zh",
            "desk-conversation-zh",
            "desk-conversation-en-dark",
            "floor-zh",
            "cases-zh",
            "admin-admin-zh",
            "audit-zh");

    private Shots() {}

    static void take(Page page, String name) {
        var file = FOLDER.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(file)
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setCaret(ScreenshotCaret.HIDE));
        if (Boolean.getBoolean("screenshots.docs") && CHOSEN.contains(name)) {
            try {
                var docs = Files.createDirectories(Folders.PROJECT.resolve("docs/screenshots"));
                Files.copy(file, docs.resolve(name + ".png"), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
