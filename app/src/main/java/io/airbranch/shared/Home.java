package io.airbranch.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;

/**
 * The folder of this installation: embedded database, keys, stored objects, what the launcher reads.
 *
 * @param home {@code airbranch.home}, environment AIRBRANCH_HOME
 */
@ConfigurationProperties("airbranch")
public record Home(Path home) {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    @ConstructorBinding
    public Home {
        home = home.toAbsolutePath().normalize();
    }

    /** A folder below, created if missing, closed to other users of the machine. */
    public Path folder(String name) {
        var folder = home.resolve(name);
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot create " + folder + ". Maybe set AIRBRANCH_HOME to a folder that may be written", e);
        }
    }

    /** Writes a secret that only the owner of this process may read; never over an existing one. */
    public static void writeSecret(Path file, byte[] content) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.write(file, content);
    }
}
