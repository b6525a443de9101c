package io.airbranch.sim;

import io.airbranch.sim.bench.Benchmarks;
import io.airbranch.sim.bench.EchoBaseline;
import io.airbranch.sim.traffic.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The program: {@code bench NAME}, {@code eval NAME}, {@code sim WORD}, {@code traffic}. Exit code 1: a figure did not reach; 2: called wrongly. */
public final class Sim {
    private static final String USAGE = """
            Usage:
              sim bench list | bench NAME [options] [--json FILE]
              sim eval list  | eval NAME [options] [--json FILE]
              sim sim list   | sim WORD [options] [--json FILE]
              sim traffic --url URL [--customers 6] [--agents 3] [--seed N] [--seconds N]
            """;

    private Sim() {}

    public static void main(String[] args) throws IOException {
        // The baseline's database would log; nobody configures logging here, and the reminder of that helps nobody.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(run(args));
    }

    private static int run(String[] args) throws IOException {
        switch (args.length == 0 ? "" : args[0]) {
            case "bench", "eval" -> {
                return measure(args);
            }
            case "sim" -> {
                return Simulations.run(args);
            }
            case "traffic" -> Traffic.run(Options.parse(args, 1));
            case "echo" -> EchoBaseline.serve();
            default -> {
                System.err.print(USAGE);
                return 2;
            }
        }
        return 0;
    }

    private static int measure(String[] args) throws IOException {
        var known = Benchmarks.of(args[0]);
        var name = args.length < 2 ? "" : args[1];
        if (name.equals("list")) {
            known.forEach(b -> System.out.printf("%-10s %s%n%-10s %s%n", b.name(), b.summary(), "", b.options()));
            return 0;
        }
        var chosen = known.stream().filter(b -> b.name().equals(name)).findFirst();
        if (chosen.isEmpty()) {
            System.err.printf(
                    "No %s called '%s'. There are: %s%n",
                    args[0],
                    name,
                    Arrays.toString(known.stream().map(b -> b.name()).toArray()));
            return 2;
        }
        var options = Options.parse(args, 2);
        var report = chosen.get().run().apply(options);
        System.out.print(report.table());
        if (options.text("json").isPresent()) {
            Files.writeString(Path.of(options.text("json").get()), report.json() + "\n", StandardCharsets.UTF_8);
        }
        return report.met() ? 0 : 1;
    }
}
