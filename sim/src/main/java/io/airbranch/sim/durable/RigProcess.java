package io.airbranch.sim.durable;

import io.airbranch.sim.bench.Root;
import io.airbranch.sim.client.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** The application in a process of its own, with the server's options, driven from within by {@code rig/}; answers with figures. */
final class RigProcess {
    /** As in the launcher's server_options. */
    private static final List<String> OPTIONS = List.of(
            "-Xmx1200m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:TieredStopAtLevel=4",
            "-Xlog:aot=error,cds=error",
            "--enable-native-access=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8");

    /** What the launcher lets the server's JVM write down at its first start. Holds as long as the server's jar comes first. */
    private static final String RECORD = "app/target/airbranch.aot";

    private static final long MINUTES = 10;

    private RigProcess() {}

    static List<String> options() {
        return OPTIONS.subList(0, 3);
    }

    /** Runs to its end. */
    static JsonNode run(Path folder, Map<String, String> environment, String... arguments) {
        var root = Root.folder();
        var answer = folder.resolve("answer.json");
        var log = folder.resolve("rig.log").toFile();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        if (Files.exists(root.resolve(RECORD))) {
            command.add("-XX:AOTCache=" + RECORD);
        }
        // For whoever wants to look inside: a recording, a larger heap.
        command.addAll(List.of(System.getProperty("rig.options", "-Drig").split(" ")));
        command.addAll(List.of(
                "-cp",
                String.join(
                        File.pathSeparator,
                        "app/target/airbranch/airbranch.jar",
                        "rig/target/airbranch-rig.jar",
                        "sim/target/airbranch-sim.jar"),
                "io.airbranch.rig.Rig",
                answer.toString()));
        command.addAll(List.of(arguments));
        try {
            Files.deleteIfExists(answer);
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
            builder.directory(root.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            try {
                boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
                if (!ended || !Files.exists(answer)) {
                    throw new IllegalStateException("The rig " + String.join(" ", arguments)
                            + (ended ? " ended with status " + process.exitValue() : " has not ended") + "; it said:\n"
                            + tail(log.toPath()));
                }
            } finally {
                process.destroyForcibly();
            }
            return Json.read(Files.readString(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String tail(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }
}
