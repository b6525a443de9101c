package io.airbranch.routing.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.airbranch.routing.Ask;
import io.airbranch.routing.Queue;
import io.airbranch.shared.RefusalException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step as it is written: in the table, and over HTTP.
 *
 * @param expirySeconds null = it lasts
 * @param asks null = the queue's skills
 */
public record StepShape(
        @Nullable Integer expirySeconds, @Nullable List<AskShape> asks) {

    /** @param kind {@code skill}, {@code language}, {@code institution} or {@code any-of}; @param level of a skill, 1 to 10 */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AskShape(
            String kind,
            @Nullable String name,
            @Nullable Integer level,
            @Nullable List<AskShape> of) {

        public static AskShape of(Ask ask) {
            return new AskShape(
                    ask.kind().code(),
                    ask.kind() == Ask.Kind.ANY_OF ? null : ask.name(),
                    ask.kind() == Ask.Kind.SKILL ? ask.level() : null,
                    ask.of().isEmpty()
                            ? null
                            : ask.of().stream().map(AskShape::of).toList());
        }

        /** @param field where it stands, for the refusal of what it cannot be */
        Ask ask(String field) {
            var found = Arrays.stream(Ask.Kind.values())
                    .filter(k -> k.code().equals(kind))
                    .findFirst()
                    .orElseThrow(() -> new RefusalException(Flaw.at(
                            field + ".kind", kind, "one of skill, language, institution and any-of is possible")));
            return new Ask(
                    found,
                    name == null ? "" : name,
                    level == null ? 0 : level,
                    of == null ? List.of() : asks(of, field + ".of"));
        }

        static List<Ask> asks(List<AskShape> shapes, String field) {
            var asks = new Ask[shapes.size()];
            Arrays.setAll(asks, i -> given(shapes.get(i), field + "[" + i + "]").ask(field + "[" + i + "]"));
            return List.of(asks);
        }
    }

    public static StepShape of(Queue.Step step) {
        var expiry = step.expiry();
        var asks = step.asks();
        return new StepShape(
                expiry == null ? null : (int) expiry.toSeconds(),
                asks == null ? null : asks.stream().map(AskShape::of).toList());
    }

    /** @throws RefusalException {@code queue.invalid} where a word is not known */
    public Queue.Step step(String field) {
        return new Queue.Step(
                expirySeconds == null ? null : Duration.ofSeconds(expirySeconds),
                asks == null ? null : AskShape.asks(asks, field + ".asks"));
    }

    /** @throws RefusalException {@code queue.invalid} where a word is not known */
    public static List<Queue.Step> steps(List<StepShape> shapes) {
        var steps = new Queue.Step[shapes.size()];
        Arrays.setAll(steps, i -> given(shapes.get(i), "steps[" + i + "]").step("steps[" + i + "]"));
        return List.of(steps);
    }

    /** @throws RefusalException {@code queue.invalid} where the word is not known */
    public static Queue.Choice choice(String code) {
        return Arrays.stream(Queue.Choice.values())
                .filter(c -> c.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new RefusalException(Flaw.at(
                        "choice", code, "one of longest-idle, least-occupied, most-skilled and weighted is possible")));
    }

    private static <T> T given(@Nullable T part, String field) {
        if (part == null) {
            throw new RefusalException(Flaw.at(field, null, "something must be said here"));
        }
        return part;
    }
}
