package io.airbranch.acd;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.acd.AgentProfile.Share;
import io.airbranch.acd.QueueProfile.Choice;
import io.airbranch.acd.Snapshot.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A day of random events at a random centre, all from one seed; {@link Invariants} looks at every record. */
final class Day {
    private static final int EVENTS = 400;
    private static final List<String> LANGUAGES = List.of("zh", "en");
    private static final List<String> SKILLS = List.of("cards", "wealth", "loans");
    private static final List<String> GROUPS = List.of("north", "south");

    private final Random random;
    private final Centre centre;
    private final Invariants invariants;
    private final List<String> agents = new ArrayList<>();
    private final List<String> queues = new ArrayList<>();
    private final List<UUID> contacts = new ArrayList<>();
    int events;

    Day(Random random) {
        this.random = random;
        this.centre = new Centre(settings());
        this.invariants = new Invariants(centre);
    }

    private Settings settings() {
        var rest = random.nextInt(3) > 0
                ? null
                : new Settings.Rest(Duration.ofSeconds(30 + random.nextInt(60)), Duration.ofSeconds(20));
        var occupancy = random.nextInt(3) > 0
                ? null
                : new Settings.Occupancy(0.5 + random.nextInt(40) / 100.0, Duration.ofMinutes(2));
        return Settings.DEFAULT.with(rest, occupancy);
    }

    void play() {
        IntStream.range(0, 3 + random.nextInt(4)).forEach(i -> queues.add("queue " + i));
        IntStream.range(0, 2 + random.nextInt(8)).forEach(i -> agents.add("agent " + i));
        queues.forEach(this::anyQueue);
        agents.forEach(this::anyAgent);
        for (events = 1; events <= EVENTS; events++) {
            act();
            invariants.check();
        }
        centre.assertRebuilds();
        assertEverythingEnds();
    }

    private void act() {
        switch (random.nextInt(23)) {
            case 0, 1, 2, 3, 4 -> arrive();
            case 5, 6, 7 -> presence();
            case 8, 9, 10 -> answer(true);
            case 11 -> answer(false);
            case 12 -> any(contacts, c -> tell(new Command.End(c, "over")));
            case 13, 14 ->
                any(contacts, c -> {
                    tell(new Command.End(c, "over"));
                    tell(new Command.Free(c));
                });
            case 15 -> transfer();
            case 16 -> anyAgent(one(agents));
            case 17 -> anyQueue(one(queues));
            case 18 -> elapse(random.nextInt(60));
            case 19 -> any(contacts, c -> tell(new Command.SetPriority(c, centre.id(one(agents)), random.nextInt(5))));
            case 20 -> any(contacts, c -> tell(new Command.KeepPlace(c)));
            case 21 -> nonsense();
            default -> elapse(random.nextInt(10));
        }
    }

    private void tell(Command command) {
        invariants.tell(command);
    }

    private void elapse(int seconds) {
        invariants.elapse(seconds);
    }

    private void anyQueue(String name) {
        var skills = random.nextBoolean() ? Map.of(one(SKILLS), 1 + random.nextInt(5)) : Map.<String, Integer>of();
        var choice = random.nextInt(3) == 0 ? null : one(Arrays.asList(Choice.values()));
        tell(new Command.SetQueue(new QueueProfile(
                centre.id(name), skills, random.nextInt(3), Centre.LEASE, 1_000, choice, null, rings(), null)));
    }

    private List<Step> rings() {
        if (random.nextInt(3) > 0) {
            return List.of();
        }
        return List.of(
                Step.asking(Duration.ofSeconds(10), Trait.group(one(GROUPS)), Trait.skill(one(SKILLS), 3)),
                Step.asking(Duration.ofSeconds(10), Trait.anyOf(Trait.group("north"), Trait.skill(one(SKILLS), 2))));
    }

    private void anyAgent(String name) {
        var skills = new HashMap<String, Integer>();
        SKILLS.forEach(s -> skills.put(s, random.nextInt(8)));
        var languages = random.nextInt(3) == 0 ? Set.copyOf(LANGUAGES) : Set.of(one(LANGUAGES));
        var groups = random.nextBoolean() ? Set.of(one(GROUPS)) : Set.<String>of();
        var media = random.nextInt(3) == 0
                ? Map.of(Medium.CHAT, new Share(random.nextInt(3), Set.of(Medium.VOICE, Medium.MAIL)))
                : Map.<Medium, Share>of();
        tell(new Command.SetAgent(
                new AgentProfile(centre.id(name), skills, languages, 1 + random.nextInt(4), groups, media)));
    }

    private void arrive() {
        var id = centre.id("contact " + contacts.size());
        contacts.add(id);
        var since = centre.now.minusSeconds(random.nextInt(100));
        tell(new Command.Place(
                id,
                centre.id(one(queues)),
                one(LANGUAGES),
                random.nextInt(3),
                since,
                steps(),
                random.nextBoolean() ? Medium.CHAT : one(Arrays.asList(Medium.values())),
                random.nextInt(2),
                random.nextInt(4) == 0 ? random.nextLong() : null));
    }

    private List<Step> steps() {
        var names = new HashSet<>(List.of(centre.id(one(agents)), centre.id(one(agents))));
        var seconds = Duration.ofSeconds(15);
        return switch (random.nextInt(6)) {
            case 0 -> List.of(new Step(names, seconds));
            case 1 -> List.of(Step.preferring(seconds, Map.of(centre.id(one(agents)), 1 + random.nextInt(3))));
            case 2 -> List.of(new Step(names, seconds, List.of(Trait.skill(one(SKILLS), 2)), Map.of()));
            default -> List.of();
        };
    }

    private void presence() {
        tell(new Command.SetPresence(centre.id(one(agents)), random.nextInt(5) > 0, random.nextInt(8) > 0));
    }

    private void answer(boolean accept) {
        var agent = centre.id(one(agents));
        var first = centre.engine.offersOf(agent).stream().findFirst();
        first.ifPresent(o ->
                tell(accept ? new Command.Accept(o.number(), agent) : new Command.Decline(o.number(), agent, null)));
    }

    private void transfer() {
        any(contacts, c -> {
            boolean toQueue = random.nextBoolean();
            tell(new Command.Transfer(
                    c,
                    centre.id(one(agents)),
                    toQueue ? centre.id(one(queues)) : null,
                    toQueue ? null : centre.id(one(agents))));
        });
    }

    /** What must be refused or absorbed. */
    private void nonsense() {
        var somebody = centre.id(one(agents));
        var queue = centre.id(one(queues));
        tell(new Command.Accept(random.nextLong(), somebody));
        tell(new Command.Decline(random.nextInt(50), somebody, null));
        var impossible = List.of(Step.asking(null, Trait.skill("cards", 11)));
        tell(new Command.Place(UUID.randomUUID(), queue, "zh", 0, centre.now, impossible));
        tell(new Command.Place(UUID.randomUUID(), queue, "zh", Integer.MIN_VALUE, centre.now, List.of()));
        tell(new Command.SetPresence(UUID.randomUUID(), true, true));
        if (random.nextInt(10) == 0) {
            tell(new Command.DisconnectAll());
        }
        any(contacts, c -> tell(new Command.Restore(c, somebody, queue, "zh", centre.now)));
    }

    /** With everybody at work and time enough, nothing stays in a half state. */
    private void assertEverythingEnds() {
        for (var agent : agents) {
            var skills = Map.of("cards", 9, "wealth", 9, "loans", 9);
            var media = new HashMap<Medium, Share>();
            Arrays.stream(Medium.values()).forEach(m -> media.put(m, new Share(50, Set.of(Medium.values()))));
            tell(new Command.SetAgent(
                    new AgentProfile(centre.id(agent), skills, Set.copyOf(LANGUAGES), 50, Set.copyOf(GROUPS), media)));
        }
        for (int round = 0; round < 80; round++) {
            for (var agent : agents) {
                tell(new Command.SetPresence(centre.id(agent), true, true));
                centre.engine.offersOf(centre.id(agent)).forEach(o -> centre.accepts(agent));
            }
            for (var contact : centre.engine.snapshot().contacts()) {
                if (contact.phase() == Phase.SERVED && round < 60) {
                    tell(new Command.Free(contact.id()));
                }
            }
            elapse(20);
        }
        assertThat(centre.engine.snapshot().contacts())
                .allMatch(c -> c.phase() == Phase.SERVED || c.phase() == Phase.AFTER_CONTACT);
        List.copyOf(centre.engine.contacts()).forEach(c -> tell(new Command.End(c, "over")));
        elapse(1_000);
        assertThat(centre.engine.snapshot().contacts()).isEmpty();
        assertThat(centre.engine.nextDeadline()).isNull();
        centre.assertRebuilds();
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void any(List<UUID> of, Consumer<UUID> act) {
        if (!of.isEmpty()) {
            act.accept(of.get(Math.max(0, of.size() - 1 - random.nextInt(Math.min(of.size(), 12)))));
        }
    }
}
