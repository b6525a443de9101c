package io.airbranch.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** A small centre in which stories play: people and contacts by name, time by the second, and every fact replayed at the end. */
final class Centre {
    static final Instant START = Instant.parse("2025-03-03T01:00:00Z");
    static final Duration LEASE = Duration.ofSeconds(20);

    final Engine engine;
    final Settings settings;
    final List<Fact> facts = new ArrayList<>();
    final Map<UUID, String> names = new HashMap<>();
    Instant now = START;

    Centre() {
        this(Settings.DEFAULT);
    }

    Centre(Settings settings) {
        this.settings = settings;
        this.engine = new Engine(settings);
    }

    UUID id(String name) {
        var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        names.put(id, name);
        return id;
    }

    Reply tell(Command command) {
        var decision = engine.handle(command, now);
        facts.addAll(decision.facts());
        return decision.reply();
    }

    void elapse(long seconds) {
        var until = now.plusSeconds(seconds);
        for (var due = engine.nextDeadline(); due != null && !due.isAfter(until); due = engine.nextDeadline()) {
            now = due.isAfter(now) ? due : now;
            tell(new Command.Tick());
        }
        now = until;
    }

    void queue(String name, int priority, Map<String, Integer> skills) {
        tell(new Command.SetQueue(new QueueProfile(id(name), skills, priority, LEASE, 1_000)));
    }

    void queue(String name) {
        queue(name, 0, Map.of());
    }

    void agent(String name, int capacity, Map<String, Integer> skills, String... languages) {
        var spoken = languages.length == 0 ? Set.of("zh") : Set.of(languages);
        tell(new Command.SetAgent(new AgentProfile(id(name), skills, spoken, capacity)));
    }

    /** An agent at work who wants contacts; a second passes, so that each is idle a little shorter than the one before. */
    void ready(String name, int capacity) {
        agent(name, capacity, Map.of());
        ready(name);
    }

    void ready(String name) {
        tell(new Command.SetPresence(id(name), true, true));
        elapse(1);
    }

    void away(String name) {
        tell(new Command.SetPresence(id(name), false, true));
    }

    void lineBreaks(String name) {
        tell(new Command.SetPresence(id(name), true, false));
    }

    Reply arrives(String contact, String queue) {
        return arrives(contact, queue, 0, "zh");
    }

    Reply arrives(String contact, String queue, int priority, String language, Step... steps) {
        var reply = tell(new Command.Place(id(contact), id(queue), language, priority, now, List.of(steps)));
        elapse(1);
        return reply;
    }

    Reply calls(String contact, String queue, Step... steps) {
        return arrives(contact, queue, Medium.VOICE, steps);
    }

    Reply arrives(String contact, String queue, Medium medium, Step... steps) {
        var reply = tell(new Command.Place(id(contact), id(queue), "zh", 0, now, List.of(steps), medium, 0, null));
        elapse(1);
        return reply;
    }

    void agent(String name, Map<Medium, AgentProfile.Share> media) {
        tell(new Command.SetAgent(new AgentProfile(id(name), Map.of(), Set.of("zh"), 3, Set.of(), media)));
    }

    void member(String name, String... groups) {
        tell(new Command.SetAgent(new AgentProfile(id(name), Map.of(), Set.of("zh"), 1, Set.of(groups), Map.of())));
    }

    /** Serves the contact to its end, with so many seconds of conversation. */
    void serves(String agent, int seconds) {
        accepts(agent);
        elapse(seconds);
        var contact = engine.agent(id(agent)).orElseThrow().serving().getFirst();
        tell(new Command.End(contact, "over"));
        tell(new Command.Free(contact));
    }

    Explanation explain(String contact) {
        return engine.explain(id(contact)).orElseThrow();
    }

    /** Names of those excluded for this reason. */
    Set<String> excluded(String contact, Explanation.Reason reason) {
        var names = new TreeSet<String>();
        explain(contact).excluded().stream()
                .filter(x -> x.reason() == reason)
                .flatMap(x -> x.agents().stream())
                .forEach(a -> names.add(this.names.getOrDefault(a, "?")));
        return names;
    }

    Step only(String agent, int seconds) {
        return new Step(Set.of(id(agent)), Duration.ofSeconds(seconds));
    }

    long offerTo(String agent) {
        return engine.offersOf(id(agent)).getFirst().number();
    }

    Reply accepts(String agent) {
        return tell(new Command.Accept(offerTo(agent), id(agent)));
    }

    Reply declines(String agent) {
        return tell(new Command.Decline(offerTo(agent), id(agent), "lunch"));
    }

    /** Who is being asked for the contact, or nobody. */
    String ringsAt(String contact) {
        return who(contact, Snapshot.Phase.OFFERED);
    }

    String servedBy(String contact) {
        return who(contact, Snapshot.Phase.SERVED);
    }

    private String who(String contact, Snapshot.Phase phase) {
        return engine.contact(id(contact))
                .filter(c -> c.phase() == phase)
                .map(c -> names.get(c.agent()))
                .orElse("nobody");
    }

    /** Pending offers by agent. */
    Map<String, List<String>> ringing(String... agents) {
        var ringing = new TreeMap<String, List<String>>();
        for (var agent : agents) {
            ringing.put(
                    agent,
                    engine.offersOf(id(agent)).stream()
                            .map(o -> names.get(o.contact()))
                            .toList());
        }
        return ringing;
    }

    <F extends Fact> F last(Class<F> kind) {
        return facts.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    /** The two promises about state: the same facts give it again, and so does its snapshot. */
    void assertRebuilds() {
        var replayed = new Engine(settings);
        facts.forEach(replayed::apply);
        assertThat(replayed.snapshot()).isEqualTo(engine.snapshot());
        assertThat(replayed.nextDeadline()).isEqualTo(engine.nextDeadline());
        var restored = Engine.restore(settings, engine.snapshot());
        assertThat(restored.snapshot()).isEqualTo(engine.snapshot());
        assertThat(restored.nextDeadline()).isEqualTo(engine.nextDeadline());
    }
}
