package io.airbranch.sim.bench;

import io.airbranch.sim.client.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a benchmark found: a table for people, JSON for machines. */
public record Report(
        String name, Map<String, Object> machine, Map<String, Object> settings, String commit, List<Figure> figures) {

    public boolean met() {
        return figures.stream().noneMatch(f -> Boolean.FALSE.equals(f.met()));
    }

    public String json() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("name", name);
        json.put("machine", machine);
        json.put("settings", settings);
        json.put("commit", commit);
        json.put("figures", figures.stream().map(Figure::json).toList());
        return Json.pretty(json);
    }

    public String table() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("figure", "value", "unit", "reach", "met", "baseline", "ratio"));
        for (var f : figures) {
            rows.add(List.of(
                    f.id(),
                    Figure.text(Figure.round(f.value())),
                    f.unit(),
                    f.reach() == null ? "" : f.reach(),
                    f.met() == null ? "" : f.met() ? "yes" : "NO",
                    Figure.text(f.baseline() == null ? null : Figure.round(f.baseline())),
                    Figure.text(f.ratio())));
        }
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var text = new StringBuilder("bench " + name + "\n");
        line(text, "machine", machine);
        line(text, "settings", settings);
        text.append("commit: ").append(commit).append("\n\n");
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                var pad = " ".repeat(widths[i] - row.get(i).length());
                boolean right = i == 1 || i >= 5;
                line.append(right ? pad + row.get(i) : row.get(i) + pad).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String title, Map<String, Object> values) {
        var parts = values.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .toList();
        text.append(title).append(": ").append(String.join(", ", parts)).append('\n');
    }
}
