package io.airbranch.acd.core;

import io.airbranch.acd.Medium;
import io.airbranch.acd.Snapshot.Phase;
import io.airbranch.acd.Step;
import io.airbranch.acd.index.IdMap;
import io.airbranch.acd.index.Standing;
import io.airbranch.acd.index.Timers.Timer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact from being placed until nothing about it is left to do. Changed by {@link State} alone.
 *
 * <p>Its place in line is given by one number, {@code since - rank x worth}: a step of priority is worth a fixed time of waiting. Who
 * stands before whom therefore never changes by itself: after any time t the two have aged alike,
 * {@code (t - since_a) + rank_a x worth > (t - since_b) + rank_b x worth} whenever {@code since_a - rank_a x worth < since_b - rank_b x
 * worth}. Ordered structures stay ordered while time passes, and a long wait overtakes any priority in the end. Those whom we lost once
 * stand before all others.
 */
final class ContactState extends Standing implements IdMap.Named {
    private static final long RETURNED_FIRST = 1L << 60;

    final UUID id;
    private final long idHigh;
    private final long idLow;
    final Medium medium;
    final String language;
    final int tier;
    final @Nullable Long seed;
    final Instant since;
    int priority;
    QueueState queue;
    Instant queuedAt;
    boolean returned;
    boolean callback;
    Phase phase = Phase.WAITING;
    List<Step> steps;
    int step;

    /** Where it stands while it waits in a step that names nobody. */
    @Nullable Line line;

    /** What its named colleagues must have too; null = nothing. */
    @Nullable Requirement ofNamed;

    /** Few contacts ever need these two. */
    @Nullable Timer stepTimer;

    @Nullable Timer pauseTimer;

    /** End of the offer, or of after-contact work. */
    final Timer phaseTimer;

    private @Nullable Set<UUID> letPassBy;

    /** Who is being asked, serves, or has work after it. */
    @Nullable AgentState agent;

    @Nullable ContactState nextInHand;

    @Nullable ContactState previousInHand;

    long offer;
    Instant offeredAt;

    /** How the agent stood when he was chosen. */
    long chosenIdleSince = Times.NEVER;

    int chosenShare;
    long servedAt = Times.NEVER;

    /** How long it was expected to wait when it was placed, in microseconds; negative = nothing was said. */
    long expected = -1;

    /** Marked for {@link Matching}. */
    boolean marked;

    /** Nothing about it is left to do. */
    boolean gone;

    ContactState(
            UUID id,
            long arrival,
            Medium medium,
            String language,
            int priority,
            int tier,
            @Nullable Long seed,
            Instant since,
            QueueState queue,
            Instant queuedAt,
            List<Step> steps) {
        super(arrival, Times.micros(since));
        this.id = id;
        this.idHigh = id.getMostSignificantBits();
        this.idLow = id.getLeastSignificantBits();
        this.medium = medium;
        this.language = language;
        this.priority = priority;
        this.tier = tier;
        this.seed = seed;
        this.since = since;
        this.queue = queue;
        this.queuedAt = queuedAt;
        this.offeredAt = queuedAt;
        this.steps = steps;
        this.phaseTimer = new Timer(this, arrival);
    }

    @Override
    public long idHigh() {
        return idHigh;
    }

    @Override
    public long idLow() {
        return idLow;
    }

    /** Only while it stands in no list. */
    void rank(long worth) {
        key = begun - (priority + tier + queue.profile.priority()) * worth - (returned ? RETURNED_FIRST : 0);
    }

    Step current() {
        return steps.get(step);
    }

    boolean lastStep() {
        return step == steps.size() - 1;
    }

    boolean inLine() {
        return phase == Phase.WAITING || phase == Phase.OFFERED;
    }

    boolean paused() {
        return pauseTimer != null && pauseTimer.set();
    }

    Timer stepTimer() {
        if (stepTimer == null) {
            stepTimer = new Timer(this, arrival);
        }
        return stepTimer;
    }

    Timer pauseTimer() {
        if (pauseTimer == null) {
            pauseTimer = new Timer(this, arrival);
        }
        return pauseTimer;
    }

    boolean wasLetPassBy(AgentState candidate) {
        return letPassBy != null && letPassBy.contains(candidate.id);
    }

    Set<UUID> letPassBy() {
        return letPassBy == null ? Set.of() : letPassBy;
    }

    void letPass(UUID by) {
        if (letPassBy == null) {
            letPassBy = new TreeSet<>();
        }
        letPassBy.add(by);
    }

    void forgetWhoLetPass() {
        letPassBy = null;
    }

    /** Has what the current step asks for, whether he is free or not. */
    boolean mayBeServedBy(AgentState candidate) {
        if (current().named()) {
            return current().agents().contains(candidate.id) && (ofNamed == null || ofNamed.metBy(candidate));
        }
        return line != null && line.requirement.metBy(candidate);
    }
}
