package io.airbranch.sim.engine;

import io.airbranch.sim.Options;
import io.airbranch.sim.bench.Figure;
import io.airbranch.sim.bench.Machine;
import io.airbranch.sim.bench.Progress;
import io.airbranch.sim.bench.Report;
import io.airbranch.sim.bench.Root;
import io.airbranch.sim.durable.DurablePart;
import io.airbranch.sim.durable.RecoveryPart;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code bench acd}: a list of parts that know nothing of each other; {@code --part} chooses, otherwise all are measured. */
public final class AcdBench {

    /** @param measure its figures; {@code --quick} asks for a shorter look that says less */
    private record Part(String name, Function<Options, List<Figure>> measure) {}

    private static final List<Part> PARTS = List.of(
            new Part("cycle", CyclePart::measure),
            new Part("backlog", BacklogPart::measure),
            new Part("scan", ScanPart::measure),
            new Part("memory", MemoryPart::measure),
            new Part("restart", RestartPart::measure),
            new Part("durable", DurablePart::measure),
            new Part("recovery", RecoveryPart::measure));

    private AcdBench() {}

    public static List<String> parts() {
        return PARTS.stream().map(Part::name).toList();
    }

    public static Report run(Options options) {
        var chosen = options.text("part").map(p -> Arrays.asList(p.split(","))).orElse(parts());
        for (var name : chosen) {
            if (!parts().contains(name)) {
                throw new IllegalArgumentException("No part called '" + name + "'. There are: " + parts());
            }
        }
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        var figures = new ArrayList<Figure>();
        for (var part : PARTS) {
            if (chosen.contains(part.name())) {
                Progress.say("part " + part.name());
                figures.addAll(part.measure().apply(options));
            }
        }
        return new Report(
                "acd", Machine.describe(), settings(options, chosen, load), Machine.commit(Root.folder()), figures);
    }

    private static Map<String, Object> settings(Options options, List<String> parts, double load) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("parts", parts);
        settings.put("skills", Population.SKILLS);
        settings.put("queues", Population.QUEUES);
        settings.put("skills per agent", "1 to 12, skewed");
        settings.put("requests", "1 to 3 skills and a language");
        settings.put("busy", CyclePart.BUSY + " %");
        settings.put("waiting", CyclePart.WAITING);
        settings.put("jvm", Harness.JVM);
        settings.put("load average before", load);
        settings.put("quick", options.has("quick"));
        return settings;
    }
}
