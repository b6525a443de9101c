package io.airbranch.routing.why;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.airbranch.routing.queue.StepShape.AskShape;
import io.airbranch.shared.Name;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a contact stood where it stood at a moment. Colleagues whom the asker does not see are counted, not named.
 *
 * @param priority without the queue's own; @param tier of the customer, in steps of priority
 * @param position in line, 1 = next; 0 = not in line
 * @param step of {@code steps}, from 0; @param asks all of what it asks for, the language included
 * @param candidates who could be asked right now, in the order in which they would be, the first 50 of {@code candidatesInAll}
 * @param excluded everybody else, each once, by the first reason
 * @param ahead who stands before it, at most 50
 * @param stepUntil when the next step begins; absent = this one lasts
 * @param pauseUntil when those who let it pass may be asked again
 * @param offerUntil when the pending offer ends
 * @param chosen who is asked or serves, and how he stood when he was chosen
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Why(
        UUID contact,
        Instant at,
        Person queue,
        String medium,
        String phase,
        int priority,
        int tier,
        Instant since,
        int position,
        int step,
        List<Step> steps,
        List<AskShape> asks,
        String choice,
        List<Candidate> candidates,
        int candidatesInAll,
        List<Excluded> excluded,
        List<UUID> ahead,
        @Nullable Instant stepUntil,
        @Nullable Instant pauseUntil,
        @Nullable Instant offerUntil,
        @Nullable Candidate chosen,
        @Nullable Wait estimate) {

    public record Person(UUID id, Name name) {}

    /**
     * @param expirySeconds null = it lasts
     * @param asks null = the queue's skills, of named colleagues nothing
     * @param colleagues who are named in it, as far as the asker sees them; @param others whom he does not see
     */
    public record Step(
            @Nullable Integer expirySeconds, @Nullable List<AskShape> asks, List<Person> colleagues, int others) {}

    /**
     * @param agent null where the asker does not see him
     * @param score in the step that names him; @param merit points by the queue's choice
     * @param occupancy share of his capacity in hand, 0 to 1
     */
    public record Candidate(@Nullable Person agent, int score, long merit, Instant idleSince, double occupancy) {}

    /** @param agents the first 50 of {@code count}, as far as the asker sees them */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Excluded(String reason, @Nullable AskShape missing, int count, List<Person> agents) {}

    /** @param method {@code starts} or {@code handling}: docs/flows/routing.md */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Wait(int seconds, @Nullable Integer typicalErrorSeconds, String method) {}
}
