package io.airbranch.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.BusinessHours;
import io.airbranch.agent.Agents;
import io.airbranch.agent.Presence;
import io.airbranch.contact.ContactEvent;
import io.airbranch.routing.Routing.Assignment;
import io.airbranch.routing.Routing.Offer;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.testkit.Await;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who serves whom, with callers at the same time, a real database, and servers that stop and die. */
class RoutingTests {
    private final TestCentre centre = new TestCentre();

    @AfterEach
    void close() {
        centre.close();
    }

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
    void restartKeepsPlaceAndAgeAndRingsNobodyWhoIsNotThere() {
        var queue = centre.queue(500);
        var agents = centre.agents(2, 1);
        agents.forEach(centre::ready);
        var contacts = IntStream.range(0, 10)
                .mapToObj(i -> {
                    centre.clock.advance(Duration.ofSeconds(1));
                    return centre.arrives(queue);
                })
                .toList();
        var served = centre.routing().offersOf(agents.getFirst()).getFirst();
        centre.routing().accept(served.id(), agents.getFirst()).orElseThrow();
        var since = centre.asSystem(() -> centre.routing().floor(TestCentre.BANK))
                .queues()
                .getFirst()
                .oldestSince();
        centre.stop();
        centre.start();
        assertThat(centre.offers(agents)).as("nobody's console is back").isEmpty();
        var waiting = contacts.stream().filter(c -> !c.equals(served.contact())).toList();
        for (int i = 0; i < waiting.size(); i++) {
            assertThat(centre.routing().position(waiting.get(i)).orElseThrow().position())
                    .isEqualTo(i + 1);
        }
        var floor = centre.asSystem(() -> centre.routing().floor(TestCentre.BANK));
        assertThat(floor.queues().getFirst().oldestSince()).isEqualTo(since);
        assertThat(floor.queues().getFirst().active()).isEqualTo(1);
        centre.agents().connected(agents.getLast());
        assertThat(centre.offers(agents).stream().map(Offer::contact)).containsExactly(waiting.getFirst());
    }

    @Test
    void killedServersDecisionsAreKeptAndItsLateOnesAreRefused() {
        var queue = centre.queue(500);
        var agent = centre.agent(1);
        centre.ready(agent);
        var first = centre.arrives(queue);
        var second = centre.arrives(queue);
        var offer = centre.routing().offersOf(agent).getFirst();
        centre.killAndStart();
        var late = centre.opened();
        try {
            var refused = centre.routingLeftBehind()
                    .place(new Routing.Request(late, queue, "zh", 0, centre.clock.instant(), List.of()));
            assertThat(refused.isDone()).isFalse();
        } catch (RuntimeException e) {
            assertThat(e).hasMessageContaining("Epoch");
        }
        assertThat(centre.routing().position(late)).isEmpty();
        assertThat(centre.routing().position(first).orElseThrow().position()).isEqualTo(1);
        assertThat(centre.routing().position(second).orElseThrow().position()).isEqualTo(2);
        centre.routing()
                .accept(offer.id(), agent)
                .onRefused(r -> assertThat(r.values()).containsEntry("reason", "agent-gone"));
        centre.agents().connected(agent);
        var again = centre.routing().offersOf(agent);
        assertThat(again.stream().map(Offer::contact)).containsExactly(first);
        Await.until("the contact holds both offers", () -> offersIn(first).size() == 2);
        assertThat(offersIn(first)).doesNotHaveDuplicates();
    }

    private List<ContactEvent> offersIn(UUID contact) {
        return centre.eventsOf(contact).stream()
                .filter(ContactEvent.Offered.class::isInstance)
                .toList();
    }

    @Test
    void whatHappenedToContactsWhileNobodyDecidedIsPutRight() {
        var queue = centre.queue(500);
        var agent = centre.agent(5);
        centre.ready(agent);
        var left = centre.arrives(queue);
        var ended = centre.arrives(queue);
        centre.routing().offersOf(agent).stream()
                .filter(o -> o.contact().equals(ended))
                .forEach(o -> centre.routing().accept(o.id(), agent).orElseThrow());
        centre.stop();
        var gone = new ContactEvent.Ended(ContactEvent.Ended.Reason.ABANDONED, null);
        centre.contacts.append(left, gone, null).join();
        centre.contacts.append(ended, gone, null).join();
        var waiting = centre.opened();
        centre.contacts
                .append(waiting, new ContactEvent.Queued(queue, Name.of("卡", "Cards")), null)
                .join();
        var active = centre.opened();
        centre.contacts
                .append(active, new ContactEvent.Queued(queue, Name.of("卡", "Cards")), null)
                .join();
        centre.contacts
                .append(active, new ContactEvent.Joined(agent, Name.of("李", "Li")), null)
                .join();
        centre.start();
        assertThat(centre.routing().position(left)).isEmpty();
        assertThat(centre.routing().position(waiting).orElseThrow().position()).isEqualTo(1);
        var load = centre.asSystem(() -> centre.routing().floor(TestCentre.BANK))
                .agents()
                .getFirst();
        assertThat(load.contacts()).containsExactly(active);
        assertThat(load.afterContact()).isEqualTo(1);
    }

    @Test
    void contactsOfAnAgentWhoStaysAwayReturnFirstInLine() {
        var queue = centre.queue(500);
        var agent = centre.agent(1);
        centre.ready(agent);
        var contact = centre.arrives(queue);
        centre.routing()
                .accept(centre.routing().offersOf(agent).getFirst().id(), agent)
                .orElseThrow();
        var other = centre.arrives(queue);
        centre.agents().disconnected(agent);
        assertThat(centre.routing().offersOf(agent))
                .as("asked after it, so the engine knows")
                .isEmpty();
        centre.clock.advance(Duration.ofSeconds(59));
        assertThat(centre.routing().position(contact)).isEmpty();
        centre.clock.advance(Duration.ofSeconds(1));
        Await.until("the contact returned", () -> centre.eventsOf(contact).getLast() instanceof ContactEvent.Returned);
        assertThat(centre.routing().position(contact).orElseThrow().position()).isEqualTo(1);
        assertThat(centre.routing().position(other).orElseThrow().position()).isEqualTo(2);
    }

    @Test
    void unansweredOffersSetTheAgentAway() {
        var queue = centre.queue(500);
        var agent = centre.agent(3);
        centre.ready(agent);
        IntStream.range(0, 3).forEach(i -> centre.arrives(queue));
        assertThat(centre.routing().offersOf(agent)).hasSize(3);
        centre.clock.advance(Duration.ofSeconds(31));
        Await.until("the agent is away", () -> centre.agents().presenceOf(agent).state() == Presence.State.AWAY);
        assertThat(centre.agents().presenceOf(agent).reason()).isEqualTo("unanswered");
        assertThat(centre.routing().offersOf(agent)).isEmpty();
    }

    @Test
    void transferTellsTheContactAndKeepsItsAge() {
        var queue = centre.queue(500);
        var target = centre.queue(500);
        var agent = centre.agent(1);
        centre.ready(agent);
        var contact = centre.arrives(queue);
        centre.routing()
                .accept(centre.routing().offersOf(agent).getFirst().id(), agent)
                .orElseThrow();
        assertThat(centre.routing()
                        .transfer(contact, agent, target, null, "wants a loan")
                        .isDone())
                .isTrue();
        assertThat(centre.eventsOf(contact))
                .anySatisfy(e -> assertThat(e).isInstanceOfSatisfying(ContactEvent.Transferred.class, t -> {
                    assertThat(t.toQueue()).isEqualTo(target);
                    assertThat(t.note()).isEqualTo("wants a loan");
                }));
        assertThat(centre.routing().transfer(contact, agent, null, null, null).isDone())
                .isFalse();
    }

    @Test
    void closedAndFullQueuesRefuseWithTheirReason() {
        var queue = centre.queue(1);
        centre.arrives(queue);
        assertThat(code(centre.place(centre.opened(), queue))).isEqualTo("queue.full");
        assertThat(code(centre.place(centre.opened(), UUID.randomUUID()))).isEqualTo("queue.unknown");
        centre.hours = new BusinessHours(ZoneId.of("Asia/Shanghai"), Map.of(), Map.of());
        assertThat(code(centre.place(centre.opened(), queue))).isEqualTo("queue.closed");
    }

    private static String code(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?> refused ? refused.refusal().code() : "done";
    }

    @Test
    void dayCountsAnsweredAndAbandonedAndItsEstimateFollows() {
        var queue = centre.queue(500);
        var agent = centre.agent(10);
        var quick = centre.arrives(queue);
        centre.ready(agent);
        centre.routing()
                .accept(centre.routing().offersOf(agent).getFirst().id(), agent)
                .orElseThrow();
        centre.agents().become(agent, Presence.State.AWAY, "break");
        var left = centre.arrives(queue);
        var soon = centre.arrives(queue);
        var waiting = centre.arrives(queue);
        abandons(soon);
        centre.clock.advance(Duration.ofSeconds(60));
        abandons(left);
        var figures = centre.asSystem(() -> centre.routing().floor(TestCentre.BANK))
                .queues()
                .getFirst();
        assertThat(figures.answeredToday()).isEqualTo(1);
        assertThat(figures.answeredInTarget()).isEqualTo(1);
        assertThat(figures.abandonedToday()).isEqualTo(2);
        assertThat(figures.serviceLevelBase()).isEqualTo(2);
        assertThat(centre.routing().position(waiting).orElseThrow().estimateSeconds())
                .as("one answered in what counts as five minutes")
                .isEqualTo(300);
        assertThat(centre.eventsOf(quick)).hasAtLeastOneElementOfType(ContactEvent.Joined.class);
        centre.stop();
        centre.start();
        assertThat(centre.asSystem(() -> centre.routing().floor(TestCentre.BANK))
                        .queues()
                        .getFirst())
                .isEqualTo(new Routing.QueueFigures(queue, 1, figures.oldestSince(), 1, 1, 2, 1, 2, 0, true));
    }

    private void abandons(UUID contact) {
        centre.routing().withdraw(contact, "abandoned");
        var ended = new ContactEvent.Ended(ContactEvent.Ended.Reason.ABANDONED, null);
        centre.contacts.append(contact, ended, null).join().orElseThrow();
    }

    @Test
    void databaseThatGoesAndComesBackLosesNoDecision() {
        var queue = centre.queue(500);
        var before = centre.arrives(queue);
        var during = centre.opened();
        centre.database.allowConnections(false);
        Callable<Outcome<Routing.Position>> place = () -> centre.place(during, queue);
        Callable<Outcome<Routing.Position>> comeBack = () -> {
            centre.database.cutConnections();
            centre.database.allowConnections(true);
            return Outcome.done(new Routing.Position(during, 0, null));
        };
        assertThat(TestCentre.together(List.of(place, comeBack))
                        .getFirst()
                        .orElseThrow()
                        .position())
                .isEqualTo(2);
        assertThat(centre.routing().position(before).orElseThrow().position()).isEqualTo(1);
    }

    @Test
    void listenersHearInOrderWhatContactsAreTold() {
        var queue = centre.queue(500);
        var agent = centre.agent(1);
        centre.ready(agent);
        var contact = centre.arrives(queue);
        centre.routing()
                .decline(centre.routing().offersOf(agent).getFirst().id(), agent, "busy")
                .orElseThrow();
        assertThat(centre.heard).startsWith("offered " + contact, "declined " + contact);
        Await.until(
                "the contact holds the reason",
                () -> centre.eventsOf(contact).stream()
                        .anyMatch(e -> e instanceof ContactEvent.OfferEnded ended
                                && ended.reason().equals("declined: busy")));
    }

    @Test
    void agentsModuleIsTheOneThatDecidesWhoIsThere() {
        assertThat(centre.agents()).isInstanceOf(Agents.class);
        var absent = centre.agent(1);
        centre.agents().disconnected(absent);
        assertThat(code(centre.ready(absent))).isEqualTo("presence.not-connected");
        var contact = centre.arrives(centre.queue(500));
        assertThat(centre.routing().position(contact)).isPresent();
        assertThat(centre.routing().offersOf(absent)).isEmpty();
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
                "routing: %d contacts placed, offered, accepted, ended and wrapped up in %.2f s: %.0f assignments/s, %.0f durable records/s%n",
                served, seconds, served / seconds, records / seconds);
        assertThat(served).isEqualTo(callers * each);
    }
}
