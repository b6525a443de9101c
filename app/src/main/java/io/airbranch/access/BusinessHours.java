package io.airbranch.access;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When an institution or queue is open: periods per weekday (split shifts are several), and special days that replace the weekday's
 * periods (none = closed). A period whose end is not after its start runs over midnight.
 */
public record BusinessHours(ZoneId zone, Map<DayOfWeek, List<Period>> week, Map<LocalDate, List<Period>> specialDays) {
    private static final int SEARCH_DAYS = 60;

    public record Period(LocalTime from, LocalTime to) {
        boolean overMidnight() {
            return !to.isAfter(from);
        }
    }

    public BusinessHours {
        week = Map.copyOf(week);
        specialDays = Map.copyOf(specialDays);
    }

    public static BusinessHours always(ZoneId zone) {
        var allDay = List.of(new Period(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT));
        var week = new java.util.EnumMap<DayOfWeek, List<Period>>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            week.put(day, allDay);
        }
        return new BusinessHours(zone, week, Map.of());
    }

    public boolean openAt(Instant instant) {
        var local = instant.atZone(zone);
        var date = local.toLocalDate();
        var time = local.toLocalTime();
        return periods(date).stream()
                        .anyMatch(p -> !time.isBefore(p.from()) && (p.overMidnight() || time.isBefore(p.to())))
                || periods(date.minusDays(1)).stream().anyMatch(p -> p.overMidnight() && time.isBefore(p.to()));
    }

    /** The next moment at or after the given one at which it is open; empty if there is none within two months. */
    public Optional<Instant> nextOpening(Instant from) {
        if (openAt(from)) {
            return Optional.of(from);
        }
        var date = from.atZone(zone).toLocalDate();
        for (int i = 0; i <= SEARCH_DAYS; i++) {
            var day = date.plusDays(i);
            var opening = periods(day).stream()
                    .flatMap(p -> moments(day.atTime(p.from())))
                    .filter(t -> !t.isBefore(from))
                    .min(Instant::compareTo);
            if (opening.isPresent()) {
                return opening;
            }
        }
        return Optional.empty();
    }

    /** A local time that the clocks skip in spring comes with the jump itself; one that they repeat in autumn comes twice. */
    private Stream<Instant> moments(LocalDateTime local) {
        var rules = zone.getRules();
        var offsets = rules.getValidOffsets(local);
        return offsets.isEmpty()
                ? Stream.of(rules.getTransition(local).getInstant())
                : offsets.stream().map(local::toInstant);
    }

    private List<Period> periods(LocalDate date) {
        var special = specialDays.get(date);
        return special != null ? special : week.getOrDefault(date.getDayOfWeek(), List.of());
    }
}
