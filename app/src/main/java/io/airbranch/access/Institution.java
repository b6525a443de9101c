package io.airbranch.access;

import io.airbranch.shared.Name;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One node of the group's tree.
 *
 * @param languages ISO 639-1 codes in order of preference, such as {@code zh}, {@code en}
 * @param calendar the business hours, or null to inherit the nearest ancestor's
 */
public record Institution(
        InstitutionPath path,
        Kind kind,
        Name name,
        ZoneId zone,
        List<String> languages,
        @Nullable UUID calendar,
        long version) {

    public enum Kind {
        GROUP,
        COUNTRY,
        ENTITY,
        OUTLET
    }
}
