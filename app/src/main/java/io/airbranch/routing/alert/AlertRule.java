package io.airbranch.routing.alert;

import io.airbranch.access.InstitutionPath;
import io.airbranch.routing.Alert;
import io.airbranch.shared.Name;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is to be told.
 *
 * @param queue the one that is measured; null = every queue at or below the institution
 * @param limit beyond it is above it, or below it where less is worse; seconds, contacts, colleagues or a share
 * @param lasting so long the limit must have been crossed, without a break
 * @param onlyOpen a closed queue crosses no limit
 */
record AlertRule(
        UUID id,
        InstitutionPath institution,
        Name name,
        @Nullable UUID queue,
        Alert.Measure measure,
        double limit,
        Duration lasting,
        Alert.Level level,
        boolean onlyOpen,
        boolean active,
        long version) {

    boolean crossedBy(double value) {
        return measure.below() ? value < limit : value > limit;
    }
}
