package io.airbranch.sim.bank;

import io.airbranch.sim.Options;
import io.airbranch.sim.bank.BankDay.Lived;
import io.airbranch.sim.book.Figures;
import io.airbranch.sim.book.Findings;
import io.airbranch.sim.book.Numbers;
import io.airbranch.sim.book.Table;
import io.airbranch.sim.client.Json;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;

/** {@code sim day}: lives a seeded day and reports it. */
public final class DayCommand {
    public static final String OPTIONS = "[--seed 7] [--contacts 4000] [--agents N] [--check]";

    private final Lived lived;

    private DayCommand(Lived lived) {
        this.lived = lived;
    }

    public static Findings run(Options options) {
        int seed = options.number("seed", 7);
        int contacts = options.number("contacts", 4_000);
        int agents = options.number("agents", 0);
        if (contacts < 1 || agents < 0) {
            throw new IllegalArgumentException(
                    "Needed: --contacts of at least 1, --agents of at least 1; got " + contacts + " and " + agents);
        }
        var plan = BankDay.of(seed, contacts, agents);
        // The first life warms the engine up, so that the second is measured; and the same day twice must be the same
        // day.
        var first = plan.live(false);
        var second = plan.live(options.has("check"));
        if (!first.hash().equals(second.hash())) {
            throw new IllegalStateException(
                    "Seed " + seed + " gave the records " + first.hash() + " and then " + second.hash());
        }
        var day = new DayCommand(second);
        return new Findings(day.text(), day.json());
    }

    private String text() {
        var day = lived.day();
        var book = lived.book();
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "A day of the demonstration bank, seed %d: %,d contacts, %d agents, %.0f agent hours%n%n",
                day.seed(),
                day.arrivals().size(),
                day.workers().size(),
                book.agentHours()));
        text.append(halfHours()).append('\n').append(queues()).append('\n');
        text.append("""
            agents: on duty on average. level: answered within the queue's target, of answered and abandoned.
            wait: seconds until answered or hung up, ringing counted. busy: share of the agents' places taken.
            told: waited, were told how long on arrival, and were answered. est err, est bias: what the engine told them against the
            wait that came, mean absolute and mean difference in seconds.

            """);
        var load = lived.load();
        text.append(String.format(
                Locale.ROOT,
                "engine   %,d records on %,d commands in %.2f s of processor time: %,.0f records/s%n",
                load.records(),
                load.commands(),
                load.deciding().toNanos() / 1e9,
                load.recordsPerSecond()));
        text.append("records  SHA-256 ").append(lived.hash()).append(", the same when lived twice\n");
        if (lived.checks() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "checked  %,d times a rule held; the records alone lead to the same state%n",
                    lived.checks()));
        }
        if (lived.left() > 0) {
            text.append("left     ")
                    .append(lived.left())
                    .append(" contacts are in the centre although the day is over\n");
        }
        return text.toString();
    }

    private Table halfHours() {
        var book = lived.book();
        var table = new Table(
                "from",
                "agents",
                "offered",
                "answered",
                "abandoned",
                "aband.",
                "level",
                "mean wait",
                "95 % wait",
                "busy",
                "told",
                "est err",
                "est bias");
        book.byHalfHour()
                .forEach((half, figures) -> row(
                        table,
                        Numbers.halfHour(half),
                        Numbers.plain(book.agents(half), 1),
                        figures,
                        book.occupancy(half)));
        table.rule();
        row(table, "day", "", book.total(), book.occupancy());
        return table;
    }

    private static void row(Table table, String name, String agents, Figures f, double occupancy) {
        table.row(
                name,
                agents,
                Numbers.plain(f.offered(), 0),
                Numbers.plain(f.answered(), 0),
                Numbers.plain(f.abandoned(), 0),
                Numbers.percent(f.abandonment()),
                Numbers.percent(f.serviceLevel()),
                Numbers.plain(f.meanWait(), 1),
                Numbers.plain(f.wait95(), 1),
                Numbers.percent(occupancy),
                Numbers.plain(f.estimated(), 0),
                Numbers.plain(f.estimateError(), 1),
                Numbers.signed(f.estimateBias(), 1));
    }

    private Table queues() {
        var table = new Table(
                "queue",
                "target",
                "offered",
                "answered",
                "abandoned",
                "aband.",
                "level",
                "mean wait",
                "95 % wait",
                "told",
                "est err",
                "est bias");
        for (int i = 0; i < BankDay.lines().size(); i++) {
            var line = BankDay.lines().get(i);
            var f = lived.book().line(i);
            table.row(
                    line.name(),
                    line.target().toSeconds() + " s",
                    Numbers.plain(f.offered(), 0),
                    Numbers.plain(f.answered(), 0),
                    Numbers.plain(f.abandoned(), 0),
                    Numbers.percent(f.abandonment()),
                    Numbers.percent(f.serviceLevel()),
                    Numbers.plain(f.meanWait(), 1),
                    Numbers.plain(f.wait95(), 1),
                    Numbers.plain(f.estimated(), 0),
                    Numbers.plain(f.estimateError(), 1),
                    Numbers.signed(f.estimateBias(), 1));
        }
        return table;
    }

    private String json() {
        var day = lived.day();
        var book = lived.book();
        var halfHours = new ArrayList<Map<String, Object>>();
        book.byHalfHour().forEach((half, figures) -> {
            var row = Json.object(
                    "from", Numbers.halfHour(half),
                    "agents", Numbers.orNull(book.agents(half), 2),
                    "occupancy", Numbers.orNull(book.occupancy(half), 4));
            row.putAll(figures.json());
            halfHours.add(row);
        });
        var queues = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < BankDay.lines().size(); i++) {
            var row = Json.object("queue", BankDay.lines().get(i).name());
            row.putAll(book.line(i).json());
            queues.add(row);
        }
        return Json.pretty(Json.object(
                "name", "sim day",
                "seed", day.seed(),
                "contacts", day.arrivals().size(),
                "agents", day.workers().size(),
                "agentHours", Numbers.orNull(book.agentHours(), 1),
                "occupancy", Numbers.orNull(book.occupancy(), 4),
                "total", book.total().json(),
                "halfHours", halfHours,
                "queues", queues,
                "commands", lived.load().commands(),
                "records", lived.load().records(),
                "recordsPerSecond", Math.round(lived.load().recordsPerSecond()),
                "recordsSha256", lived.hash()));
    }
}
