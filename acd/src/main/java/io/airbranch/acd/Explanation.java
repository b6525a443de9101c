package io.airbranch.acd;

import io.airbranch.acd.QueueProfile.Choice;
import io.airbranch.acd.Snapshot.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a contact stands where it stands, at the moment of the question.
 *
 * @param step of {@code steps}, counted from 0
 * @param asks traits that the step asks for, all of them, the language included
 * @param named only these colleagues; empty = whoever has what is asked for
 * @param candidates who could be asked right now, in the order in which they would be; while a contact waits there are none
 * @param excluded everybody else, each once, by the first reason in the order of {@link Reason}
 * @param position in line, 1 = next; 0 = not in line
 * @param ahead who stands before it in its queue, at most {@value #NAMED}
 * @param stepUntil when the next step begins; null = this one lasts
 * @param pauseUntil when those who let it pass may be asked again; null = nobody has, or they may be
 * @param offerUntil when the pending offer ends; null = none is pending
 * @param chosen the agent who is asked or serves, and how he stood when he was chosen; null = nobody yet, or taken over after a restart
 */
public record Explanation(
        UUID contact,
        UUID queue,
        Medium medium,
        Phase phase,
        int step,
        List<Step> steps,
        List<Trait> asks,
        Set<UUID> named,
        Choice choice,
        List<Candidate> candidates,
        List<Excluded> excluded,
        int position,
        List<UUID> ahead,
        @Nullable Instant stepUntil,
        @Nullable Instant pauseUntil,
        @Nullable Instant offerUntil,
        @Nullable Candidate chosen) {

    /** So many names are given where there may be thousands. */
    public static final int NAMED = 50;

    /**
     * @param score in the step that names him; 0 otherwise
     * @param merit points by the queue's choice
     * @param occupancy share of his capacity in hand, 0 to 1
     */
    public record Candidate(UUID agent, int score, long merit, Instant idleSince, double occupancy) {}

    /** Why somebody is not a candidate. The first that holds is given. */
    public enum Reason {
        NOT_NAMED,
        MISSING_SKILL,
        MISSING_LANGUAGE,
        MISSING_GROUP,
        MISSING_ANY_OF,
        NOT_ON_DUTY,
        RESTING,
        /** His capacity for the medium is taken, or he has something in hand beside which it may not be offered. */
        BUSY,
        LET_IT_PASS
    }

    /**
     * @param missing the trait, where one is missing
     * @param agents the first {@value #NAMED} of them
     */
    public record Excluded(Reason reason, @Nullable Trait missing, int count, List<UUID> agents) {}
}
