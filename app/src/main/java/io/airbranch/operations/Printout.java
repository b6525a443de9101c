package io.airbranch.operations;

import io.airbranch.shared.check.Finding;
import io.airbranch.shared.check.Finding.Level;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Findings for people, one line each with the remedy below, and for programs. */
record Printout(List<Finding> findings) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private record Summary(long ok, long warn, long fail, List<Finding> findings) {}

    boolean failed() {
        return count(Level.FAIL) > 0;
    }

    private long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    String text(Locale language) {
        int width = findings.stream().mapToInt(f -> f.id().length()).max().orElse(0);
        var text = new StringBuilder();
        for (var finding : findings) {
            text.append(String.format(
                    "%-5s %-" + width + "s  %s%n",
                    finding.level().code(),
                    finding.id(),
                    finding.what().in(language)));
            var remedy = finding.remedy();
            if (remedy != null) {
                text.append(String.format("%" + (width + 6) + "s  → %s%n", "", remedy.in(language)));
            }
        }
        return text.append(String.format(
                        language.getLanguage().equals("en")
                                ? "%d ok, %d to watch, %d failing%n"
                                : "正常 %d，注意 %d，失败 %d%n",
                        count(Level.OK),
                        count(Level.WARN),
                        count(Level.FAIL)))
                .toString();
    }

    String json() {
        return JSON.writeValueAsString(new Summary(count(Level.OK), count(Level.WARN), count(Level.FAIL), findings))
                + System.lineSeparator();
    }
}
