package io.airbranch.acd.core;

import io.airbranch.acd.Explanation;
import io.airbranch.acd.Explanation.Candidate;
import io.airbranch.acd.Explanation.Excluded;
import io.airbranch.acd.Explanation.Reason;
import io.airbranch.acd.Snapshot.Phase;
import io.airbranch.acd.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells why. Looks at everybody, by the rules and the profiles alone: what it says agrees with what {@link Matching} does although it
 * does not share its structures, and the simulation compares the two before every offer.
 */
public final class Explaining {
    private record Why(Reason reason, @Nullable Trait missing) {}

    private final State state;

    public Explaining(State state) {
        this.state = state;
    }

    public Optional<Explanation> explain(UUID contact) {
        return Optional.ofNullable(state.contacts.get(contact)).map(this::explain);
    }

    private Explanation explain(ContactState c) {
        var asks = Lines.asks(c.queue.traits, c.current(), c.language);
        var fresh = new ArrayList<AgentState>();
        var again = new ArrayList<AgentState>();
        var out = new LinkedHashMap<Why, List<UUID>>();
        for (var agent : state.staff.agents.values()) {
            var why = c.inLine() ? exclusion(c, agent, asks) : null;
            if (why != null) {
                out.computeIfAbsent(why, w -> new ArrayList<>()).add(agent.id);
            } else if (c.inLine()) {
                (c.wasLetPassBy(agent) ? again : fresh).add(agent);
            }
        }
        // Those who let it pass are asked only where nobody else is there, and not before the pause is over.
        boolean late = fresh.isEmpty() && !c.paused();
        if (!late && !again.isEmpty()) {
            out.put(
                    new Why(Reason.LET_IT_PASS, null),
                    again.stream().map(a -> a.id).toList());
        }
        var candidates = late ? again : fresh;
        candidates.sort(new Choosing(state).order(c));
        boolean inLine = c.inLine();
        return new Explanation(
                c.id,
                c.queue.id,
                c.medium,
                c.phase,
                c.step,
                c.steps,
                asks,
                c.current().agents(),
                c.queue.choice(c.medium),
                candidates.stream().map(a -> candidate(c, a)).toList(),
                grouped(out),
                inLine ? c.queue.roll.before(c) + 1 : 0,
                inLine ? ahead(c) : List.of(),
                Snapshots.due(c.stepTimer),
                Snapshots.due(c.pauseTimer),
                c.phase == Phase.OFFERED ? Times.instant(c.phaseTimer.due()) : null,
                chosen(c));
    }

    private static @Nullable Why exclusion(ContactState c, AgentState agent, List<Trait> asks) {
        var step = c.current();
        if (step.named() && !step.agents().contains(agent.id)) {
            return new Why(Reason.NOT_NAMED, null);
        }
        for (var trait : asks) {
            if (!trait.heldBy(agent.profile)) {
                return new Why(missing(trait), trait);
            }
        }
        if (!agent.onDuty()) {
            return new Why(Reason.NOT_ON_DUTY, null);
        }
        if (agent.resting()) {
            return new Why(Reason.RESTING, null);
        }
        var share = agent.profile.media().get(c.medium);
        boolean beside = share != null
                && agent.profile.media().keySet().stream()
                        .allMatch(m -> m == c.medium
                                || agent.used(m) == 0
                                || share.alongside().contains(m));
        return share == null || agent.used(c.medium) >= share.max() || !beside ? new Why(Reason.BUSY, null) : null;
    }

    private static Reason missing(Trait trait) {
        return switch (trait.kind()) {
            case SKILL -> Reason.MISSING_SKILL;
            case LANGUAGE -> Reason.MISSING_LANGUAGE;
            case GROUP -> Reason.MISSING_GROUP;
            case ANY_OF -> Reason.MISSING_ANY_OF;
        };
    }

    private static List<Excluded> grouped(Map<Why, List<UUID>> out) {
        return out.entrySet().stream()
                .map(e -> new Excluded(
                        e.getKey().reason(),
                        e.getKey().missing(),
                        e.getValue().size(),
                        e.getValue().stream().sorted().limit(Explanation.NAMED).toList()))
                .sorted(Comparator.comparing(Excluded::reason).thenComparing(x -> String.valueOf(x.missing())))
                .toList();
    }

    private static List<UUID> ahead(ContactState c) {
        int before = c.queue.roll.before(c);
        return c.queue.roll.list(Math.min(before, Explanation.NAMED)).stream()
                .map(other -> other.id)
                .toList();
    }

    private static Candidate candidate(ContactState c, AgentState agent) {
        return new Candidate(
                agent.id,
                c.current().scores().getOrDefault(agent.id, 0),
                Choosing.merit(c, agent),
                Times.instant(agent.idleSince),
                (double) agent.share() / Bands.WHOLE);
    }

    private static @Nullable Candidate chosen(ContactState c) {
        return c.agent == null || c.chosenIdleSince == Times.NEVER
                ? null
                : new Candidate(
                        c.agent.id,
                        c.current().scores().getOrDefault(c.agent.id, 0),
                        0,
                        Times.instant(c.chosenIdleSince),
                        (double) c.chosenShare / Bands.WHOLE);
    }
}
