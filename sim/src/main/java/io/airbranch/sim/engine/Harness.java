package io.airbranch.sim.engine;

import io.airbranch.sim.Options;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs what JMH measures, each in a JVM of its own with the server's collector. */
final class Harness {
    static final List<String> JVM = List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

    private Harness() {}

    static Collection<RunResult> run(Class<?> benchmark, Mode mode, Options options, String[] agents) {
        boolean quick = options.has("quick");
        boolean single = mode == Mode.SingleShotTime;
        ChainedOptionsBuilder builder = new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
                .mode(mode)
                .param("agents", agents)
                .forks(1)
                .threads(1)
                .warmupIterations(single ? (quick ? 2 : 8) : (quick ? 2 : 5))
                .measurementIterations(single ? (quick ? 2 : 8) : (quick ? 1 : 5))
                .jvmArgs(JVM.toArray(String[]::new))
                // JMH 1.37 still asks Unsafe; the warning helps nobody here.
                .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        if (!single) {
            builder = builder.warmupTime(TimeValue.seconds(2)).measurementTime(TimeValue.seconds(2));
        }
        try {
            return new Runner(builder.build()).run();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH could not run " + benchmark.getSimpleName(), e);
        }
    }
}
