package io.airbranch.sim.bench;

import io.airbranch.sim.Options;
import io.airbranch.sim.engine.AcdBench;
import java.util.List;
import java.util.function.Function;

/** All benchmarks and evaluations there are; the launcher's {@code list} prints this. */
public final class Benchmarks {

    /** @param kind {@code bench} measures speed and faults, {@code eval} the quality of answers and decisions */
    public record Benchmark(String kind, String name, String summary, String options, Function<Options, Report> run) {}

    private static final List<Benchmark> ALL = List.of(
            new Benchmark(
                    "bench",
                    "acd",
                    "the distribution engine, in memory and durable, in parts, beside baselines: "
                            + String.join(", ", AcdBench.parts()),
                    "[--part NAME,NAME] [--quick] [--json FILE]",
                    AcdBench::run),
            new Benchmark(
                    "bench",
                    "chat",
                    "durable chat under load beside bare database and bare socket; --races counts what goes wrong in a rush and after a break",
                    "[--races] [--quick] [--url URL] [--sockets 5000] [--conversations 400] [--agents 100] [--rate 2000] [--seconds 30]"
                            + " [--warm 30] [--json FILE]",
                    options -> options.has("races") ? ChatRaces.run(options) : ChatBench.run(options)));

    private Benchmarks() {}

    public static List<Benchmark> of(String kind) {
        return ALL.stream().filter(b -> b.kind().equals(kind)).toList();
    }
}
