package io.airbranch.acd;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.acd.Snapshot.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Days of random events, each from a seed, with what must never be otherwise checked after every decision. */
class SimulatedDayTest {
    private static final int EVENTS = 400;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, Integer.getInteger("airbranch.seeds", 200));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void invariantsHoldAfterEveryDecision(int seed) {
        var day = new Day(new Random(seed));
        try {
            day.play();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("Seed " + seed + ", event " + day.events + ": " + e.getMessage(), e);
        }
    }

    private static final class Day {
        private static final List<String> LANGUAGES = List.of("zh", "en");
        private static final List<String> SKILLS = List.of("cards", "wealth", "loans");
        private final Random random;
        private final Centre centre = new Centre();
        private final List<String> agents = new ArrayList<>();
        private final List<String> queues = new ArrayList<>();
        private final List<UUID> contacts = new ArrayList<>();
        private final Map<Long, UUID> acceptedOffers = new HashMap<>();
        int events;

        Day(Random random) {
            this.random = random;
        }

        void play() {
            IntStream.range(0, 3 + random.nextInt(4)).forEach(i -> queues.add("queue " + i));
            IntStream.range(0, 2 + random.nextInt(8)).forEach(i -> agents.add("agent " + i));
            queues.forEach(this::anyQueue);
            agents.forEach(this::anyAgent);
            for (events = 1; events <= EVENTS; events++) {
                int before = centre.facts.size();
                act();
                centre.facts.subList(before, centre.facts.size()).forEach(this::look);
                check();
            }
            centre.assertRebuilds();
            assertEverythingEnds();
        }

        private void act() {
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3, 4 -> arrive();
                case 5, 6, 7 -> presence();
                case 8, 9, 10 -> answer(true);
                case 11 -> answer(false);
                case 12 -> any(contacts, c -> centre.tell(new Command.End(c, "over")));
                case 13, 14 ->
                    any(contacts, c -> {
                        centre.tell(new Command.End(c, "over"));
                        centre.tell(new Command.Free(c));
                    });
                case 15 -> transfer();
                case 16 -> anyAgent(one(agents));
                case 17 -> anyQueue(one(queues));
                case 18 -> centre.elapse(random.nextInt(60));
                default -> centre.elapse(random.nextInt(10));
            }
        }

        private void anyQueue(String name) {
            var skills = random.nextBoolean() ? Map.of(one(SKILLS), 1 + random.nextInt(5)) : Map.<String, Integer>of();
            centre.queue(name, random.nextInt(3), skills);
        }

        private void anyAgent(String name) {
            var skills = new HashMap<String, Integer>();
            SKILLS.forEach(s -> skills.put(s, random.nextInt(8)));
            var languages = random.nextInt(3) == 0 ? LANGUAGES : List.of(one(LANGUAGES));
            centre.agent(name, 1 + random.nextInt(4), skills, languages.toArray(String[]::new));
        }

        private void arrive() {
            var id = centre.id("contact " + contacts.size());
            contacts.add(id);
            var steps = random.nextInt(3) > 0
                    ? List.<Step>of()
                    : List.of(new Step(
                            new HashSet<>(List.of(centre.id(one(agents)), centre.id(one(agents)))),
                            Duration.ofSeconds(15)));
            var since = centre.now.minusSeconds(random.nextInt(100));
            centre.tell(new Command.Place(id, centre.id(one(queues)), one(LANGUAGES), random.nextInt(3), since, steps));
        }

        private void presence() {
            centre.tell(new Command.SetPresence(centre.id(one(agents)), random.nextInt(5) > 0, random.nextInt(8) > 0));
        }

        private void answer(boolean accept) {
            var agent = centre.id(one(agents));
            centre.engine.offersOf(agent).stream()
                    .findFirst()
                    .ifPresent(o -> centre.tell(
                            accept
                                    ? new Command.Accept(o.number(), agent)
                                    : new Command.Decline(o.number(), agent, null)));
        }

        private void transfer() {
            any(contacts, c -> {
                boolean toQueue = random.nextBoolean();
                centre.tell(new Command.Transfer(
                        c,
                        centre.id(one(agents)),
                        toQueue ? centre.id(one(queues)) : null,
                        toQueue ? null : centre.id(one(agents))));
            });
        }

        private void look(Fact fact) {
            if (fact instanceof Fact.Assigned a) {
                assertThat(acceptedOffers.put(a.offer(), a.agent()))
                        .as("offer accepted before")
                        .isNull();
            }
        }

        private void check() {
            var snapshot = centre.engine.snapshot();
            var byAgent = new HashMap<UUID, Integer>();
            for (var contact : snapshot.contacts()) {
                assertThat(contact.agent() == null)
                        .as("only who waits is with nobody")
                        .isEqualTo(contact.phase() == Phase.WAITING);
                assertThat(contact.offer() != null).isEqualTo(contact.phase() == Phase.OFFERED);
                if (contact.offer() != null) {
                    assertThat(contact.offer().expiresAt()).as("lease").isAfter(snapshot.clock());
                }
                if (contact.agent() != null) {
                    byAgent.merge(contact.agent(), 1, Integer::sum);
                }
            }
            for (var agent : snapshot.agents()) {
                var load = centre.engine.agent(agent.profile().id()).orElseThrow();
                assertThat(load.used()).isEqualTo(byAgent.getOrDefault(load.agent(), 0));
                assertThat(load.ringing().isEmpty() || agent.connected())
                        .as("rings where nobody is")
                        .isTrue();
            }
            for (var contact : snapshot.contacts()) {
                if (contact.phase() == Phase.WAITING) {
                    assertThat(snapshot.agents().stream().filter(a -> couldTake(snapshot, a, contact)))
                            .as("free for waiting contact " + contact)
                            .isEmpty();
                }
            }
        }

        /** Told from the rules alone, without the engine's indexes. */
        private boolean couldTake(Snapshot snapshot, Snapshot.Agent agent, Snapshot.Contact contact) {
            var id = agent.profile().id();
            var load = centre.engine.agent(id).orElseThrow();
            if (!agent.ready()
                    || !agent.connected()
                    || load.used() >= agent.profile().capacity()) {
                return false;
            }
            if (contact.letPassBy().contains(id) && contact.pauseUntil() != null) {
                return false;
            }
            var names = contact.steps().get(contact.step()).agents();
            if (!names.isEmpty()) {
                return names.contains(id);
            }
            var queue = snapshot.queues().stream()
                    .filter(q -> q.id().equals(contact.queue()))
                    .findFirst()
                    .orElseThrow();
            return agent.profile().languages().contains(contact.language())
                    && queue.skills().entrySet().stream()
                            .allMatch(s -> agent.profile().skills().getOrDefault(s.getKey(), 0) >= s.getValue());
        }

        /** With everybody at work and time enough, nothing stays in a half state. */
        private void assertEverythingEnds() {
            for (var agent : agents) {
                centre.agent(agent, 50, Map.of("cards", 9, "wealth", 9, "loans", 9), "zh", "en");
            }
            for (int round = 0; round < 50; round++) {
                for (var agent : agents) {
                    centre.tell(new Command.SetPresence(centre.id(agent), true, true));
                    centre.engine.offersOf(centre.id(agent)).forEach(o -> centre.accepts(agent));
                }
                centre.elapse(20);
            }
            assertThat(centre.engine.snapshot().contacts())
                    .allMatch(c -> c.phase() == Phase.SERVED || c.phase() == Phase.AFTER_CONTACT);
            centre.engine.contacts().stream()
                    .sorted(Comparator.naturalOrder())
                    .filter(Objects::nonNull)
                    .forEach(c -> {
                        centre.tell(new Command.End(c, "over"));
                    });
            centre.elapse(600);
            assertThat(centre.engine.snapshot().contacts()).isEmpty();
            assertThat(centre.engine.nextDeadline()).isNull();
            centre.assertRebuilds();
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        private void any(List<UUID> of, java.util.function.Consumer<UUID> act) {
            if (!of.isEmpty()) {
                act.accept(of.get(Math.max(0, of.size() - 1 - random.nextInt(Math.min(of.size(), 12)))));
            }
        }
    }
}
