package io.airbranch.sim.theory;

import io.airbranch.sim.Options;
import io.airbranch.sim.book.Findings;
import io.airbranch.sim.book.Numbers;
import io.airbranch.sim.book.Table;
import io.airbranch.sim.client.Json;
import java.util.List;
import java.util.Locale;

/** {@code sim theory}: the engine beside Erlang C and Erlang A. */
public final class TheoryCommand {
    public static final String OPTIONS =
            "[--calls 100] [--handling 180] [--patience 300] [--agents 14] [--replications 20] [--half-hours 400]";

    private TheoryCommand() {}

    public static Findings run(Options options) {
        int patience = options.number("patience", 300);
        var patient = centre(options, 0);
        var impatient = centre(options, patience);
        boolean steady = patient.agents() > patient.calls() * patient.handling() / 1800;
        var erlangC = steady ? patient.figures() : List.<Agreement.Figure>of();
        var erlangA = impatient.figures();
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%.0f calls in 30 min of %.0f s on average before %d agents; %d replications of %d h, 99 %%"
                        + " confidence%n%n",
                patient.calls(),
                patient.handling(),
                patient.agents(),
                patient.replications(),
                patient.halfHours() / 2));
        text.append(
                steady
                        ? "Erlang C: nobody hangs up\n" + table(erlangC)
                        : "Erlang C: no steady state, the line would grow for ever\n");
        text.append(String.format(Locale.ROOT, "%nErlang A: patience of %d s on average%n", patience))
                .append(table(erlangA));
        return new Findings(
                text.toString(),
                Json.pretty(Json.object(
                        "name", "sim theory",
                        "centre", impatient,
                        "erlangC", erlangC,
                        "erlangA", erlangA)));
    }

    private static Agreement centre(Options options, int patience) {
        return new Agreement(
                options.number("calls", 100),
                options.number("handling", 180),
                patience,
                options.number("agents", 14),
                options.number("replications", 20),
                options.number("half-hours", 400));
    }

    private static Table table(List<Agreement.Figure> figures) {
        var table = new Table("figure", "theory", "engine", "half-width", "agrees");
        for (var f : figures) {
            table.row(
                    f.name(),
                    Numbers.plain(f.theory(), 5),
                    Numbers.plain(f.simulated().mean(), 5),
                    Numbers.plain(f.simulated().halfWidth(), 5),
                    f.agrees() ? "yes" : "NO");
        }
        return table;
    }
}
