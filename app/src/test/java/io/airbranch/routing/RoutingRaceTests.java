package io.airbranch.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.agent.Presence;
import io.airbranch.contact.ContactEvent;
import io.airbranch.routing.Routing.Assignment;
import io.airbranch.routing.Routing.Offer;
import io.airbranch.shared.Outcome;
import io.airbranch.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many people at the same moment: each contact is given once, and nobody waits beside somebody who is free. */
class RoutingRaceTests extends RoutingTest {

    @Test
    void twentyAgentsTurningReadyTogetherShareTwoHundredWaiting() {
        var queue = centre.queue(500);
        var contacts =
                IntStream.range(0, 200).mapToObj(i -> centre.arrives(queue)).toList();
        var agents = centre.agents(20, 5);
        TestCentre.together(agents.stream()
                .<Callable<Outcome<Presence>>>map(a -> () -> centre.ready(a))
                .toList());
        var offers = centre.offers(agents);
        assertThat(offers).as("20 agents of 5 places, none left empty").hasSize(100);
        assertThat(offers.stream().map(Offer::contact).collect(Collectors.toSet()))
                .as("each contact is offered to one agent, the longest waiting first")
                .isEqualTo(new HashSet<>(contacts.subList(0, 100)));
        assertThat(offers.stream().collect(Collectors.groupingBy(Offer::agent, Collectors.counting())))
                .hasSize(20)
                .allSatisfy((agent, count) -> assertThat(count).isEqualTo(5));
    }

    @Test
    void twoTabsAcceptingOneOfferGetOneAssignment() {
        var queue = centre.queue(500);
        var agent = centre.agent(1);
        centre.ready(agent);
        for (int round = 0; round < 20; round++) {
            var contact = centre.arrives(queue);
            var offer = centre.routing().offersOf(agent).getFirst().id();
            Callable<Outcome<Assignment>> accept = () -> centre.routing().accept(offer, agent);
            var results = TestCentre.together(List.of(accept, accept));
            assertThat(results.stream().filter(Outcome::isDone)).hasSize(1);
            results.forEach(r -> r.onRefused(refusal -> {
                assertThat(refusal.code()).isEqualTo("offer.gone");
                assertThat(refusal.values()).containsEntry("reason", "accepted");
            }));
            assertThat(centre.eventsOf(contact).stream().filter(ContactEvent.Joined.class::isInstance))
                    .hasSize(1);
            centre.ends(contact, agent);
            centre.wrapsUp(contact, agent);
        }
    }

    @Test
    void colleagueCannotAcceptWhatWasOfferedToAnother() {
        var queue = centre.queue(500);
        var asked = centre.agent(1);
        centre.ready(asked);
        var contact = centre.arrives(queue);
        var other = centre.agent(1);
        centre.ready(other);
        var offer = centre.routing().offersOf(asked).getFirst().id();
        var results = TestCentre.together(List.<Callable<Outcome<Assignment>>>of(
                () -> centre.routing().accept(offer, asked),
                () -> centre.routing().accept(offer, other)));
        assertThat(results.getFirst().orElseThrow()).isEqualTo(new Assignment(contact, asked));
        results.getLast().onRefused(r -> assertThat(r.code()).isEqualTo("offer.not-yours"));
        assertThat(results.getLast().isDone()).isFalse();
    }

    @Test
    void twoHundredAndFiftyArrivingTogetherSpreadEvenlyOverTwentyAgents() {
        var queue = centre.queue(500);
        var agents = centre.agents(20, 15);
        agents.forEach(centre::ready);
        var contacts = IntStream.range(0, 250).mapToObj(i -> centre.opened()).toList();
        TestCentre.together(contacts.stream()
                .<Callable<Outcome<Routing.Position>>>map(c -> () -> centre.place(c, queue))
                .toList());
        var byAgent =
                centre.offers(agents).stream().collect(Collectors.groupingBy(Offer::agent, Collectors.counting()));
        assertThat(byAgent)
                .hasSize(20)
                .allSatisfy((agent, count) -> assertThat(count).isBetween(12L, 13L));
        assertThat(byAgent.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(250);
    }

    @Test
    void racingAnswersLeavesAndExpiriesNeverGiveAContactTwice() {
        var queue = centre.queue(500);
        var agents = centre.agents(6, 3);
        agents.forEach(centre::ready);
        var contacts = new ArrayList<UUID>();
        for (int round = 0; round < 8; round++) {
            for (int i = 0; i < 12; i++) {
                contacts.add(centre.arrives(queue));
            }
            var acts = new ArrayList<Callable<Boolean>>();
            for (var offer : centre.offers(agents)) {
                acts.add(
                        () -> centre.routing().accept(offer.id(), offer.agent()).isDone());
                acts.add(() -> centre.routing()
                        .decline(offer.id(), offer.agent(), null)
                        .isDone());
                acts.add(() -> {
                    centre.contacts
                            .append(
                                    offer.contact(),
                                    new ContactEvent.Ended(ContactEvent.Ended.Reason.ABANDONED, null),
                                    null)
                            .join();
                    return true;
                });
            }
            acts.add(() -> {
                centre.clock.advance(Duration.ofSeconds(31));
                return true;
            });
            TestCentre.together(acts);
            agents.forEach(a -> centre.contacts.ofAgent(a).forEach(c -> {
                if (c.live()) {
                    centre.ends(c.id(), a);
                }
                centre.wrapsUp(c.id(), a);
            }));
            agents.forEach(centre::ready);
        }
        for (var contact : contacts) {
            var events = centre.eventsOf(contact);
            assertThat(events.stream().filter(ContactEvent.Joined.class::isInstance))
                    .hasSizeLessThanOrEqualTo(1);
        }
        Await.until("nobody keeps a place for a contact that is over", () -> {
            var open = centre.contacts.live().stream().map(c -> c.id()).collect(Collectors.toSet());
            var floor = centre.asSystem(() -> centre.routing().floor(TestCentre.BANK));
            return floor.agents().stream().allMatch(a -> open.containsAll(a.contacts()) && a.afterContact() == 0)
                    && centre.offers(agents).stream().allMatch(o -> open.contains(o.contact()));
        });
    }

    @Test
    void manyCallersAreServedAtThousandsADurableDecisionEach() {
        var queue = centre.queue(100_000);
        var agents = centre.agents(20, 5);
        agents.forEach(centre::ready);
        int callers = 64;
        int each = 40;
        var contacts = IntStream.range(0, callers * each)
                .mapToObj(i -> centre.opened())
                .toList();
        long begun = System.nanoTime();
        var acts = new ArrayList<Callable<Integer>>();
        for (int caller = 0; caller < callers; caller++) {
            var mine = contacts.subList(caller * each, (caller + 1) * each);
            acts.add(() -> {
                mine.forEach(c -> centre.place(c, queue).orElseThrow());
                return 0;
            });
        }
        for (var agent : agents) {
            acts.add(() -> {
                int served = 0;
                while (centre.contacts.live().stream().anyMatch(c -> c.agent() == null)) {
                    for (var offer : centre.routing().offersOf(agent)) {
                        if (centre.routing().accept(offer.id(), agent).isDone()) {
                            served++;
                            centre.ends(offer.contact(), agent);
                            centre.wrapsUp(offer.contact(), agent);
                        }
                    }
                }
                return served;
            });
        }
        int served =
                TestCentre.together(acts).stream().mapToInt(Integer::intValue).sum();
        double seconds = (System.nanoTime() - begun) / 1e9;
        long records = centre.sql()
                .sql("select count(*) from routing.journal")
                .query(Long.class)
                .single();
        System.out.printf(
                "routing: %d contacts placed, offered, accepted, ended and wrapped up in %.2f s: %.0f assignments/s,"
                        + " %.0f durable records/s%n",
                served, seconds, served / seconds, records / seconds);
        assertThat(served).isEqualTo(callers * each);
    }
}
