package io.airbranch.acd;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.acd.Snapshot.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What must never be otherwise. A second engine replays every record as it comes and is asked before each offer, so that decisions are
 * compared with what was so when they were made; and now and then a third one, restored from a snapshot, has to decide the same.
 */
final class Invariants {
    private final Centre centre;
    private final Engine replayed;
    private final Map<Long, UUID> accepted = new HashMap<>();
    private int seen;
    private int commands;

    Invariants(Centre centre) {
        this.centre = centre;
        this.replayed = new Engine(centre.settings);
    }

    void tell(Command command) {
        if (++commands % 16 != 0) {
            centre.tell(command);
            return;
        }
        var restored = Engine.restore(centre.settings, centre.engine.snapshot());
        var expected = restored.handle(command, centre.now);
        var reply = centre.tell(command);
        int from = centre.facts.size() - expected.facts().size();
        assertThat(centre.facts.subList(Math.max(0, from), centre.facts.size()))
                .as("restored engine decides the same on %s", command)
                .isEqualTo(expected.facts());
        assertThat(reply).isEqualTo(expected.reply());
    }

    void elapse(long seconds) {
        centre.elapse(seconds);
    }

    /** After every command. */
    void check() {
        for (; seen < centre.facts.size(); seen++) {
            var fact = centre.facts.get(seen);
            if (fact instanceof Fact.Offered offered) {
                beforeOffer(offered);
            }
            if (fact instanceof Fact.Assigned a) {
                assertThat(accepted.put(a.offer(), a.agent()))
                        .as("offer %s accepted before", a.offer())
                        .isNull();
            }
            replayed.apply(fact);
        }
        var snapshot = centre.engine.snapshot();
        assertThat(replayed.snapshot()).as("replayed records").isEqualTo(snapshot);
        assertThat(replayed.nextDeadline()).isEqualTo(centre.engine.nextDeadline());
        nobodyInAHalfState(snapshot);
        nobodyWaitsInVain(snapshot);
    }

    private void beforeOffer(Fact.Offered offered) {
        var snapshot = replayed.snapshot();
        var contact = replayed.contact(offered.contact()).orElseThrow();
        assertThat(contact.phase()).as("offered to two").isEqualTo(Phase.WAITING);
        assertThat(offered.expiresAt()).as("lease").isAfter(offered.at());
        var explanation = replayed.explain(contact.id()).orElseThrow();
        assertThat(explanation.candidates())
                .as("explanation of %s", offered)
                .first()
                .extracting(Explanation.Candidate::agent)
                .isEqualTo(offered.agent());
        var agent = agents(snapshot).get(offered.agent());
        assertThat(couldTake(snapshot, agent, contact))
                .as("may be offered %s", offered)
                .isTrue();
        for (var other : snapshot.contacts()) {
            if (equals(contact, other)
                    && before(other, contact)
                    && !other.letPassBy().contains(offered.agent())) {
                assertThat(other.phase())
                        .as("%s stands before %s", other, contact)
                        .isNotEqualTo(Phase.WAITING);
            }
        }
    }

    private static boolean equals(Snapshot.Contact a, Snapshot.Contact b) {
        return !a.id().equals(b.id())
                && a.queue().equals(b.queue())
                && a.medium() == b.medium()
                && a.language().equals(b.language())
                && a.steps().get(a.step()).equals(b.steps().get(b.step()));
    }

    /** The rule of order, told anew. */
    private static boolean before(Snapshot.Contact a, Snapshot.Contact b) {
        if (a.returned() != b.returned()) {
            return a.returned();
        }
        var agedA = a.since().minusSeconds(60L * (a.priority() + a.tier()));
        var agedB = b.since().minusSeconds(60L * (b.priority() + b.tier()));
        return agedA.equals(agedB) ? a.arrival() < b.arrival() : agedA.isBefore(agedB);
    }

    private void nobodyInAHalfState(Snapshot snapshot) {
        var byAgent = new HashMap<UUID, Integer>();
        for (var contact : snapshot.contacts()) {
            assertThat(contact.agent() == null)
                    .as("only who waits is with nobody")
                    .isEqualTo(contact.phase() == Phase.WAITING);
            assertThat(contact.offer() != null).isEqualTo(contact.phase() == Phase.OFFERED);
            assertThat(contact.afterUntil() != null).isEqualTo(contact.phase() == Phase.AFTER_CONTACT);
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
            assertThat(agent.returnAt() == null || !load.serving().isEmpty())
                    .as("gives back what he does not have")
                    .isTrue();
        }
    }

    private void nobodyWaitsInVain(Snapshot snapshot) {
        for (var contact : snapshot.contacts()) {
            if (contact.phase() == Phase.WAITING) {
                assertThat(snapshot.agents().stream().filter(a -> couldTake(snapshot, a, contact)))
                        .as("free for waiting contact " + contact)
                        .isEmpty();
                assertThat(centre.engine.explain(contact.id()).orElseThrow().candidates())
                        .isEmpty();
            }
        }
    }

    private static Map<UUID, Snapshot.Agent> agents(Snapshot snapshot) {
        return snapshot.agents().stream()
                .collect(Collectors.toMap(a -> a.profile().id(), Function.identity()));
    }

    /** Told from the rules alone, without the engine's structures. */
    private static boolean couldTake(Snapshot snapshot, Snapshot.Agent agent, Snapshot.Contact contact) {
        var id = agent.profile().id();
        var work = agent.work();
        if (!agent.ready()
                || !agent.connected()
                || (work != null && (work.restDue() || work.restUntil() != null))
                || (contact.letPassBy().contains(id) && contact.pauseUntil() != null)) {
            return false;
        }
        var hand =
                snapshot.contacts().stream().filter(c -> id.equals(c.agent())).toList();
        var share = agent.profile().media().get(contact.medium());
        if (hand.stream().filter(c -> c.medium() == contact.medium()).count() >= share.max()
                || !hand.stream()
                        .allMatch(c -> c.medium() == contact.medium()
                                || share.alongside().contains(c.medium()))) {
            return false;
        }
        return asks(snapshot, contact, id).stream().allMatch(t -> t.heldBy(agent.profile()));
    }

    private static List<Trait> asks(Snapshot snapshot, Snapshot.Contact contact, UUID agent) {
        var step = contact.steps().get(contact.step());
        var queue = snapshot.queues().stream()
                .filter(q -> q.id().equals(contact.queue()))
                .findFirst()
                .orElseThrow();
        if (!step.agents().isEmpty()) {
            return !step.agents().contains(agent)
                    ? List.of(Trait.skill("to be somebody else", 1))
                    : step.asks() == null ? List.of() : step.asks();
        }
        var asks = new ArrayList<>(step.asks() == null ? queue.traits() : step.asks());
        asks.add(Trait.language(contact.language()));
        return asks;
    }
}
