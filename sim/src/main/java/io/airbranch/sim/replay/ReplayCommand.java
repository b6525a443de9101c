package io.airbranch.sim.replay;

import io.airbranch.sim.Options;
import io.airbranch.sim.book.Figures;
import io.airbranch.sim.book.Findings;
import io.airbranch.sim.book.Numbers;
import io.airbranch.sim.book.Table;
import io.airbranch.sim.client.Json;
import io.airbranch.sim.replay.Replay.Pair;
import io.airbranch.sim.replay.Replay.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** {@code sim replay}: lives the recorded month and puts it beside the record. */
public final class ReplayCommand {
    public static final String OPTIONS = "[--staff N | --staff FILE] [--patience drawn|known] [--seed 7]";

    private final RecordedMonth record;
    private final Staff staff;
    private final Replay replay;
    private final Result result;
    private final String patience;

    private ReplayCommand(RecordedMonth record, Staff staff, Replay replay, String patience) {
        this.record = record;
        this.staff = staff;
        this.replay = replay;
        this.patience = patience;
        this.result = replay.run();
    }

    /** @param data folder of the data sets */
    public static Findings run(Options options, Path data) {
        var file = data.resolve(RecordedMonth.FILE);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "There are no recorded calls at " + file.toAbsolutePath().normalize() + ".\n"
                            + "Put the file of the"
                            + " Technion's \"Anonymous"
                            + " Bank\" there, or set"
                            + " AIRBRANCH_DATA to the"
                            + " folder that holds "
                            + RecordedMonth.FILE + ".");
        }
        var patience = options.text("patience").orElse("drawn");
        if (!patience.equals("drawn") && !patience.equals("known")) {
            throw new IllegalArgumentException("--patience is 'drawn' or 'known', not '" + patience + "'");
        }
        var record = RecordedMonth.read(file);
        var recorded = Staff.recorded(record);
        var staff = options.text("staff").map(s -> staff(s, record, recorded)).orElse(recorded);
        var replay = new Replay(record, staff, patience.equals("known"), options.number("seed", 7));
        var command = new ReplayCommand(record, staff, replay, patience);
        return new Findings(command.text(), command.json());
    }

    private static Staff staff(String said, RecordedMonth record, Staff recorded) {
        if (said.matches("\\d+")) {
            int agents = Integer.parseInt(said);
            return Staff.even(said + " agents all day, each for every type", record, h -> agents, recorded.afterWork());
        }
        var agents = new int[48];
        var file = Path.of(said);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "--staff is a number of agents or a file with lines such as '09:30,12'; there is no file "
                            + file.toAbsolutePath());
        }
        try {
            for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    read(line, agents, file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Staff.even("agents of " + file + ", each for every type", record, h -> agents[h], recorded.afterWork());
    }

    private static void read(String line, int[] agents, Path file) {
        var match = java.util.regex.Pattern.compile("(\\d\\d?):([03]0)\\s*[,;\\t ]\\s*(\\d+)\\s*")
                .matcher(line);
        int half = match.matches() ? Integer.parseInt(match.group(1)) * 2 + Integer.parseInt(match.group(2)) / 30 : 48;
        if (half >= 48) {
            throw new IllegalArgumentException(
                    file + " has the line '" + line + "'; needed: half hour and agents, such as '09:30,12'");
        }
        agents[half] = Integer.parseInt(match.group(3));
    }

    private String text() {
        var d = record.dropped();
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "Replay of %,d recorded calls on %d days from %s%n%n",
                record.calls().size(),
                record.days(),
                record.first()));
        text.append(String.format(
                Locale.ROOT,
                "dropped   of %,d records: %,d phantom, %,d with negative durations, %,d hung up in the menu, %,d"
                        + " answered by no server on record%n",
                d.read(),
                d.phantom(),
                d.negative(),
                d.menu(),
                d.unserved()));
        text.append(String.format(
                Locale.ROOT,
                "staff     %s: %d, %,.0f agent hours; work after a call %.0f s on average%n",
                staff.name(),
                staff.workers().size(),
                result.book().agentHours(),
                staff.afterWork().stream().mapToLong(s -> s).average().orElse(0)));
        text.append(String.format(
                Locale.ROOT,
                "patience  %s%n",
                patience.equals("known")
                        ? "as recorded of those who hung up; Kaplan-Meier, beyond the recorded wait, of those who were"
                                + " answered"
                        : "drawn for everybody from Kaplan-Meier, by type"));
        text.append(patienceLine("all", replay.patienceOfAll()));
        replay.patience().forEach((type, p) -> text.append(patienceLine(type, p)));
        text.append('\n').append(halfHours()).append('\n').append(types()).append('\n');
        text.append("""
            rec: as recorded. sim: as the engine would have done. wait: mean seconds until answered or hung up.
            aband.: share that hung up. level: answered within 20 s, of all. agents, busy: in the simulation, mean over the days.

            """);
        text.append(agreement("half hours of the day", result.byHalfHour().values()));
        text.append(agreement(
                "half hours of each day with 10 calls or more",
                result.cells().values().stream()
                        .filter(p -> p.recorded.offered() >= 10)
                        .toList()));
        var all = result.all().simulated;
        text.append(String.format(
                Locale.ROOT,
                "estimate on arrival, of %,d who waited and were answered: off by %s s on average, bias %s s, mean"
                        + " wait %s s%n",
                all.estimated(),
                Numbers.plain(all.estimateError(), 1),
                Numbers.signed(all.estimateBias(), 1),
                Numbers.plain(all.estimatedWait(), 1)));
        text.append(String.format(
                Locale.ROOT,
                "%nengine   %,d records on %,d commands in %.2f s of processor time: %,.0f records/s%nrecords  SHA-256"
                        + " %s%n",
                result.load().records(),
                result.load().commands(),
                result.load().deciding().toNanos() / 1e9,
                result.load().recordsPerSecond(),
                result.hash()));
        return text.toString();
    }

    private static String patienceLine(String name, KaplanMeier p) {
        return String.format(
                Locale.ROOT,
                "          %-4s %,6d hang-ups of %,6d: 10 %% gone after %.0f s, 25 %% after %.0f s, half after %.0f"
                        + " s%n",
                name,
                p.hangUps(),
                p.observations(),
                p.quantile(.10),
                p.quantile(.25),
                p.quantile(.50));
    }

    private Table halfHours() {
        var table = new Table(
                "from",
                "agents",
                "calls",
                "busy",
                "wait rec",
                "wait sim",
                "aband. rec",
                "aband. sim",
                "level rec",
                "level sim");
        result.byHalfHour()
                .forEach((half, pair) -> row(
                        table,
                        Numbers.halfHour(half),
                        Numbers.plain(perDay(h -> result.book().agents(h), half), 1),
                        Numbers.percent(busy(half)),
                        pair));
        table.rule();
        row(table, "all", "", Numbers.percent(result.book().occupancy()), result.all());
        return table;
    }

    /** Mean over the days. */
    private double perDay(ToDoubleFunction<Integer> of, int half) {
        double sum = 0;
        for (int day = 0; day < record.days(); day++) {
            sum += of.applyAsDouble(day * 48 + half);
        }
        return sum / record.days();
    }

    private double busy(int half) {
        double there = perDay(h -> result.book().agents(h), half);
        double taken = perDay(
                h -> result.book().agents(h) == 0
                        ? 0
                        : result.book().agents(h) * result.book().occupancy(h),
                half);
        return there == 0 ? Double.NaN : taken / there;
    }

    private Table types() {
        var table = new Table(
                "type",
                "agents",
                "calls",
                "busy",
                "wait rec",
                "wait sim",
                "aband. rec",
                "aband. sim",
                "level rec",
                "level sim");
        result.byType()
                .forEach((type, pair) -> row(
                        table,
                        type,
                        Long.toString(staff.workers().stream()
                                .filter(w -> w.skills().containsKey(type))
                                .count()),
                        "",
                        pair));
        return table;
    }

    private static void row(Table table, String name, String agents, String busy, Pair pair) {
        table.row(
                name,
                agents,
                Numbers.plain(pair.recorded.offered(), 0),
                busy,
                Numbers.plain(pair.recorded.meanWait(), 1),
                Numbers.plain(pair.simulated.meanWait(), 1),
                Numbers.percent(pair.recorded.abandonment()),
                Numbers.percent(pair.simulated.abandonment()),
                Numbers.percent(pair.recorded.serviceLevel()),
                Numbers.percent(pair.simulated.serviceLevel()));
    }

    private static String agreement(String over, Collection<Pair> pairs) {
        return String.format(
                Locale.ROOT,
                "mean absolute difference over %,d %s: wait %.1f s, abandoned %.1f points, level %.1f points%n",
                pairs.size(),
                over,
                difference(pairs, Figures::meanWait),
                100 * difference(pairs, Figures::abandonment),
                100 * difference(pairs, Figures::serviceLevel));
    }

    /** Each cell by how many calls it holds. */
    private static double difference(Collection<Pair> pairs, ToDoubleFunction<Figures> figure) {
        double calls = 0;
        double sum = 0;
        for (var pair : pairs) {
            double recorded = figure.applyAsDouble(pair.recorded);
            double simulated = figure.applyAsDouble(pair.simulated);
            if (!Double.isNaN(recorded) && !Double.isNaN(simulated)) {
                calls += pair.recorded.offered();
                sum += pair.recorded.offered() * Math.abs(simulated - recorded);
            }
        }
        return sum / calls;
    }

    private String json() {
        var halfHours = new ArrayList<Map<String, Object>>();
        result.byHalfHour()
                .forEach((half, pair) -> halfHours.add(Json.object(
                        "from", Numbers.halfHour(half),
                        "agents", Numbers.orNull(perDay(h -> result.book().agents(h), half), 2),
                        "occupancy", Numbers.orNull(busy(half), 4),
                        "recorded", pair.recorded.json(),
                        "simulated", pair.simulated.json())));
        var types = new ArrayList<Map<String, Object>>();
        result.byType()
                .forEach((type, pair) -> types.add(Json.object(
                        "type", type, "recorded", pair.recorded.json(), "simulated", pair.simulated.json())));
        var halves = result.byHalfHour().values();
        return Json.pretty(Json.object(
                "name", "sim replay",
                "staff", staff.name(),
                "patience", patience,
                "days", record.days(),
                "calls", record.calls().size(),
                "dropped", record.dropped(),
                "recorded", result.all().recorded.json(),
                "simulated", result.all().simulated.json(),
                "meanAbsoluteDifference",
                        Json.object(
                                "waitSeconds", Numbers.orNull(difference(halves, Figures::meanWait), 2),
                                "abandonment", Numbers.orNull(difference(halves, Figures::abandonment), 4),
                                "serviceLevel", Numbers.orNull(difference(halves, Figures::serviceLevel), 4)),
                "halfHours", halfHours,
                "types", types,
                "records", result.load().records(),
                "recordsSha256", result.hash()));
    }
}
