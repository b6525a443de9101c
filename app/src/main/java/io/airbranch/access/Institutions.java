package io.airbranch.access;

import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The institution tree and its calendars, as far as the running scope sees them. The creating methods ask for no right: they serve
 * code that runs for nobody (first start, demo bank) within a bound scope; the administration's HTTP API guards before it calls them.
 */
public interface Institutions {

    Optional<Institution> find(InstitutionPath path);

    /** The institution and everything below it, in path order. */
    List<Institution> within(InstitutionPath path);

    /** Hours of the nearest institution upwards that has a calendar; always open where none has. */
    BusinessHours hoursOf(InstitutionPath path);

    /** A calendar by id, whoever keeps it; for queues with hours of their own. */
    default Optional<Calendar> calendar(UUID id) {
        // A tree that keeps no calendars has none.
        return Optional.empty();
    }

    /** Refused: {@code institution.exists}, {@code institution.parent-unknown}, {@code calendar.unknown}. Audited. */
    Outcome<Institution> create(NewInstitution institution);

    /** @param calendar null to inherit the nearest ancestor's hours */
    record NewInstitution(
            InstitutionPath path,
            Institution.Kind kind,
            Name name,
            ZoneId zone,
            List<String> languages,
            @Nullable UUID calendar) {}

    /** Refused: {@code institution.unknown}, {@code calendar.periods-overlap}. Audited. */
    Outcome<Calendar> createCalendar(NewCalendar calendar);

    record NewCalendar(
            InstitutionPath institution,
            Name name,
            Map<DayOfWeek, List<BusinessHours.Period>> week,
            Map<LocalDate, List<BusinessHours.Period>> specialDays) {}

    /** Gives an institution its own hours, or with null its parent's again. Refused: {@code institution.unknown}, {@code calendar.unknown}. */
    Outcome<Institution> useCalendar(InstitutionPath path, @Nullable UUID calendar);
}
