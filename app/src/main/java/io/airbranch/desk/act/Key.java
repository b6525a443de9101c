package io.airbranch.desk.act;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The sender's name of an act as the id that the journal of contacts holds unique. */
final class Key {
    private Key() {}

    static UUID of(String idempotencyKey) {
        try {
            return UUID.fromString(idempotencyKey);
        } catch (IllegalArgumentException e) {
            return UUID.nameUUIDFromBytes(idempotencyKey.getBytes(StandardCharsets.UTF_8));
        }
    }
}
