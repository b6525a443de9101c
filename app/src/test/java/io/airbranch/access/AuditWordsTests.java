package io.airbranch.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An auditor reads words, not keys: whatever the sources record has a name in both languages. */
class AuditWordsTests {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path TEXTS = Path.of("../console/src/i18n");
    /** A call that leaves an entry, up to its end. */
    private static final Pattern RECORDING =
            Pattern.compile("(?:record|audit(?:ed)?|Entry)\\(([^;]*?);", Pattern.DOTALL);

    private static final Pattern ACTION = Pattern.compile("\"([a-z]+(?:-[a-z]+)*\\.[a-z]+(?:-[a-z]+)*)\"");

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void everyActionHasAName(String language) throws IOException {
        var words = JsonMapper.shared()
                .readTree(TEXTS.resolve(language).resolve("audit.json").toFile())
                .path("action");
        var recorded = recorded();
        assertThat(recorded).contains("customer.reveal", "sign-in.refused");
        assertThat(recorded)
                .allSatisfy(
                        action -> assertThat(named(words, action)).as(action).isTrue());
    }

    private static boolean named(JsonNode words, String action) {
        var parts = action.split("\\.", 2);
        return !words.path(parts[0]).path(parts[1]).asString("").isBlank();
    }

    private static Set<String> recorded() throws IOException {
        var actions = new TreeSet<String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                RECORDING
                        .matcher(Files.readString(file))
                        .results()
                        .flatMap(call -> ACTION.matcher(call.group(1)).results())
                        .map(action -> action.group(1))
                        .forEach(actions::add);
            }
        }
        // The facts beside an action are named alike.
        actions.removeIf(action -> action.endsWith(".before") || action.endsWith(".after"));
        return actions;
    }
}
