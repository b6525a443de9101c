package io.airbranch.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.agent.Medium;
import io.airbranch.contact.ContactEvent;
import io.airbranch.routing.Routing.Offer;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Servers that stop and die, databases that go: what was decided stands, and what happened meanwhile is put right. */
class RoutingRestartTests extends RoutingTest {

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
    void noteOfATransferIsToldAgainWhereTheContactHadNotHeardOfIt() {
        var queue = centre.queue(500);
        var agent = centre.agent(1);
        centre.ready(agent);
        var contact = centre.arrives(queue);
        centre.routing()
                .accept(centre.routing().offersOf(agent).getFirst().id(), agent)
                .orElseThrow();
        centre.routing()
                .transfer(contact, agent, centre.queue(500), null, "wants a loan")
                .orElseThrow();
        centre.stop();
        // As if the server had died between its journal and the contact's.
        centre.contacts.forget(contact, ContactEvent.Transferred.class);
        centre.sql().sql("update routing.domain set heard = 0").update();
        centre.start();
        assertThat(centre.eventsOf(contact).stream().filter(ContactEvent.Transferred.class::isInstance))
                .singleElement()
                .isInstanceOfSatisfying(
                        ContactEvent.Transferred.class,
                        t -> assertThat(t.note()).isEqualTo("wants a loan"));
    }

    @Test
    void whatPeopleWroteBesideADecisionIsEncryptedInTheJournal() {
        var queue = centre.queue(500);
        var agent = centre.agent(1);
        centre.ready(agent);
        var contact = centre.arrives(queue);
        centre.routing()
                .decline(centre.routing().offersOf(agent).getFirst().id(), agent, "customer 6222 0000 is rude")
                .orElseThrow();
        assertThat(centre.sql()
                        .sql("select record::text || coalesce(encode(said, 'escape'), '') from routing.journal")
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains("6222") || row.contains("rude"));
        centre.stop();
        centre.contacts.forget(contact, ContactEvent.OfferEnded.class);
        centre.sql().sql("update routing.domain set heard = 0").update();
        centre.start();
        // Nobody waits for this event, so neither does the start.
        Await.until(
                "the contact hears of it",
                () -> centre.eventsOf(contact).stream().anyMatch(ContactEvent.OfferEnded.class::isInstance));
        assertThat(centre.eventsOf(contact))
                .as("who may read the contact reads the reason")
                .anySatisfy(e -> assertThat(e)
                        .isInstanceOfSatisfying(
                                ContactEvent.OfferEnded.class,
                                ended -> assertThat(ended.reason()).isEqualTo("declined: customer 6222 0000 is rude")));
    }

    @Test
    void contactThatIsPlacedAgainKeepsItsPriorityTierMediumAgeAndSteps() {
        var queue = centre.queue(500);
        var ordinary = centre.arrives(queue);
        centre.clock.advance(Duration.ofSeconds(10));
        var colleague = centre.agent(1);
        var urgent = centre.opened();
        var since = centre.clock.instant();
        var steps =
                List.of(new Routing.Step(Set.of(colleague), Duration.ofSeconds(60)), new Routing.Step(Set.of(), null));
        centre.routing()
                .place(new Routing.Request(urgent, queue, "zh", 7, since, steps, Medium.VOICE, 3, 9L))
                .orElseThrow();
        var placed = lastPlaced(urgent);
        centre.stop();
        centre.contacts.hide(urgent);
        centre.start();
        assertThat(centre.routing().position(urgent))
                .as("a contact that nobody knows is let go")
                .isEmpty();
        centre.stop();
        centre.contacts.show(urgent);
        centre.clock.advance(Duration.ofSeconds(100));
        centre.start();
        assertThat(centre.routing().position(urgent).orElseThrow().position()).isEqualTo(1);
        assertThat(centre.routing().position(ordinary).orElseThrow().position()).isEqualTo(2);
        assertThat(lastPlaced(urgent)).isEqualTo(placed);
    }

    /** Priority, tier, medium, lot, age and steps as the journal has them. */
    private String lastPlaced(UUID contact) {
        return centre.sql()
                .sql("""
                        select record ->> 'priority' || ' ' || (record ->> 'tier') || ' ' || (record ->> 'medium') || ' '
                            || (record ->> 'seed') || ' ' || (record ->> 'since') || ' ' || (record ->> 'steps') from routing.journal
                        where kind = 'Placed' and record ->> 'contact' = :contact order by seq desc limit 1""")
                .param("contact", contact.toString())
                .query(String.class)
                .single();
    }

    @Test
    void serverWhoseRoutingWasTakenOverIsNotReadyAnyMore() {
        var queue = centre.queue(500);
        assertThat(centre.ready()).isTrue();
        centre.killAndStart();
        assertThat(centre.ready()).isTrue();
        assertThat(centre.leftBehindReady()).as("it has not noticed yet").isTrue();
        try {
            centre.routingLeftBehind()
                    .place(new Routing.Request(centre.opened(), queue, "zh", 0, centre.clock.instant(), List.of()));
        } catch (RuntimeException e) {
            assertThat(e).hasMessageContaining("Epoch");
        }
        Await.until("it says so", () -> !centre.leftBehindReady());
        assertThat(centre.ready()).isTrue();
    }
}
