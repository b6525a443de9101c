package io.airbranch.shared.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTests {
    @TempDir
    Path folder;

    @Test
    void whatWasEncryptedBeforeARestartDecryptsAfterIt() {
        var cipher = Keys.load(folder, true).fieldCipher().encrypt("还款会收费吗", "contact:1:7");

        assertThat(Keys.load(folder, false).fieldCipher().decrypt(cipher, "contact:1:7"))
                .isEqualTo("还款会收费吗");
    }

    @Test
    void aFieldCopiedToAnotherRowDoesNotDecrypt() {
        var cipher = Keys.load(folder, true).fieldCipher();
        var secret = cipher.encrypt("secret", "contact:1:7");

        assertThatThrownBy(() -> cipher.decrypt(secret, "contact:2:7")).hasMessageContaining("contact:2:7");
    }

    @Test
    void theBlindIndexIsStableOverRestartsAndSeparatesKinds() {
        var before = Keys.load(folder, true).blindIndex();
        var after = Keys.load(folder, false).blindIndex();

        assertThat(after.of("PHONE", "+8613800138000")).isEqualTo(before.of("PHONE", "+8613800138000"));
        assertThat(after.of("NUMBER", "+8613800138000")).isNotEqualTo(before.of("PHONE", "+8613800138000"));
    }

    @Test
    void keysAreReadableByTheirOwnerAlone() throws Exception {
        Keys.load(folder, true);

        assertThat(Files.getPosixFilePermissions(folder.resolve("fields.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aStartWithoutKeysIsRefusedWhereTheyMustNotBeMade() {
        assertThatThrownBy(() -> Keys.load(folder, false)).hasMessageContaining("fields.json is missing");
    }
}
