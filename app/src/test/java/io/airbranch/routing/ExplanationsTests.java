package io.airbranch.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.airbranch.acd.Command;
import io.airbranch.acd.Reply;
import io.airbranch.agent.Presence;
import io.airbranch.routing.deciding.Dispatcher;
import io.airbranch.routing.journal.Trimming;
import io.airbranch.routing.why.ContactStory;
import io.airbranch.routing.why.Explanations;
import io.airbranch.routing.why.Why;
import io.airbranch.shared.Outcome;
import io.airbranch.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Why somebody waits, now and at any moment that is kept. */
class ExplanationsTests extends RoutingTest {
    private static final Duration LITTLE = Duration.ofSeconds(5);

    private Outcome<Why> ask(UUID contact) {
        return centre.asSystem(() -> centre.part(Explanations.class).now(contact));
    }

    private Outcome<Why> ask(UUID contact, Instant at) {
        return centre.asSystem(() -> centre.part(Explanations.class).at(contact, at));
    }

    private Why why(UUID contact) {
        return ask(contact).orElseThrow();
    }

    private static Instant value(Outcome<?> outcome, String name) {
        return outcome instanceof Outcome.Refused<?> refused
                        && refused.refusal().values().get(name) instanceof Instant instant
                ? instant
                : Instant.EPOCH;
    }

    @Test
    void everybodyIsEitherACandidateOrExcludedByAReasonWithANumber() {
        var near = TestCentre.BANK.child("near");
        var queue = centre.queue(new Queue.Step(Duration.ofSeconds(30), List.of(Ask.institution(near))));
        var away = centre.agentAt(near, Map.of());
        var far = centre.agents(3, 1);
        far.forEach(centre::ready);
        var first = centre.arrives(queue);
        var second = centre.arrives(queue);
        var told = why(second);
        assertThat(told.phase()).isEqualTo("waiting");
        assertThat(told.position()).isEqualTo(2);
        assertThat(told.ahead()).containsExactly(first);
        assertThat(told.candidates()).isEmpty();
        assertThat(told.excluded())
                .extracting(Why.Excluded::reason, Why.Excluded::count)
                .containsExactly(tuple("missing-group", 3), tuple("not-on-duty", 1));
        var missing = told.excluded().getFirst().missing();
        assertThat(missing == null ? null : missing.kind() + " " + missing.name())
                .isEqualTo("institution " + near.value());
        assertThat(told.excluded().getLast().agents())
                .extracting(Why.Person::id)
                .containsExactly(away);
        assertThat(told.steps()).extracting(Why.Step::expirySeconds).containsExactly(30, null);
        assertThat(told.stepUntil()).isEqualTo(centre.clock.instant().plusSeconds(30));
        assertThat(told.estimate())
                .as("nobody of the queue's is on duty, three are")
                .isNotNull();
    }

    @Test
    void whoIsAskedIsTheOneWhoWasFirst() {
        var queue = centre.queue(500);
        var longest = centre.agent(2);
        centre.ready(longest);
        assertThat(centre.routing().offersOf(longest))
                .as("asked after it, so the engine knows")
                .isEmpty();
        centre.clock.advance(LITTLE);
        var later = centre.agent(2);
        centre.ready(later);
        var told = why(centre.arrives(queue));
        assertThat(told.phase()).isEqualTo("offered");
        assertThat(told.choice()).as("chats").isEqualTo("least-occupied");
        assertThat(told.chosen()).isNotNull().satisfies(c -> {
            assertThat(c.agent()).isNotNull().extracting(Why.Person::id).isEqualTo(longest);
            assertThat(c.idleSince()).isEqualTo(centre.clock.instant().minus(LITTLE));
        });
        assertThat(told.offerUntil()).isEqualTo(centre.clock.instant().plusSeconds(30));
    }

    @Test
    void pastMomentsAreExplainedAfterRestartsAsTheLiveEngineExplainedThem() {
        var queue = centre.queue(
                new Queue.Step(Duration.ofSeconds(12), List.of(Ask.institution(TestCentre.BANK.child("near")))));
        var agents = centre.agents(4, 2);
        var then = new ArrayList<Why>();
        var contacts = new ArrayList<UUID>();
        for (int i = 0; i < 24; i++) {
            centre.clock.advance(LITTLE);
            // A command before each question: what is due by now is decided.
            contacts.add(centre.arrives(queue));
            switch (i % 6) {
                case 1 -> centre.ready(agents.get(i / 6));
                case 2 ->
                    centre.offers(agents).stream()
                            .findFirst()
                            .ifPresent(o ->
                                    centre.routing().accept(o.id(), o.agent()).orElseThrow());
                case 3 ->
                    centre.offers(agents).stream()
                            .findFirst()
                            .ifPresent(o -> centre.routing()
                                    .decline(o.id(), o.agent(), "busy")
                                    .orElseThrow());
                case 4 ->
                    centre.routing()
                            .setPriority(contacts.getLast(), agents.getFirst(), 7)
                            .orElseThrow();
                case 5 -> centre.agents().become(agents.getFirst(), Presence.State.AWAY, "break");
                default -> {}
            }
            contacts.forEach(contact -> ask(contact).onDone(then::add));
            if (i == 9) {
                centre.clock.advance(LITTLE);
                centre.stop();
                centre.start();
            } else if (i == 17) {
                centre.clock.advance(LITTLE);
                centre.killAndStart();
            }
        }
        centre.clock.advance(LITTLE);
        centre.stop();
        centre.start();
        assertThat(then).hasSizeGreaterThan(200).extracting(Why::phase).contains("waiting", "offered", "served");
        for (var told : then) {
            assertThat(ask(told.contact(), told.at()).orElseThrow())
                    .as("%s at %s", told.contact(), told.at())
                    .isEqualTo(told);
        }
    }

    @Test
    void contactThatWasNotRoutedThenIsToldWithTheTimeWhenItWas() {
        var queue = centre.queue(500);
        var before = centre.clock.instant();
        centre.clock.advance(LITTLE);
        var contact = centre.arrives(queue);
        var from = centre.clock.instant();
        centre.clock.advance(LITTLE);
        centre.routing().withdraw(contact, "gone");
        var until = centre.clock.instant();
        centre.clock.advance(LITTLE);
        var early = ask(contact, before);
        assertThat(code(early)).isEqualTo("routing.not-then");
        assertThat(value(early, "from")).isEqualTo(from);
        assertThat(value(early, "until")).isEqualTo(until);
        assertThat(code(ask(contact))).as("gone").isEqualTo("routing.not-then");
        assertThat(ask(contact, until.minusMillis(1)).orElseThrow().position()).isEqualTo(1);
        assertThat(code(ask(UUID.randomUUID()))).isEqualTo("routing.not-then");
    }

    @Test
    void momentIsExplainedByTheRulesOfThen() {
        var queue = centre.queue(500);
        var ordinary = centre.arrives(queue);
        centre.clock.advance(Duration.ofSeconds(100));
        var urgent = centre.arrives(queue);
        centre.routing().setPriority(urgent, UUID.randomUUID(), 2).orElseThrow();
        var told = why(ordinary);
        assertThat(told.ahead()).as("two steps are worth 120 s").containsExactly(urgent);
        centre.clock.advance(LITTLE);
        centre.stop();
        centre.priorityWorth = "1s";
        centre.start();
        assertThat(why(ordinary).ahead()).as("two steps are worth 2 s").isEmpty();
        assertThat(ask(ordinary, told.at()).orElseThrow()).isEqualTo(told);
    }

    @Test
    void whatIsOlderThanIsKeptIsForgottenButNotWhatNobodyHasHeard() {
        var queue = centre.queue(500);
        var old = centre.arrives(queue);
        var first = why(old);
        centre.clock.advance(Duration.ofDays(10));
        centre.stop();
        centre.start();
        centre.arrives(queue);
        long kept = records();
        assertThat(centre.part(Trimming.class).trim())
                .as("nothing is old enough")
                .isZero();
        assertThat(records()).isEqualTo(kept);
        centre.clock.advance(Duration.ofDays(40));
        var middle = centre.clock.instant();
        centre.stop();
        centre.start();
        centre.sql().sql("update routing.domain set heard = 1").update();
        assertThat(centre.part(Trimming.class).trim())
                .as("the rest may still have to be told")
                .isEqualTo(1);
        centre.sql()
                .sql("update routing.domain set heard = (select max(seq) from routing.journal)")
                .update();
        assertThat(centre.part(Trimming.class).trim()).isPositive();
        var forgotten = ask(old, first.at());
        assertThat(code(forgotten)).isEqualTo("routing.too-old");
        assertThat(value(forgotten, "since")).isAfter(first.at()).isBefore(middle);
        assertThat(ask(old, middle).orElseThrow().position()).isEqualTo(1);
        centre.stop();
        centre.start();
        assertThat(why(old).position()).as("a start needs none of it").isEqualTo(1);
    }

    private long records() {
        return centre.sql()
                .sql("select count(*) from routing.journal")
                .query(Long.class)
                .single();
    }

    @Test
    void historyTellsWhatWasDoneWithAContactInItsOrder() {
        var queue = centre.queue(
                new Queue.Step(Duration.ofSeconds(12), List.of(Ask.institution(TestCentre.BANK.child("near")))));
        var agent = centre.agent(1);
        var colleague = centre.agent(1);
        centre.ready(agent);
        var contact = centre.arrives(queue);
        centre.routing().setPriority(contact, agent, 5).orElseThrow();
        centre.routing().keepPlace(contact).orElseThrow();
        centre.clock.advance(Duration.ofSeconds(13));
        centre.arrives(centre.queue(500));
        var offer = centre.routing().offersOf(agent).getFirst();
        centre.routing().decline(offer.id(), agent, "customer is rude").orElseThrow();
        centre.ready(colleague);
        centre.routing()
                .accept(centre.routing().offersOf(colleague).getFirst().id(), colleague)
                .orElseThrow();
        centre.ends(contact, colleague);
        centre.wrapsUp(contact, colleague);
        Await.until(
                "it is freed",
                () -> !story(contact).isEmpty()
                        && story(contact).getLast().kind().equals("freed"));
        var story = story(contact);
        assertThat(story)
                .extracting(ContactStory.Happening::kind)
                .containsExactly(
                        "placed",
                        "priority",
                        "place-kept",
                        "step",
                        "offered",
                        "offer-ended",
                        "offered",
                        "assigned",
                        "after-contact",
                        "freed");
        assertThat(story.get(1).values()).containsEntry("priority", 5);
        assertThat(story.get(1).agent()).isNotNull().extracting(Why.Person::id).isEqualTo(agent);
        assertThat(story.get(5).values()).containsEntry("end", "declined");
        assertThat(story.toString()).doesNotContain("rude");
        assertThat(story.get(7).values()).containsEntry("waitedSeconds", 13L);
    }

    private List<ContactStory.Happening> story(UUID contact) {
        return centre.asSystem(() -> centre.part(ContactStory.class).of(contact));
    }

    @Test
    void momentTwentyThousandRecordsAfterASnapshotIsExplainedWithinTwoSeconds() {
        var queue = centre.queue(500);
        centre.agents(50, 3);
        for (int i = 0; i < 100; i++) {
            centre.arrives(queue);
        }
        var contact = centre.arrives(queue);
        var dispatcher = centre.part(Dispatcher.class);
        var supervisor = UUID.randomUUID();
        var changes = new ArrayList<CompletableFuture<Reply>>();
        for (int i = 0; i < 19_000; i++) {
            changes.add(dispatcher.submit(new Command.SetPriority(contact, supervisor, i % 100 + 1)));
        }
        CompletableFuture.allOf(changes.toArray(CompletableFuture[]::new)).join();
        var told = why(contact);
        centre.clock.advance(LITTLE);
        centre.arrives(queue);
        var took = TestCentre.timed(
                () -> assertThat(ask(contact, told.at()).orElseThrow()).isEqualTo(told));
        assertThat(records()).isGreaterThan(19_000);
        assertThat(took).isLessThan(Duration.ofSeconds(2));
    }
}
