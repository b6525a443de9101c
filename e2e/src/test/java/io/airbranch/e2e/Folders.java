package io.airbranch.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** The project's folders, from wherever the tests run. */
final class Folders {
    static final Path PROJECT = project();

    private Folders() {}

    private static Path project() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("e2e/package.json"))) {
                return folder;
            }
        }
        throw new IllegalStateException("Not inside the project: " + Path.of("").toAbsolutePath());
    }
}
