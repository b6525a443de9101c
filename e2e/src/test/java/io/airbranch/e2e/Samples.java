package io.airbranch.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.options.FilePayload;
import java.util.Base64;

/** Files that people attach. */
final class Samples {
    private static final String PICTURE =
            "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC";
    private static final String DOCUMENT = """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
        trailer<</Root 1 0 R>>
        %%EOF
        """;

    /** Says what it is when it runs, and would be seen as {@code window.hacked}. */
    static final String ATTACK = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";

    private Samples() {}

    static FilePayload picture(String name) {
        return new FilePayload(name, "image/png", Base64.getDecoder().decode(PICTURE));
    }

    static FilePayload document(String name) {
        return new FilePayload(name, "application/pdf", DOCUMENT.getBytes(UTF_8));
    }

    /** A page with a script in it that says it were a picture. */
    static FilePayload disguisedPage(String name) {
        return new FilePayload(name, "image/png", ("<!doctype html><body>" + ATTACK + "</body>").getBytes(UTF_8));
    }
}
