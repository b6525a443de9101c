package io.airbranch.acd;

import io.airbranch.acd.Snapshot.Phase;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A contact from being placed until nothing about it is left to do. Changed by {@link State} alone. */
final class ContactState {
    /** Those whom we lost once come first, then priority, then age. */
    static final Comparator<ContactState> FIRST_IN_LINE = Comparator.comparing((ContactState c) -> !c.returned)
            .thenComparingInt(c -> -c.rank())
            .thenComparing(c -> c.since)
            .thenComparingLong(c -> c.arrival);

    final UUID id;
    final long arrival;
    final String language;
    final int priority;
    final Instant since;
    QueueState queue;
    Instant queuedAt;
    boolean returned;
    Phase phase = Phase.WAITING;
    List<Step> steps;
    int step;

    @Nullable Instant stepUntil;

    /** Agents who were asked and let it pass, or handed it on. */
    final Set<UUID> letPassBy = new TreeSet<>();

    @Nullable Instant pauseUntil;

    /** Who is being asked, serves, or has work after it. */
    @Nullable AgentState agent;

    Snapshot.@Nullable Offer offer;

    @Nullable Instant afterUntil;

    ContactState(
            UUID id,
            long arrival,
            String language,
            int priority,
            Instant since,
            QueueState queue,
            Instant queuedAt,
            List<Step> steps) {
        this.id = id;
        this.arrival = arrival;
        this.language = language;
        this.priority = priority;
        this.since = since;
        this.queue = queue;
        this.queuedAt = queuedAt;
        this.steps = steps;
    }

    int rank() {
        return priority + queue.profile.priority();
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

    boolean mayBeServedBy(AgentState candidate) {
        return current().named()
                ? current().agents().contains(candidate.id)
                : candidate.queues.contains(queue) && candidate.speaks(language);
    }
}
