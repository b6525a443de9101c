package io.airbranch.shared;

import java.util.UUID;

/** Where new ids come from: UUIDv7, so that they sort by time and index well. Tests pass their own. */
@FunctionalInterface
public interface Ids {

    UUID next();
}
