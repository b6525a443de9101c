package io.airbranch.access.tree;

import io.airbranch.access.BusinessHours;
import io.airbranch.access.Calendar;
import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A picture of all institutions and calendars; immutable, small, asked many times a second. */
final class Tree {
    private final NavigableMap<InstitutionPath, Institution> institutions = new TreeMap<>();
    private final Map<UUID, Calendar> calendars;

    Tree(List<Institution> institutions, List<Calendar> calendars) {
        institutions.forEach(institution -> this.institutions.put(institution.path(), institution));
        this.calendars = calendars.stream().collect(Collectors.toMap(Calendar::id, Function.identity()));
    }

    boolean isEmpty() {
        return institutions.isEmpty();
    }

    Optional<Institution> find(InstitutionPath path) {
        return Optional.ofNullable(institutions.get(path));
    }

    List<Institution> all() {
        return List.copyOf(institutions.values());
    }

    List<Institution> within(InstitutionPath path) {
        return institutions.tailMap(path).values().stream()
                .takeWhile(institution -> path.contains(institution.path()))
                .toList();
    }

    Optional<Calendar> calendar(UUID id) {
        return Optional.ofNullable(calendars.get(id));
    }

    List<Calendar> calendars() {
        return List.copyOf(calendars.values());
    }

    List<Institution> usersOf(UUID calendar) {
        return institutions.values().stream()
                .filter(institution -> calendar.equals(institution.calendar()))
                .toList();
    }

    /** The zone is the institution's own even where the calendar is inherited: nine o'clock is nine o'clock on the spot. */
    BusinessHours hoursOf(InstitutionPath path) {
        var start = institutions.get(path);
        var zone = start == null ? ZoneId.of("Asia/Shanghai") : start.zone();
        for (var at = Optional.of(path); at.isPresent(); at = at.flatMap(InstitutionPath::parent)) {
            var institution = institutions.get(at.get());
            var id = institution == null ? null : institution.calendar();
            var calendar = id == null ? null : calendars.get(id);
            if (calendar != null) {
                return calendar.in(zone);
            }
        }
        return BusinessHours.always(zone);
    }
}
