package io.airbranch.rig;

import io.airbranch.sim.Options;
import io.airbranch.sim.client.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** {@code ANSWER-FILE load|fill|restart [--option value]}: the database is that of the environment, as for the server. */
public final class Rig {
    private Rig() {}

    public static void main(String[] args) throws IOException {
        var options = Options.parse(args, 2);
        var answer = switch (args[1]) {
            case "load" -> LoadRig.run(options);
            default -> throw new IllegalArgumentException("The rig cannot " + Arrays.toString(args));
        };
        var half = Path.of(args[0] + ".half");
        Files.writeString(half, Json.write(answer));
        Files.move(half, Path.of(args[0]));
        System.exit(0);
    }
}
