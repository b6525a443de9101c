package io.airbranch.sim.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls of "Anonymous Bank" (Technion; Guedj and Mandelbaum), February 1999, out of the file as published: one call a line, tab
 * separated, times of day and durations in seconds.
 *
 * @param first day of the record
 * @param calls in the order in which they came to the line
 */
record RecordedMonth(LocalDate first, int days, List<Call> calls, Dropped dropped) {
    static final String FILE = "callcentre/anonymous_bank_1999_02_calls.tsv";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd", java.util.Locale.ROOT);
    private static final long DAY = 86_400;

    /**
     * Records that are no calls to a line.
     *
     * @param phantom not calls at all, says the source
     * @param negative durations below nothing: the recording system's error
     * @param menu hung up before standing in line
     * @param unserved answered, but by no server on record, so that nothing is known of who worked
     */
    record Dropped(int read, int phantom, int negative, int menu, int unserved) {}

    static RecordedMonth read(Path file) {
        try {
            return parse(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param lines with the headings first */
    static RecordedMonth parse(List<String> lines) {
        var columns = columns(lines.getFirst());
        var rows = lines.stream()
                .skip(1)
                .filter(l -> !l.isBlank())
                .map(l -> new Row(columns, List.of(l.split("\t", -1))))
                .toList();
        var first = rows.stream()
                .map(Row::date)
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalArgumentException("The file holds no calls"));
        int phantom = 0;
        int negative = 0;
        int menu = 0;
        int unserved = 0;
        long last = 0;
        var calls = new ArrayList<Call>();
        for (var row : rows) {
            boolean answered = row.text("outcome").equals("AGENT");
            if (row.text("outcome").equals("PHANTOM")) {
                phantom++;
            } else if (row.number("vru_time") < 0 || row.number("q_time") < 0 || row.number("ser_time") < 0) {
                negative++;
            } else if (!answered && row.number("q_time") == 0) {
                menu++;
            } else if (answered && row.text("server").equals("NO_SERVER")) {
                unserved++;
            } else {
                long midnight = ChronoUnit.DAYS.between(first, row.date()) * DAY;
                last = Math.max(last, midnight);
                calls.add(new Call(
                        row.text("type"),
                        row.number("priority"),
                        midnight + row.cameToLine(),
                        row.number("q_time"),
                        row.number("ser_time"),
                        answered ? row.text("server") : ""));
            }
        }
        calls.sort(Comparator.comparingLong(Call::at));
        return new RecordedMonth(
                first,
                (int) (last / DAY) + 1,
                List.copyOf(calls),
                new Dropped(rows.size(), phantom, negative, menu, unserved));
    }

    private static Map<String, Integer> columns(String headings) {
        var columns = new HashMap<String, Integer>();
        for (var name : headings.split("\t", -1)) {
            columns.put(name, columns.size());
        }
        for (var needed : List.of(
                "priority",
                "type",
                "date",
                "vru_entry",
                "vru_exit",
                "vru_time",
                "q_time",
                "outcome",
                "ser_time",
                "server")) {
            if (!columns.containsKey(needed)) {
                throw new IllegalArgumentException("The file has no column '" + needed + "', only " + columns.keySet());
            }
        }
        return columns;
    }

    private record Row(Map<String, Integer> columns, List<String> cells) {
        String text(String column) {
            return cells.get(columns.getOrDefault(column, -1));
        }

        int number(String column) {
            return Integer.parseInt(text(column));
        }

        LocalDate date() {
            return LocalDate.parse("19" + text("date"), DATE);
        }

        /** When the menu was left, in seconds of the day; a call that entered before midnight may do so after it. */
        long cameToLine() {
            long entered = seconds("vru_entry");
            long left = seconds("vru_exit");
            return left < entered ? left + DAY : left;
        }

        private long seconds(String column) {
            var parts = text(column).split(":", -1);
            return Long.parseLong(parts[0]) * 3600 + Long.parseLong(parts[1]) * 60 + Long.parseLong(parts[2]);
        }
    }
}
