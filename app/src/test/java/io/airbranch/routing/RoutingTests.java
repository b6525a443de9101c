package io.airbranch.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.BusinessHours;
import io.airbranch.agent.Agents;
import io.airbranch.agent.Presence;
import io.airbranch.contact.ContactEvent;
import io.airbranch.testkit.Await;
import java.time.Duration;
import java.time.ZoneId;
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
}
