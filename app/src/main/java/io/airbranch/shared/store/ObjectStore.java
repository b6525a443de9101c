package io.airbranch.shared.store;

import io.airbranch.shared.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Keeps objects by a key that it makes itself. An object is there completely or not at all. */
public interface ObjectStore {

    /**
     * Stores all of the stream, durably when it returns. Refused: {@code object.too-large} beyond the limit (bytes),
     * {@code storage.full}. Throws when the stream itself cannot be read.
     */
    Outcome<Stored> put(InputStream content, long limit) throws IOException;

    record Stored(String key, long size) {}

    Optional<InputStream> open(String key);

    /** Unknown keys are ignored. */
    void delete(String key);
}
