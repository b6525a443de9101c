package io.airbranch.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.airbranch.access.BusinessHours;
import io.airbranch.agent.Agents;
import io.airbranch.agent.Medium;
import io.airbranch.agent.Presence;
import io.airbranch.contact.ContactEvent;
import io.airbranch.routing.Routing.Offer;
import io.airbranch.testkit.Await;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a contact comes to somebody and goes on, told to everybody concerned in one order. */
class RoutingTests extends RoutingTest {

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

    @Test
    void dayCountsAnsweredAndAbandoned() {
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
                .as("nobody is there to serve")
                .isNull();
        assertThat(centre.eventsOf(quick)).hasAtLeastOneElementOfType(ContactEvent.Joined.class);
        centre.stop();
        centre.start();
        assertThat(centre.asSystem(() -> centre.routing().floor(TestCentre.BANK))
                        .queues()
                        .getFirst())
                .isEqualTo(new Routing.QueueFigures(queue, 1, figures.oldestSince(), 1, 1, 2, 1, 2, 0, true, null));
    }

    private void abandons(UUID contact) {
        centre.routing().withdraw(contact, "abandoned");
        var ended = new ContactEvent.Ended(ContactEvent.Ended.Reason.ABANDONED, null);
        centre.contacts.append(contact, ended, null).join().orElseThrow();
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
    void waitIsEstimatedFromHandlingAndColleaguesUntilTheSpeedOfTheLineIsKnown() {
        var queue = centre.queue(500);
        var agents = centre.agents(2, 1);
        centre.arrives(queue);
        centre.arrives(queue);
        var third = centre.arrives(queue);
        agents.forEach(centre::ready);
        assertThat(centre.routing().position(third).orElseThrow())
                .as("third place, 180 s each, two colleagues")
                .isEqualTo(new Routing.Position(third, 3, 270));
        assertThat(figures(queue).expectedWaitSeconds()).isEqualTo(360);
        for (int i = 0; i < 12; i++) {
            centre.arrives(queue);
            centre.clock.advance(Duration.ofSeconds(10));
            served(agents);
        }
        var last = centre.arrives(queue);
        var known = centre.routing().position(last).orElseThrow();
        assertThat(known.estimateSeconds()).as("now by starts: %s", known).isLessThan(known.position() * 90);
        assertThat(known.typicalErrorSeconds()).isNotNull();
    }

    /** Somebody accepts, ends and wraps up. */
    private void served(List<UUID> agents) {
        var offer = centre.offers(agents).getFirst();
        centre.routing().accept(offer.id(), offer.agent()).orElseThrow();
        centre.ends(offer.contact(), offer.agent());
        centre.wrapsUp(offer.contact(), offer.agent());
    }

    private Routing.QueueFigures figures(UUID queue) {
        return centre.asSystem(() -> centre.routing().floor(TestCentre.BANK)).queues().stream()
                .filter(f -> f.queue().equals(queue))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void priorityOfOneWhoWaitsIsChangedOnceHeIsServedNoMore() {
        var queue = centre.queue(500);
        var supervisor = UUID.randomUUID();
        var first = centre.arrives(queue);
        var second = centre.arrives(queue);
        assertThat(centre.routing()
                        .setPriority(second, supervisor, 5)
                        .orElseThrow()
                        .position())
                .isEqualTo(1);
        assertThat(centre.routing().position(first).orElseThrow().position()).isEqualTo(2);
        assertThat(centre.routing().line(queue, 9))
                .extracting(Routing.Waiting::contact, Routing.Waiting::priority)
                .containsExactly(tuple(second, 5), tuple(first, 0));
        assertThat(code(centre.routing().setPriority(second, supervisor, 101))).isEqualTo("routing.invalid");
        assertThat(code(centre.routing().setPriority(UUID.randomUUID(), supervisor, 1)))
                .isEqualTo("contact.unknown");
        var agent = centre.agent(1);
        centre.ready(agent);
        centre.routing()
                .accept(centre.routing().offersOf(agent).getFirst().id(), agent)
                .orElseThrow();
        assertThat(code(centre.routing().setPriority(second, supervisor, 1))).isEqualTo("contact.served");
    }

    @Test
    void customerWhoHangsUpKeepsHisPlaceAndHisOfferSaysSo() {
        var queue = centre.queue(500);
        var contact = centre.arrives(queue);
        var behind = centre.arrives(queue);
        assertThat(centre.routing().keepPlace(contact).orElseThrow().position()).isEqualTo(1);
        assertThat(centre.routing().line(queue, 9))
                .extracting(Routing.Waiting::callback)
                .containsExactly(true, false);
        var agent = centre.agent(2);
        centre.ready(agent);
        assertThat(centre.routing().offersOf(agent))
                .extracting(Offer::contact, Offer::callback)
                .containsExactly(tuple(contact, true), tuple(behind, false));
        assertThat(code(centre.routing().keepPlace(UUID.randomUUID()))).isEqualTo("contact.unknown");
    }

    @Test
    void stepsOfAQueueWidenAfterTheirTime() {
        var near = TestCentre.BANK.child("near");
        var queue = centre.queue(new Queue.Step(Duration.ofSeconds(30), List.of(Ask.institution(near))));
        var far = centre.agent(1);
        centre.ready(far);
        var contact = centre.arrives(queue);
        assertThat(centre.routing().offersOf(far)).as("he does not sit there").isEmpty();
        centre.clock.advance(Duration.ofSeconds(31));
        assertThat(centre.routing().position(contact)).isPresent();
        Await.until("the ring widens", () -> centre.routing().offersOf(far).size() == 1);
        var close = centre.agentAt(near.child("desk"), Map.of());
        centre.ready(close);
        centre.arrives(queue);
        assertThat(centre.routing().offersOf(close))
                .as("home below the institution that is asked for")
                .hasSize(1);
    }

    @Test
    void colleagueWhoTakesNoChatsIsGivenCallsOnly() {
        var queue = centre.queue(500);
        var caller = centre.agentAt(TestCentre.BANK, Map.of(Medium.CHAT, 0, Medium.VOICE, 2));
        centre.ready(caller);
        var chat = centre.arrives(queue);
        assertThat(centre.routing().offersOf(caller)).isEmpty();
        for (int i = 0; i < 3; i++) {
            centre.routing()
                    .place(new Routing.Request(
                            centre.opened(), queue, "zh", 0, centre.clock.instant(), List.of(), Medium.VOICE, 0, null))
                    .orElseThrow();
        }
        assertThat(centre.routing().offersOf(caller))
                .extracting(Offer::contact)
                .hasSize(2)
                .doesNotContain(chat);
    }

    @Test
    void tierGoesBeforeWhoeverHasWaitedAsManyMinutesLess() {
        var queue = centre.queue(500);
        var ordinary = centre.arrives(queue);
        centre.clock.advance(Duration.ofSeconds(100));
        var important = centre.opened();
        centre.routing()
                .place(new Routing.Request(
                        important, queue, "zh", 0, centre.clock.instant(), List.of(), Medium.CHAT, 2, 7L))
                .orElseThrow();
        assertThat(centre.routing().line(queue, 9))
                .extracting(Routing.Waiting::contact)
                .containsExactly(important, ordinary);
    }

    @Test
    void queueThatExpectsTooLongAWaitRefusesWithTheFigure() {
        var queue = centre.queue(new Queue.Limits(null, Duration.ofSeconds(60)));
        centre.arrives(queue);
        centre.clock.advance(Duration.ofSeconds(61));
        assertThat(code(centre.place(centre.opened(), queue))).isEqualTo("queue.overloaded");
    }
}
