package io.airbranch.shared.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.config.TinkConfig2026;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import org.springframework.core.env.Environment;

/**
 * The installation's keys: two Tink keyset files in one folder, readable by their owner alone. Made on first start where that is
 * allowed; a production start without them is refused, because data encrypted with keys that nobody keeps is lost data.
 */
public final class Keys {
    private static final Configuration TINK = TinkConfig2026.get();
    private static final String FIELDS = "fields.json";
    private static final String INDEX = "index.json";

    private final KeysetHandle fields;
    private final KeysetHandle index;

    private Keys(KeysetHandle fields, KeysetHandle index) {
        this.fields = fields;
        this.index = index;
    }

    /**
     * @param create make missing keys; otherwise a missing file is an {@link IllegalStateException} that says what to do
     */
    public static Keys load(Path folder, boolean create) {
        try {
            return new Keys(
                    keyset(folder.resolve(FIELDS), PredefinedAeadParameters.AES256_GCM, create),
                    keyset(folder.resolve(INDEX), PredefinedPrfParameters.HMAC_SHA256_PRF, create));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The keys in " + folder + " cannot be used: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("The keys in " + folder + " cannot be read or made", e);
        }
    }

    /** Setting {@code airbranch.keys.folder}, by default {@code keys} in the home folder. */
    public static Path folder(Environment settings) {
        var folder = settings.getProperty("airbranch.keys.folder", "");
        return folder.isBlank() ? Path.of(settings.getRequiredProperty("airbranch.home"), "keys") : Path.of(folder);
    }

    public static boolean mayCreate(Environment settings) {
        return settings.getProperty("airbranch.keys.create", Boolean.class, true);
    }

    static List<Path> files(Path folder) {
        return List.of(folder.resolve(FIELDS), folder.resolve(INDEX));
    }

    public static List<Path> missing(Path folder) {
        return files(folder).stream().filter(file -> !Files.exists(file)).toList();
    }

    public FieldCipher fieldCipher() {
        return new FieldCipher(primitive(fields, Aead.class));
    }

    public BlindIndex blindIndex() {
        return new BlindIndex(primitive(index, PrfSet.class));
    }

    private static <P> P primitive(KeysetHandle handle, Class<P> type) {
        try {
            return handle.getPrimitive(TINK, type);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The keyset does not serve " + type.getSimpleName(), e);
        }
    }

    private static KeysetHandle keyset(Path file, Parameters kind, boolean create)
            throws GeneralSecurityException, IOException {
        if (!Files.exists(file)) {
            if (!create) {
                throw new IllegalStateException(
                        "The key file " + file + " is missing. Copy it from the installation's safe; a new installation"
                                + " makes it at its first start with airbranch.keys.create=true");
            }
            write(file, KeysetHandle.generateNew(kind, TINK));
        }
        return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), TINK, InsecureSecretKeyAccess.get());
    }

    private static void write(Path file, KeysetHandle handle) throws GeneralSecurityException, IOException {
        Files.createDirectories(file.getParent());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var temporary = Files.createTempFile(file.getParent(), "key", ".tmp", ownerOnly);
        Files.writeString(
                temporary,
                TinkJsonProtoKeysetFormat.serializeKeyset(handle, TINK, InsecureSecretKeyAccess.get()),
                StandardOpenOption.SYNC);
        try {
            // A link, unlike a move, never replaces a key that another process made in the same moment.
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException e) {
            // The other process's key is as good as ours.
        } finally {
            Files.delete(temporary);
        }
    }
}
