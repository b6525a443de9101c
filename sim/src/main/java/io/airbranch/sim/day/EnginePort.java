package io.airbranch.sim.day;

import io.airbranch.acd.AgentProfile;
import io.airbranch.acd.Command;
import io.airbranch.acd.Engine;
import io.airbranch.acd.Fact;
import io.airbranch.acd.OfferEnd;
import io.airbranch.acd.QueueProfile;
import io.airbranch.acd.Reply;
import io.airbranch.acd.Settings;
import io.airbranch.sim.day.Watcher.Why;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a simulation says to the engine and hears from it: numbers and microseconds here, ids and instants there. The only class
 * that knows the engine's language.
 */
final class EnginePort {
    private static final Instant MIDNIGHT = Instant.parse("2025-03-03T00:00:00Z");
    private static final long AGENT = 1L << 32;
    private static final long QUEUE = 2L << 32;
    private static final long CONTACT = 3L << 32;

    /** Told in the order of the engine's records, after the decision. */
    interface Listener {
        void offered(long contact, long offer, int worker, long expiresAt);

        void offerEnded(long contact, long offer, int worker, long pauseUntil);

        void assigned(long contact, long offer, int worker);

        void left(long contact);

        void freed(long contact, int worker);

        void setAway(int worker);

        /** Nothing new is offered to him for a while, or it is again. */
        void rests(int worker, boolean resting);
    }

    private final Settings settings;
    private final Engine engine;
    private final Listener listener;
    private final @Nullable List<Fact> kept;
    private final @Nullable MessageDigest digest;
    private long records;
    private long commands;
    private long nanos;

    /**
     * @param keep keeps all records, so that {@link #rebuilds} can be asked
     * @param hash reads all records, so that {@link #hash} can be asked
     */
    EnginePort(@Nullable Rest rest, Listener listener, boolean keep, boolean hash) {
        this.settings = Settings.DEFAULT.with(
                rest == null ? null : new Settings.Rest(seconds(rest.afterSeconds()), seconds(rest.seconds())), null);
        this.engine = new Engine(settings);
        this.listener = listener;
        this.kept = keep ? new ArrayList<>() : null;
        this.digest = hash ? sha256() : null;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    void line(int number, Line line, long now) {
        tell(
                new Command.SetQueue(new QueueProfile(
                        id(QUEUE, number), line.skills(), line.priority(), line.lease(), line.maxWaiting())),
                now);
    }

    /** One medium at a time: nothing goes beside anything else. */
    void worker(int number, Worker worker, long now) {
        var media = new EnumMap<io.airbranch.acd.Medium, AgentProfile.Share>(io.airbranch.acd.Medium.class);
        for (var medium : io.airbranch.acd.Medium.values()) {
            media.put(medium, new AgentProfile.Share(0, Set.of()));
        }
        worker.capacity()
                .forEach((medium, places) -> media.put(medium(medium), new AgentProfile.Share(places, Set.of())));
        int most = worker.capacity().values().stream().mapToInt(n -> n).max().orElse(1);
        tell(
                new Command.SetAgent(new AgentProfile(
                        id(AGENT, number), worker.skills(), worker.languages(), most, Set.of(), media)),
                now);
    }

    private static io.airbranch.acd.Medium medium(Medium medium) {
        return switch (medium) {
            case VOICE -> io.airbranch.acd.Medium.VOICE;
            case CHAT -> io.airbranch.acd.Medium.CHAT;
        };
    }

    void duty(int worker, boolean ready, long now) {
        tell(new Command.SetPresence(id(AGENT, worker), ready, true), now);
    }

    /** False: not let in. */
    boolean place(long contact, Arrival arrival, Medium medium, long now) {
        var reply = tell(
                new Command.Place(
                        id(CONTACT, contact),
                        id(QUEUE, arrival.line()),
                        arrival.language(),
                        arrival.priority(),
                        instant(now - arrival.credit()),
                        List.of(),
                        medium(medium),
                        0,
                        null),
                now);
        return !(reply instanceof Reply.Refused);
    }

    void accept(long offer, int worker, long now) {
        tell(new Command.Accept(offer, id(AGENT, worker)), now);
    }

    void end(long contact, String reason, long now) {
        tell(new Command.End(id(CONTACT, contact), reason), now);
    }

    void free(long contact, long now) {
        tell(new Command.Free(id(CONTACT, contact)), now);
    }

    void tick(long now) {
        tell(new Command.Tick(), now);
    }

    /** When the engine wants to hear of the time again; {@link Law#ENDLESS} while it does not. */
    long deadline() {
        var next = engine.nextDeadline();
        return next == null ? Law.ENDLESS : micros(next);
    }

    /** The engine's word on how long this contact will still wait; empty where it gives none. */
    OptionalLong estimate(long contact) {
        return engine.estimateFor(id(CONTACT, contact))
                .map(e -> OptionalLong.of(e.expected().toNanos() / 1000))
                .orElse(OptionalLong.empty());
    }

    /** The engine's word on why this contact stands where it stands. */
    Why why(long contact) {
        var said = engine.explain(id(CONTACT, contact))
                .orElseThrow(() -> new IllegalStateException("The engine cannot explain contact " + contact));
        int excluded = said.excluded().stream().mapToInt(e -> e.count()).sum();
        var chosen = said.chosen();
        return new Why(
                chosen == null ? -1 : (int) number(chosen.agent()),
                said.candidates().size(),
                said.candidates().size() + excluded);
    }

    private Reply tell(Command command, long now) {
        long begin = System.nanoTime();
        var decision = engine.handle(command, instant(now));
        nanos += System.nanoTime() - begin;
        commands++;
        records += decision.facts().size();
        if (kept != null) {
            kept.addAll(decision.facts());
        }
        for (var fact : decision.facts()) {
            if (digest != null) {
                digest.update(fact.toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
            }
            tell(fact);
        }
        return decision.reply();
    }

    private void tell(Fact fact) {
        switch (fact) {
            case Fact.Offered f ->
                listener.offered(number(f.contact()), f.offer(), (int) number(f.agent()), micros(f.expiresAt()));
            case Fact.OfferEnded f -> {
                boolean letPass = f.end() == OfferEnd.DECLINED || f.end() == OfferEnd.EXPIRED;
                listener.offerEnded(
                        number(f.contact()),
                        f.offer(),
                        (int) number(f.agent()),
                        letPass && f.pauseUntil() != null ? micros(f.pauseUntil()) : -1);
            }
            case Fact.Assigned f -> listener.assigned(number(f.contact()), f.offer(), (int) number(f.agent()));
            case Fact.Left f -> listener.left(number(f.contact()));
            case Fact.Freed f -> listener.freed(number(f.contact()), (int) number(f.agent()));
            case Fact.AgentSetAway f -> listener.setAway((int) number(f.agent()));
            case Fact.AgentRests f -> listener.rests((int) number(f.agent()), true);
            case Fact.AgentRested f -> listener.rests((int) number(f.agent()), false);
            case Fact.AgentSet f -> {}
            case Fact.AgentPresence f -> {}
            case Fact.AgentLine f -> {}
            case Fact.QueueSet f -> {}
            case Fact.Placed f -> {}
            case Fact.PrioritySet f -> {}
            case Fact.PlaceKept f -> {}
            case Fact.StepEntered f -> {}
            case Fact.PauseOver f -> {}
            case Fact.Restored f -> {}
            case Fact.Transferred f -> {}
            case Fact.Returned f -> {}
            case Fact.AfterContact f -> {}
        }
    }

    /** Whether the records alone lead to the same state, and so does the state written down. */
    boolean rebuilds() {
        if (kept == null) {
            throw new IllegalStateException("The records were not kept");
        }
        var replayed = new Engine(settings);
        kept.forEach(replayed::apply);
        var state = engine.snapshot();
        return replayed.snapshot().equals(state)
                && Engine.restore(settings, state).snapshot().equals(state);
    }

    /** SHA-256 of the text of all records in their order. */
    String hash() {
        if (digest == null) {
            throw new IllegalStateException("The records were not read");
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** @param share of the time passed for which the processor was ours */
    EngineLoad load(double share) {
        return new EngineLoad(commands, records, Duration.ofNanos((long) (nanos * share)));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static UUID id(long kind, long number) {
        return new UUID(kind, number);
    }

    private static long number(UUID id) {
        return id.getLeastSignificantBits();
    }

    private static Instant instant(long micros) {
        return MIDNIGHT.plus(micros, ChronoUnit.MICROS);
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(MIDNIGHT, at);
    }
}
