package io.airbranch.sim.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the figures were measured on, and small questions to the system. */
public final class Machine {
    private Machine() {}

    public static Map<String, Object> describe() {
        var machine = new LinkedHashMap<String, Object>();
        machine.put("cpu", firstOf(Path.of("/proc/cpuinfo"), "model name"));
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("memory", firstOf(Path.of("/proc/meminfo"), "MemTotal"));
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("java", System.getProperty("java.vendor.version", System.getProperty("java.version")));
        return machine;
    }

    public static String commit(Path root) {
        var text = run("git", "-C", root.toString(), "describe", "--always", "--dirty", "--abbrev=10")
                .strip();
        return text.isEmpty() || text.startsWith("fatal") ? "unknown" : text;
    }

    /** Value of the first line that starts with the key, behind its colon. */
    static String firstOf(Path file, String key) {
        try (var lines = Files.lines(file)) {
            return lines.filter(l -> l.startsWith(key))
                    .map(l -> l.substring(l.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** What a command prints; empty where it cannot be run. */
    static String run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var text = new String(process.getInputStream().readAllBytes(), UTF_8);
            return process.waitFor(60, TimeUnit.SECONDS) ? text : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
