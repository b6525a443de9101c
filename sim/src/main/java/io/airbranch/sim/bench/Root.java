package io.airbranch.sim.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/** The project's folder: the one with the launcher, here or above. */
public final class Root {
    private Root() {}

    public static Path folder() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("airbranch"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "No launcher 'airbranch' in " + Path.of("").toAbsolutePath()
                        + " or above. Start from the project's folder, or give --url of a running server.");
    }
}
