package io.airbranch.access.tree;

import io.airbranch.access.BusinessHours.Period;
import io.airbranch.access.Calendar;
import io.airbranch.access.Institution;
import io.airbranch.access.Institution.Kind;
import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a tree and its calendars may look like. Each rule answers with the refusal, or null where nothing is against it. */
final class TreeRules {
    private TreeRules() {}

    static @Nullable Refusal placing(Tree tree, Institution wanted) {
        var path = wanted.path();
        if (!Scope.current().sees(path.value())) {
            return unknown(path);
        }
        if (tree.find(path).isPresent()) {
            return exists(path);
        }
        var parent = path.parent();
        if (parent.isEmpty()) {
            return tree.isEmpty() && wanted.kind() != Kind.GROUP
                    ? Refusal.invalid(
                            "institution.kind-misplaced",
                            "The first institution '" + path + "' must be the group, not " + wanted.kind(),
                            "path",
                            path,
                            "kind",
                            wanted.kind())
                    : filled(tree, wanted);
        }
        var above = tree.find(parent.get());
        if (above.isEmpty()) {
            return Refusal.notFound(
                    "institution.parent-unknown",
                    "There is no institution '" + parent.get() + "' above '" + path + "'. Create it first.",
                    "parent",
                    parent.get());
        }
        return filled(tree, wanted);
    }

    static @Nullable Refusal changing(Tree tree, Institution wanted) {
        if (!Scope.current().sees(wanted.path().value())
                || tree.find(wanted.path()).isEmpty()) {
            return unknown(wanted.path());
        }
        return filled(tree, wanted);
    }

    private static @Nullable Refusal filled(Tree tree, Institution wanted) {
        var above = wanted.path().parent().flatMap(tree::find);
        if (above.isPresent()
                && (wanted.kind() == Kind.GROUP
                        || wanted.kind().compareTo(above.get().kind()) < 0)) {
            return Refusal.invalid(
                    "institution.kind-misplaced",
                    wanted.kind() + " cannot stand below " + above.get().kind() + " '"
                            + above.get().path() + "'",
                    "kind",
                    wanted.kind(),
                    "parent",
                    above.get().path());
        }
        if (wanted.languages().isEmpty()
                || wanted.languages().stream().anyMatch(language -> !language.matches("[a-z]{2}"))) {
            return Refusal.invalid(
                    "institution.languages-malformed",
                    "Languages are two-letter codes such as zh and en, one at least; got " + wanted.languages(),
                    "languages",
                    wanted.languages());
        }
        var calendar = wanted.calendar();
        if (calendar != null
                && tree.calendar(calendar)
                        .filter(it -> it.institution().contains(wanted.path()))
                        .isEmpty()) {
            return unknownCalendar(calendar);
        }
        return null;
    }

    static @Nullable Refusal keeping(Tree tree, Calendar wanted) {
        if (!Scope.current().sees(wanted.institution().value())
                || tree.find(wanted.institution()).isEmpty()) {
            return unknown(wanted.institution());
        }
        for (var day : wanted.week().entrySet()) {
            if (overlap(day.getValue())) {
                return overlapping(day.getKey().toString());
            }
        }
        for (var day : wanted.specialDays().entrySet()) {
            if (overlap(day.getValue())) {
                return overlapping(day.getKey().toString());
            }
        }
        return null;
    }

    private static boolean overlap(List<Period> periods) {
        var sorted = periods.stream().sorted(Comparator.comparing(Period::from)).toList();
        for (int i = 1; i < sorted.size(); i++) {
            var before = sorted.get(i - 1);
            boolean overMidnight = !before.to().isAfter(before.from());
            if (overMidnight || sorted.get(i).from().isBefore(before.to())) {
                return true;
            }
        }
        return false;
    }

    private static Refusal overlapping(String day) {
        return Refusal.invalid(
                "calendar.periods-overlap",
                "The periods of " + day + " overlap. Let each begin after the one before.",
                "day",
                day);
    }

    static Refusal unknown(InstitutionPath path) {
        return Refusal.notFound(
                "institution.unknown", "There is no institution '" + path + "' in your part of the tree", "path", path);
    }

    static Refusal unknownCalendar(UUID id) {
        return Refusal.notFound(
                "calendar.unknown", "There is no calendar " + id + " that this institution may use", "calendar", id);
    }

    static Refusal exists(InstitutionPath path) {
        return Refusal.conflict("institution.exists", "The institution '" + path + "' exists already", "path", path);
    }

    static Refusal inUse(InstitutionPath path, String what) {
        return Refusal.conflict(
                "institution.in-use",
                "There are " + what + " at '" + path + "'. Move or remove them first, then the institution.",
                "path",
                path,
                "what",
                what);
    }

    static Refusal inUse(Calendar calendar, String user) {
        return Refusal.conflict(
                "calendar.in-use",
                "The calendar '" + calendar.name().en() + "' is used by " + user + ". Give that other hours first.",
                "calendar",
                calendar.id(),
                "user",
                user);
    }

    static Refusal changedMeanwhile(String what, String id, long version) {
        return Refusal.conflict(
                what + ".changed-meanwhile",
                "Somebody has changed " + what + " " + id + " since version " + version
                        + ". Load it again, then change it.",
                "version",
                version);
    }
}
