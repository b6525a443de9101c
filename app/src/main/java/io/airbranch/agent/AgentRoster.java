package io.airbranch.agent;

import io.airbranch.access.InstitutionPath;
import io.airbranch.agent.Presence.State;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Agents and their presence. A change is committed and published under the agent's own lock, so that listeners hear of one agent's
 * changes in the order in which they are stored. Presence is kept in the system's scope: it is no secret within the group, and consoles
 * come and go on threads that run for nobody.
 */
@Service
class AgentRoster implements Agents {
    static final Duration GRACE = Duration.ofSeconds(30);
    private static final int MAX_CAPACITY = 50;

    private final AgentRows agents;
    private final PresenceRows presences;
    private final SkillBook skills;
    private final StoredAwayReasons reasons;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;

    /** Agents with a console open on this server. */
    private final Set<UUID> present = ConcurrentHashMap.newKeySet();

    private final List<ReentrantLock> locks =
            IntStream.range(0, 64).mapToObj(i -> new ReentrantLock()).toList();

    AgentRoster(
            AgentRows agents,
            PresenceRows presences,
            SkillBook skills,
            StoredAwayReasons reasons,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.agents = agents;
        this.presences = presences;
        this.skills = skills;
        this.reasons = reasons;
        this.events = events;
        this.ownTransaction = new TransactionTemplate(transactions);
        // What is published must be on disk, whatever becomes of the caller's transaction.
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    @Override
    public Optional<Agent> find(UUID id) {
        return agents.find(id).map(AgentRows.Row::agent);
    }

    Optional<AgentRows.Row> row(UUID id) {
        return agents.find(id);
    }

    List<AgentRows.Row> rows(InstitutionPath path) {
        return agents.rows(path);
    }

    @Override
    public List<Agent> within(InstitutionPath path) {
        return agents.within(path);
    }

    @Override
    public List<Agent> all() {
        return agents.everybody();
    }

    @Override
    public Outcome<Agent> employ(Agent agent) {
        return employ(agent, null);
    }

    /** @param version the change is refused as {@code agent.stale} where the stored one is another; 0 for who is no agent yet, null for any */
    Outcome<Agent> employ(Agent agent, @Nullable Long version) {
        var refusal = refusal(agent);
        if (refusal != null) {
            return Outcome.refused(refusal);
        }
        return locked(agent.id(), () -> {
            long stored = agents.find(agent.id()).map(AgentRows.Row::version).orElse(0L);
            if (version != null && version != stored) {
                return Outcome.refused(Refusal.conflict(
                        "agent.stale",
                        "Operator " + agent.id() + " was changed meanwhile (version " + stored + ", not " + version
                                + "). Load again before changing",
                        "operator",
                        agent.id(),
                        "version",
                        stored));
            }
            var scope = Scope.current();
            ownTransaction.executeWithoutResult(status -> Scope.within(scope, () -> agents.save(agent)));
            events.publishEvent(new AgentChanged(agent, presenceOf(agent.id())));
            return Outcome.done(agent);
        });
    }

    private @Nullable Refusal refusal(Agent agent) {
        if (agent.chatCapacity() < 1 || agent.chatCapacity() > MAX_CAPACITY) {
            return Refusal.invalid(
                    "capacity.out-of-range",
                    "Chats at once must be 1 to " + MAX_CAPACITY + ", got " + agent.chatCapacity(),
                    "capacity",
                    agent.chatCapacity(),
                    "max",
                    MAX_CAPACITY);
        }
        for (var skill : agent.skills().entrySet()) {
            if (skill.getValue() < 1 || skill.getValue() > 10) {
                return Refusal.invalid(
                        "skill.level",
                        "Level of skill " + skill.getKey() + " must be 1 to 10, got " + skill.getValue(),
                        "skill",
                        skill.getKey(),
                        "level",
                        skill.getValue());
            }
            if (skills.find(skill.getKey()).isEmpty()) {
                return Refusal.invalid(
                        "skill.unknown",
                        "No skill '" + skill.getKey() + "'. Maybe it has to be defined first",
                        "skill",
                        skill.getKey());
            }
        }
        for (var language : agent.languages().entrySet()) {
            if (!language.getKey().matches("[a-z]{2}") || language.getValue() < 1 || language.getValue() > 10) {
                return Refusal.invalid(
                        "language.unknown",
                        "A language is an ISO 639-1 code with a level of 1 to 10, got '" + language.getKey() + "' with "
                                + language.getValue(),
                        "language",
                        language.getKey());
            }
        }
        for (var share : agent.media().entrySet()) {
            int most = share.getKey() == Medium.CHAT ? 0 : MAX_CAPACITY;
            if (share.getValue() < 0 || share.getValue() > most) {
                return Refusal.invalid(
                        "capacity.out-of-range",
                        share.getKey() == Medium.CHAT
                                ? "Chats at once are the chat capacity " + agent.chatCapacity() + " or none, got "
                                        + share.getValue()
                                : "At once of " + share.getKey().code() + " must be 0 to " + MAX_CAPACITY + ", got "
                                        + share.getValue(),
                        "field",
                        "media." + share.getKey().code(),
                        "capacity",
                        share.getValue(),
                        "max",
                        MAX_CAPACITY);
            }
        }
        return agent.languages().isEmpty()
                ? Refusal.invalid(
                        "language.unknown", "An agent speaks at least one language, such as zh", "language", "")
                : null;
    }

    @Override
    public Presence presenceOf(UUID id) {
        return Scope.within(Scope.system(), () -> current(id).presence());
    }

    @Override
    public List<Presence> presences(UUID agent, Instant from, Instant until) {
        return presences.changes(agent, from, until);
    }

    private PresenceRows.Row current(UUID id) {
        return presences
                .find(id)
                .orElseGet(() -> PresenceRows.Row.plain(id, new Presence(State.OFFLINE, null, Instant.EPOCH)));
    }

    @Override
    public Outcome<Presence> become(UUID id, State state, @Nullable String reason) {
        if (state == State.LOST) {
            throw new IllegalArgumentException("Nobody asks for LOST: it is what a broken line makes of agent " + id);
        }
        return change(id, (agent, now) -> become(now, state, state == State.AWAY ? reason : null));
    }

    private Outcome<PresenceRows.Row> become(PresenceRows.Row now, State state, @Nullable String reason) {
        if (reason != null
                && reasons.find(reason).filter(StoredAwayReasons.Row::active).isEmpty()) {
            return Outcome.refused(Refusal.invalid(
                    "presence.reason-unknown",
                    "No reason for being away is called '" + reason + "'",
                    "reason",
                    reason));
        }
        if (state != State.OFFLINE && !present.contains(now.agent())) {
            return Outcome.refused(Refusal.conflict(
                    "presence.not-connected",
                    "Agent " + now.agent() + " has no console open and cannot be " + state.code()
                            + ". He has to open it first",
                    "agent",
                    now.agent(),
                    "state",
                    state.code()));
        }
        return Outcome.done(PresenceRows.Row.plain(now.agent(), new Presence(state, reason, clock.instant())));
    }

    @Override
    public void connected(UUID id) {
        present.add(id);
        change(
                id,
                (agent, now) -> Outcome.done(
                        switch (now.presence().state()) {
                            case LOST -> {
                                var resume = now.resume();
                                yield resume == null ? arrived(id) : resumed(id, resume);
                            }
                            case OFFLINE -> arrived(id);
                            case READY, AWAY -> now;
                        }));
    }

    private PresenceRows.Row arrived(UUID id) {
        return PresenceRows.Row.plain(id, new Presence(State.AWAY, AwayReasons.ARRIVED, clock.instant()));
    }

    private PresenceRows.Row resumed(UUID id, Presence before) {
        return PresenceRows.Row.plain(id, new Presence(before.state(), before.reason(), clock.instant()));
    }

    @Override
    public void disconnected(UUID id) {
        present.remove(id);
        change(
                id,
                (agent, now) -> Outcome.done(
                        switch (now.presence().state()) {
                            case READY, AWAY ->
                                new PresenceRows.Row(
                                        id,
                                        new Presence(State.LOST, null, clock.instant()),
                                        now.presence(),
                                        clock.instant().plus(GRACE));
                            case LOST, OFFLINE -> now;
                        }));
    }

    /** This server has just started: whoever was at work has no line to it yet. */
    void loseAll() {
        var now = clock.instant();
        Scope.within(
                Scope.system(),
                () -> ownTransaction.executeWithoutResult(status -> presences.loseAll(now, now.plus(GRACE))));
    }

    /** Ends the grace of those whose line stayed broken. */
    void sweep() {
        var now = clock.instant();
        for (var lost : Scope.within(Scope.system(), () -> presences.lostLongerThan(now))) {
            change(lost.agent(), (agent, row) -> {
                var until = row.lostUntil();
                return Outcome.done(
                        until == null || until.isAfter(now)
                                ? row
                                : PresenceRows.Row.plain(row.agent(), new Presence(State.OFFLINE, null, now)));
            });
        }
    }

    private interface Change {
        Outcome<PresenceRows.Row> of(Agent agent, PresenceRows.Row now);
    }

    private Outcome<Presence> change(UUID id, Change change) {
        return locked(
                id,
                () -> Scope.within(Scope.system(), () -> {
                    var agent = find(id).orElse(null);
                    if (agent == null) {
                        return Outcome.refused(Refusal.notFound(
                                "agent.unknown", "Operator " + id + " serves no contacts", "agent", id));
                    }
                    var now = current(id);
                    return change.of(agent, now).map(next -> {
                        if (!same(next, now)) {
                            ownTransaction.executeWithoutResult(status -> presences.save(next));
                            events.publishEvent(new AgentChanged(agent, next.presence()));
                        }
                        return same(next, now) ? now.presence() : next.presence();
                    });
                }));
    }

    private static boolean same(PresenceRows.Row a, PresenceRows.Row b) {
        return a.presence().state() == b.presence().state()
                && java.util.Objects.equals(a.presence().reason(), b.presence().reason());
    }

    private <T> T locked(UUID id, Supplier<T> work) {
        var lock = locks.get(Math.floorMod(id.hashCode(), locks.size()));
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
