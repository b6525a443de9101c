package io.airbranch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.airbranch.sim.client.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/** axe-core (npm, MPL-2.0, only here): the rules of accessibility that a machine can check. */
final class Axe {
    static final Path SCRIPT = Folders.PROJECT.resolve("e2e/node_modules/axe-core/axe.min.js");
    private static final String RUN = """
        async () => {
          const found = await axe.run(document, { resultTypes: ['violations'] });
          return JSON.stringify(found.violations.map(v => ({
            rule: v.id, impact: v.impact, help: v.help,
            places: v.nodes.map(n => n.target.join(' ') + ' | ' + n.failureSummary),
          })));
        }\
        """;

    private Axe() {}

    /** Nothing that axe calls serious or critical stands on the page; what is less is not held against it. */
    static void check(Page page, String view) {
        page.evaluate(script());
        var grave = new ArrayList<String>();
        for (JsonNode violation : Json.read((String) page.evaluate(RUN))) {
            var impact = violation.path("impact").asString("");
            if (impact.equals("serious") || impact.equals("critical")) {
                grave.add(Json.pretty(violation));
            }
        }
        assertThat(grave)
                .as("serious and critical findings of axe-core on " + view)
                .isEmpty();
    }

    private static String script() {
        try {
            // Sets window.axe; its own value would not travel back.
            return Files.readString(SCRIPT) + "\n;true";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
