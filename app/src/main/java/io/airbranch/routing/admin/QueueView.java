package io.airbranch.routing.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.airbranch.access.InstitutionPath;
import io.airbranch.routing.Queue;
import io.airbranch.routing.queue.StepShape;
import io.airbranch.shared.Name;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A queue over HTTP. Waits in seconds; {@code id} and {@code version} are ignored in a new one. */
record QueueView(
        @Nullable UUID id,
        InstitutionPath institution,
        Name name,
        List<SkillLevel> skills,
        int priority,
        @Nullable UUID calendar,
        double target,
        int targetWaitSeconds,
        int offerTimeoutSeconds,
        int maxWaiting,
        @Nullable String choice,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Weights weights,

        @Nullable List<StepShape> steps,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Limits limits,

        @Nullable Name closedMessage,
        boolean active,
        long version) {

    record SkillLevel(String skill, int level) {
        static Map<String, Integer> levels(List<SkillLevel> all) {
            var levels = new HashMap<String, Integer>();
            all.forEach(s -> levels.put(s.skill(), s.level()));
            return levels;
        }
    }

    record Weights(int skill, int idle, int occupancy) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Limits(
            @Nullable Integer expectedWaitSeconds, @Nullable Integer oldestWaitSeconds) {}

    static QueueView of(Queue q) {
        var choice = q.choice();
        var weights = q.weights();
        var limits = q.limits();
        return new QueueView(
                q.id(),
                q.institution(),
                q.name(),
                q.skills().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> new SkillLevel(e.getKey(), e.getValue()))
                        .toList(),
                q.priority(),
                q.calendar(),
                q.target(),
                (int) q.targetWait().toSeconds(),
                (int) q.offerTimeout().toSeconds(),
                q.maxWaiting(),
                choice == null ? null : choice.code(),
                weights == null ? null : new Weights(weights.skill(), weights.idle(), weights.occupancy()),
                q.steps().stream().map(StepShape::of).toList(),
                limits == null ? null : new Limits(seconds(limits.expectedWait()), seconds(limits.oldestWait())),
                q.closedMessage(),
                q.active(),
                q.version());
    }

    /** @throws io.airbranch.shared.RefusalException {@code queue.invalid} for words that are not known */
    Queue queue(UUID as, InstitutionPath where, long of) {
        return new Queue(
                as,
                where,
                name,
                SkillLevel.levels(skills),
                priority,
                calendar,
                target,
                Duration.ofSeconds(targetWaitSeconds),
                Duration.ofSeconds(offerTimeoutSeconds),
                maxWaiting,
                choice == null ? null : StepShape.choice(choice),
                weights == null ? null : new Queue.Weights(weights.skill(), weights.idle(), weights.occupancy()),
                steps == null ? List.of() : StepShape.steps(steps),
                limits == null || (limits.expectedWaitSeconds() == null && limits.oldestWaitSeconds() == null)
                        ? null
                        : new Queue.Limits(
                                duration(limits.expectedWaitSeconds()), duration(limits.oldestWaitSeconds())),
                closedMessage,
                active,
                of);
    }

    private static @Nullable Integer seconds(@Nullable Duration duration) {
        return duration == null ? null : (int) duration.toSeconds();
    }

    private static @Nullable Duration duration(@Nullable Integer seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }
}
