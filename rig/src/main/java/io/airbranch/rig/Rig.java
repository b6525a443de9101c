package io.airbranch.rig;

import io.airbranch.sim.Options;
import io.airbranch.sim.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * {@code ANSWER-FILE load|fill|start [--kill] [--option value]}: the database is that of the environment, as for the server; with
 * {@code --kill} it is left without a word.
 */
public final class Rig {
    private Rig() {}

    public static void main(String[] args) throws IOException {
        try {
            answer(args, Options.parse(args, 2));
        } catch (RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
        System.exit(0);
    }

    private static void answer(String[] args, Options options) throws IOException {
        var answer = switch (args[1]) {
            case "load" -> LoadRig.run(options);
            case "fill" -> RestartRig.fill(options);
            case "start" -> RestartRig.start();
            default -> throw new IllegalArgumentException("The rig cannot " + Arrays.toString(args));
        };
        var half = Path.of(args[0] + ".half");
        Files.writeString(half, Json.write(answer));
        Files.move(half, Path.of(args[0]));
        if (options.has("kill")) {
            Runtime.getRuntime().halt(0);
        }
    }
}
