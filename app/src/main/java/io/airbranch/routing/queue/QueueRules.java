package io.airbranch.routing.queue;

import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.agent.Skills;
import io.airbranch.routing.Ask;
import io.airbranch.routing.Queue;
import io.airbranch.shared.Name;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a queue can be. Null where nothing is wrong. */
@Component
class QueueRules {
    private static final Duration LONGEST_OFFER = Duration.ofMinutes(10);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_MESSAGE = 500;
    private static final int MOST_PRIORITY = 1_000;
    private static final int MOST_WEIGHT = 1_000;
    private static final int MOST_STEPS = 20;
    private static final int MOST_ASKS = 20;
    private static final int TOP_LEVEL = 10;

    private final Institutions institutions;
    private final Skills skills;

    QueueRules(Institutions institutions, Skills skills) {
        this.institutions = institutions;
        this.skills = skills;
    }

    @Nullable Refusal flaw(Queue queue) {
        if (queue.target() < 0 || queue.target() > 1) {
            return Flaw.at("target", queue.target(), "a share is 0 to 1");
        }
        if (queue.targetWait().compareTo(Duration.ofSeconds(1)) < 0) {
            return Flaw.at("targetWait", queue.targetWait(), "a second is the least");
        }
        if (outside(queue.offerTimeout(), LONGEST_OFFER)) {
            return Flaw.at("offerTimeout", queue.offerTimeout(), "1 s to 10 min are possible");
        }
        if (queue.maxWaiting() < 1) {
            return Flaw.at("maxWaiting", queue.maxWaiting(), "one is the least");
        }
        if (Math.abs((long) queue.priority()) > MOST_PRIORITY) {
            return Flaw.at("priority", queue.priority(), "-1000 to 1000 are possible");
        }
        if (tooLong(queue.name(), LONGEST_NAME)) {
            return Flaw.at("name", queue.name(), LONGEST_NAME + " characters are the most");
        }
        var told = queue.closedMessage();
        if (told != null && tooLong(told, LONGEST_MESSAGE)) {
            return Flaw.at(
                    "closedMessage",
                    told.zh().length() + " and " + told.en().length() + " characters",
                    LONGEST_MESSAGE + " are the most");
        }
        var refusal = weights(queue);
        refusal = refusal == null ? limits(queue.limits()) : refusal;
        var known = knownSkills();
        refusal = refusal == null ? skills(queue.skills(), known) : refusal;
        refusal = refusal == null ? steps(queue.steps(), known) : refusal;
        var calendar = queue.calendar();
        return refusal == null
                        && calendar != null
                        && institutions.calendar(calendar).isEmpty()
                ? Refusal.invalid("calendar.unknown", "No calendar " + calendar, "calendar", calendar)
                : refusal;
    }

    Set<String> knownSkills() {
        return skills.all().stream().map(Skills.Skill::key).collect(Collectors.toSet());
    }

    private static @Nullable Refusal weights(Queue queue) {
        var weights = queue.weights();
        if (weights == null) {
            return null;
        }
        if (queue.choice() != Queue.Choice.WEIGHTED) {
            return Flaw.at("weights", weights, "only the weighted choice has weights");
        }
        var flaw = weight("skill", weights.skill());
        flaw = flaw == null ? weight("idle", weights.idle()) : flaw;
        return flaw == null ? weight("occupancy", weights.occupancy()) : flaw;
    }

    private static @Nullable Refusal weight(String which, int points) {
        return points < 0 || points > MOST_WEIGHT
                ? Flaw.at("weights." + which, points, "0 to " + MOST_WEIGHT + " are possible")
                : null;
    }

    private static @Nullable Refusal limits(Queue.@Nullable Limits limits) {
        if (limits == null) {
            return null;
        }
        var flaw = limit("expectedWaitSeconds", limits.expectedWait());
        return flaw == null ? limit("oldestWaitSeconds", limits.oldestWait()) : flaw;
    }

    private static @Nullable Refusal limit(String which, @Nullable Duration wait) {
        return wait != null && outside(wait, LONGEST_WAIT)
                ? Flaw.at("limits." + which, wait.toSeconds(), "1 s to a day are possible")
                : null;
    }

    @Nullable Refusal skills(Map<String, Integer> required, Set<String> known) {
        for (var skill : required.entrySet()) {
            var flaw = skill(known, skill.getKey(), skill.getValue());
            if (flaw != null) {
                return Flaw.at("skills." + skill.getKey(), skill.getValue(), flaw);
            }
        }
        return null;
    }

    /** Of the steps of a queue; fields are named from {@code steps[0]} on. */
    @Nullable Refusal steps(List<Queue.Step> steps, Set<String> known) {
        if (steps.size() > MOST_STEPS) {
            return Flaw.at("steps", steps.size() + " steps", MOST_STEPS + " are the most");
        }
        for (int i = 0; i < steps.size(); i++) {
            var at = "steps[" + i + "]";
            var expiry = steps.get(i).expiry();
            if (expiry == null && i < steps.size() - 1) {
                return Flaw.at(at + ".expirySeconds", null, "only the last step lasts");
            }
            if (expiry != null && outside(expiry, LONGEST_WAIT)) {
                return Flaw.at(at + ".expirySeconds", expiry.toSeconds(), "1 s to a day are possible");
            }
            var asks = steps.get(i).asks();
            var refusal = asks == null ? null : asks(asks, at + ".asks", known);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private @Nullable Refusal asks(List<Ask> asks, String field, Set<String> known) {
        if (asks.size() > MOST_ASKS) {
            return Flaw.at(field, asks.size() + " at once", MOST_ASKS + " are the most");
        }
        for (int i = 0; i < asks.size(); i++) {
            var refusal = ask(asks.get(i), field + "[" + i + "]", known);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private @Nullable Refusal ask(Ask ask, String field, Set<String> known) {
        if (ask.kind() != Ask.Kind.ANY_OF && !ask.of().isEmpty()) {
            return Flaw.at(field + ".of", ask.kind().code(), "only any-of has alternatives");
        }
        return switch (ask.kind()) {
            case SKILL -> {
                var flaw = skill(known, ask.name(), ask.level());
                yield flaw == null
                        ? null
                        : known.contains(ask.name())
                                ? Flaw.at(field + ".level", ask.level(), flaw)
                                : Flaw.at(field + ".name", ask.name(), flaw);
            }
            case LANGUAGE ->
                ask.name().matches("[a-z]{2}")
                        ? null
                        : Flaw.at(field + ".name", ask.name(), "a language is an ISO 639-1 code such as zh");
            case INSTITUTION ->
                InstitutionPath.isPath(ask.name()) && exists(new InstitutionPath(ask.name()))
                        ? null
                        : Flaw.at(field + ".name", ask.name(), "there is no such institution");
            case ANY_OF -> {
                if (ask.of().isEmpty()) {
                    yield Flaw.at(field + ".of", "empty", "one of nothing is had by nobody");
                }
                if (ask.of().stream().anyMatch(a -> a.kind() == Ask.Kind.ANY_OF)) {
                    yield Flaw.at(field + ".of", "any-of", "alternatives have no alternatives of their own");
                }
                yield asks(ask.of(), field + ".of", known);
            }
        };
    }

    /** Also of another part of the tree: overflow goes to whoever helps. */
    private boolean exists(InstitutionPath path) {
        return Scope.within(Scope.system(), () -> institutions.find(path)).isPresent();
    }

    private static @Nullable String skill(Set<String> known, String key, int level) {
        if (!known.contains(key)) {
            return "there is no such skill";
        }
        return level < 1 || level > TOP_LEVEL ? "levels are 1 to " + TOP_LEVEL : null;
    }

    private static boolean outside(Duration duration, Duration most) {
        return duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(most) > 0;
    }

    private static boolean tooLong(Name name, int most) {
        return name.zh().length() > most || name.en().length() > most;
    }
}
