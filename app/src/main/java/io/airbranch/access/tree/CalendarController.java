package io.airbranch.access.tree;

import io.airbranch.access.BusinessHours.Period;
import io.airbranch.access.Calendar;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions.NewCalendar;
import io.airbranch.access.Operator;
import io.airbranch.access.Right;
import io.airbranch.shared.Name;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Administration of business hours. */
@RestController
@RequestMapping("/api/v1/admin/calendars")
class CalendarController {
    private final StoredInstitutions institutions;
    private final Guard guard;

    CalendarController(StoredInstitutions institutions, Guard guard) {
        this.institutions = institutions;
        this.guard = guard;
    }

    /**
     * @param week periods {@code {from, to}} of local times by {@code monday} to {@code sunday}; a day without is closed
     * @param specialDays periods by date; they replace the weekday's, none = closed
     * @param editable false where the calendar belongs to an ancestor outside the operator's rights
     */
    record View(
            UUID id,
            InstitutionPath institution,
            Name name,
            Map<String, List<Period>> week,
            Map<LocalDate, List<Period>> specialDays,
            boolean editable,
            long version) {
        static View of(Calendar it, Operator operator) {
            var week = new java.util.LinkedHashMap<String, List<Period>>();
            for (var day : DayOfWeek.values()) {
                week.put(day.name().toLowerCase(Locale.ROOT), it.week().getOrDefault(day, List.of()));
            }
            return new View(
                    it.id(),
                    it.institution(),
                    it.name(),
                    week,
                    new TreeMap<>(it.specialDays()),
                    operator.may(Right.INSTITUTION_MANAGE, it.institution()),
                    it.version());
        }
    }

    record Creation(
            InstitutionPath institution,
            Name name,
            Map<String, List<Period>> week,
            Map<LocalDate, List<Period>> specialDays) {}

    record Change(long version, Name name, Map<String, List<Period>> week, Map<LocalDate, List<Period>> specialDays) {}

    @GetMapping
    List<View> list(Operator operator) {
        guard.requireAnywhere(Right.INSTITUTION_MANAGE);
        return institutions.usableCalendars().stream()
                .map(it -> View.of(it, operator))
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    View create(Operator operator, @RequestBody Creation body) {
        guard.require(Right.INSTITUTION_MANAGE, body.institution());
        var created = institutions.createCalendar(
                new NewCalendar(body.institution(), body.name(), week(body.week()), body.specialDays()));
        return View.of(created.orElseThrow(), operator);
    }

    @PutMapping("/{id}")
    View change(Operator operator, @PathVariable UUID id, @RequestBody Change body) {
        var present = find(id);
        guard.require(Right.INSTITUTION_MANAGE, present.institution());
        var changed = institutions.changeCalendar(new Calendar(
                id, present.institution(), body.name(), week(body.week()), body.specialDays(), body.version()));
        return View.of(changed.orElseThrow(), operator);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, @RequestParam long version) {
        var present = find(id);
        guard.require(Right.INSTITUTION_MANAGE, present.institution());
        institutions.deleteCalendar(present, version).orElseThrow();
    }

    private Calendar find(UUID id) {
        return institutions.usableCalendars().stream()
                .filter(calendar -> calendar.id().equals(id))
                .findAny()
                .orElseThrow(() -> new RefusalException(TreeRules.unknownCalendar(id)));
    }

    private static Map<DayOfWeek, List<Period>> week(Map<String, List<Period>> named) {
        var week = new EnumMap<DayOfWeek, List<Period>>(DayOfWeek.class);
        named.forEach((name, periods) -> {
            try {
                week.put(DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT)), periods);
            } catch (IllegalArgumentException e) {
                throw new RefusalException(
                        Refusal.invalid("calendar.day-unknown", "'" + name + "' is no day of the week", "day", name));
            }
        });
        return week;
    }
}
