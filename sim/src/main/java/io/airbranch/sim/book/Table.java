package io.airbranch.sim.book;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings: the first column to the left, all others to the right. */
public final class Table {
    private static final String GAP = "  ";
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Integer> rules = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
        rule();
    }

    public Table row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + rows.getFirst());
        }
        rows.add(List.of(cells));
        return this;
    }

    /** A line across, below what is there. */
    public Table rule() {
        rules.add(rows.size());
        return this;
    }

    @Override
    public String toString() {
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            if (rules.contains(r)) {
                rule(text, widths);
            }
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                var cell = rows.get(r).get(i);
                var pad = " ".repeat(widths[i] - cell.length());
                line.append(i == 0 ? cell + pad : GAP + pad + cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static void rule(StringBuilder text, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            text.append(i == 0 ? "" : GAP).append("-".repeat(widths[i]));
        }
        text.append('\n');
    }
}
