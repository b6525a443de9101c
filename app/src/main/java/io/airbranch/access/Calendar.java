package io.airbranch.access;

import io.airbranch.access.BusinessHours.Period;
import io.airbranch.shared.Name;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Business hours with a name, kept by an institution and usable by everything below it. The zone comes from whoever uses it, so that
 * one calendar serves branches in several zones.
 */
public record Calendar(
        UUID id,
        InstitutionPath institution,
        Name name,
        Map<DayOfWeek, List<Period>> week,
        Map<LocalDate, List<Period>> specialDays,
        long version) {

    public BusinessHours in(ZoneId zone) {
        return new BusinessHours(zone, week, specialDays);
    }
}
