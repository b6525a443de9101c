package io.airbranch.shared.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airbranch.shared.Outcome;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTests {
    @TempDir
    Path root;

    private FileObjectStore store;

    @BeforeEach
    void open() {
        var id = new UUID(7, 0);
        store = new FileObjectStore(root, () -> id);
    }

    @Test
    void whatWasPutIsReadBack() throws Exception {
        var stored =
                store.put(new ByteArrayInputStream(new byte[] {1, 2, 3}), 3).orElseThrow();

        assertThat(stored.size()).isEqualTo(3);
        assertThat(store.open(stored.key()).orElseThrow().readAllBytes()).containsExactly(1, 2, 3);
    }

    @Test
    void anObjectOverTheLimitIsRefusedAndLeavesNothingBehind() throws Exception {
        var outcome = store.put(new ByteArrayInputStream(new byte[4]), 3);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        r -> assertThat(r.refusal().code()).isEqualTo("object.too-large"));
        try (var files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aDiskThatTakesNothingIsARefusalWithAReason() throws Exception {
        var full = new FileObjectStore(Files.createFile(root.resolve("no-folder")), () -> new UUID(7, 0));

        assertThat(full.put(new ByteArrayInputStream(new byte[1]), 3))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        r -> assertThat(r.refusal().code()).isEqualTo("storage.full"));
    }

    @Test
    void aKeyThatLeadsElsewhereIsNoKey() {
        assertThatThrownBy(() -> store.open("../../etc/passwd")).hasMessageContaining("no key of this store");
    }
}
