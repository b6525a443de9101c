package io.airbranch.acd;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.acd.Reply.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One story per rule of who serves whom. */
class EngineTest {
    private final Centre centre = new Centre();

    @AfterEach
    void sameFactsGiveTheSameState() {
        centre.assertRebuilds();
    }

    @Test
    void arrivingContactRingsAtTheLongestIdleAgent() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.ready("Wang", 1);
        centre.arrives("first", "cards");
        centre.arrives("second", "cards");
        assertThat(centre.ringsAt("first")).isEqualTo("Li");
        assertThat(centre.ringsAt("second")).isEqualTo("Wang");
    }

    @Test
    void freedAgentTakesTheNextContactInTheSameDecision() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.arrives("first", "cards");
        centre.arrives("second", "cards");
        centre.accepts("Li");
        assertThat(centre.ringsAt("second")).isEqualTo("nobody");
        centre.tell(new Command.End(centre.id("first"), "agent"));
        assertThat(centre.ringsAt("second"))
                .as("after-contact work takes the place")
                .isEqualTo("nobody");
        var decision = centre.engine.handle(new Command.Free(centre.id("first")), centre.now);
        centre.facts.addAll(decision.facts());
        assertThat(decision.facts()).hasExactlyElementsOfTypes(Fact.Freed.class, Fact.Offered.class);
        assertThat(centre.ringsAt("second")).isEqualTo("Li");
    }

    @Test
    void afterContactWorkEndsByItselfAtItsCap() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.arrives("first", "cards");
        centre.arrives("second", "cards");
        centre.accepts("Li");
        centre.tell(new Command.End(centre.id("first"), "agent"));
        centre.elapse(599);
        assertThat(centre.ringsAt("second")).isEqualTo("nobody");
        centre.elapse(1);
        assertThat(centre.ringsAt("second")).isEqualTo("Li");
    }

    @Test
    void contactsGoByPriorityThenByAge() {
        centre.queue("cards");
        centre.arrives("early", "cards");
        centre.arrives("later", "cards");
        centre.arrives("important", "cards", 5, "zh");
        assertThat(centre.engine.line(centre.id("cards")))
                .containsExactly(centre.id("important"), centre.id("early"), centre.id("later"));
        centre.ready("Li", 2);
        assertThat(centre.ringing("Li")).containsEntry("Li", List.of("important", "early"));
        assertThat(centre.engine.placeOf(centre.id("later")).orElseThrow().position())
                .isEqualTo(3);
    }

    @Test
    void agentOfSeveralQueuesServesTheMoreUrgentQueueFirst() {
        centre.queue("mortgage");
        centre.queue("loss", 10, Map.of());
        centre.arrives("borrower", "mortgage");
        centre.arrives("robbed", "loss");
        centre.ready("Li", 1);
        assertThat(centre.ringsAt("robbed")).isEqualTo("Li");
    }

    @Test
    void onlyWhoHasTheSkillAtItsLevelAndTheLanguageIsAsked() {
        centre.queue("wealth", 0, Map.of("wealth", 5));
        centre.agent("novice", 1, Map.of("wealth", 4), "zh", "en");
        centre.agent("expert", 1, Map.of("wealth", 5), "zh");
        centre.agent("linguist", 1, Map.of("wealth", 9), "en");
        List.of("novice", "expert", "linguist").forEach(centre::ready);
        centre.arrives("saver", "wealth", 0, "en");
        centre.arrives("second", "wealth", 0, "en");
        assertThat(centre.ringsAt("saver")).isEqualTo("linguist");
        assertThat(centre.ringsAt("second")).isEqualTo("nobody");
        centre.agent("novice", 1, Map.of("wealth", 6), "zh", "en");
        assertThat(centre.ringsAt("second"))
                .as("who has learned it is asked at once")
                .isEqualTo("novice");
    }

    @Test
    void queueThatAsksForLessIsServedAtOnce() {
        centre.queue("wealth", 0, Map.of("wealth", 5));
        centre.agent("novice", 1, Map.of("wealth", 4));
        centre.ready("novice");
        centre.arrives("saver", "wealth");
        assertThat(centre.ringsAt("saver")).isEqualTo("nobody");
        centre.queue("wealth", 0, Map.of("wealth", 3));
        assertThat(centre.ringsAt("saver")).isEqualTo("novice");
    }

    @Test
    void pendingOffersCountSoThatACrowdSpreads() {
        centre.queue("cards");
        var agents = IntStream.range(0, 20).mapToObj(i -> "agent " + i).toList();
        agents.forEach(a -> centre.ready(a, 20));
        for (int i = 0; i < 250; i++) {
            centre.tell(new Command.Place(centre.id("c" + i), centre.id("cards"), "zh", 0, centre.now, List.of()));
        }
        assertThat(agents)
                .allSatisfy(a ->
                        assertThat(centre.engine.offersOf(centre.id(a)).size()).isBetween(12, 13));
    }

    @Test
    void agentWithTwiceTheCapacityIsGivenTwiceAsMuch() {
        centre.queue("cards");
        centre.ready("small", 4);
        centre.ready("large", 8);
        for (int i = 0; i < 6; i++) {
            centre.arrives("c" + i, "cards");
        }
        assertThat(centre.engine.offersOf(centre.id("small"))).hasSize(2);
        assertThat(centre.engine.offersOf(centre.id("large"))).hasSize(4);
    }

    @Test
    void declinedContactGoesToTheNextAgentAndTheReasonIsKept() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.ready("Wang", 1);
        centre.arrives("caller", "cards");
        centre.declines("Li");
        assertThat(centre.ringsAt("caller")).isEqualTo("Wang");
        assertThat(centre.last(Fact.OfferEnded.class).end()).isEqualTo(OfferEnd.DECLINED);
        assertThat(centre.last(Fact.OfferEnded.class).reason()).isEqualTo("lunch");
    }

    @Test
    void whoDeclinedIsAskedAgainOnlyWhenAllOthersWereAndAPauseIsOver() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.ready("Wang", 1);
        centre.arrives("caller", "cards");
        centre.declines("Li");
        centre.declines("Wang");
        centre.elapse(9);
        assertThat(centre.ringsAt("caller")).isEqualTo("nobody");
        centre.elapse(1);
        assertThat(centre.ringsAt("caller")).isEqualTo("Li");
    }

    @Test
    void whoDeclinedOneContactIsGivenAnotherMeanwhile() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.arrives("refused", "cards");
        centre.arrives("next", "cards");
        centre.declines("Li");
        assertThat(centre.ringsAt("next")).isEqualTo("Li");
    }

    @Test
    void offerEndsWithItsLeaseAndGoesOn() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.ready("Wang", 1);
        centre.arrives("caller", "cards");
        centre.elapse(18);
        assertThat(centre.ringsAt("caller")).isEqualTo("Li");
        centre.elapse(1);
        assertThat(centre.ringsAt("caller")).isEqualTo("Wang");
        assertThat(centre.last(Fact.OfferEnded.class).end()).isEqualTo(OfferEnd.EXPIRED);
    }

    @Test
    void lateAnswerFindsTheOfferGoneAndHearsWhy() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.arrives("caller", "cards");
        long offer = centre.offerTo("Li");
        centre.now = centre.now.plusSeconds(30);
        assertThat(centre.tell(new Command.Accept(offer, centre.id("Li"))))
                .isEqualTo(new Reply.Refused(Reason.OFFER_GONE, "expired"));
        assertThat(centre.servedBy("caller")).isEqualTo("nobody");
    }

    @Test
    void threeUnansweredOffersInARowSetTheAgentAway() {
        centre.queue("cards");
        centre.ready("asleep", 1);
        centre.arrives("caller", "cards");
        centre.elapse(3 * 20 + 2 * 10);
        assertThat(centre.last(Fact.AgentSetAway.class).reason()).isEqualTo("unanswered");
        assertThat(centre.engine.agent(centre.id("asleep")).orElseThrow().onDuty())
                .isFalse();
        centre.ready("asleep");
        centre.elapse(10);
        assertThat(centre.ringsAt("caller"))
                .as("ready again counts from nought")
                .isEqualTo("asleep");
    }

    @Test
    void answerInBetweenForgivesUnansweredOffers() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.arrives("caller", "cards");
        centre.elapse(2 * 20 + 2 * 10);
        centre.declines("Li");
        centre.elapse(2 * 20 + 2 * 10);
        assertThat(centre.facts).doesNotHaveAnyElementsOfTypes(Fact.AgentSetAway.class);
    }

    @Test
    void oneOfferIsAcceptedExactlyOnce() {
        centre.queue("cards");
        centre.ready("Li", 2);
        centre.ready("Wang", 2);
        centre.arrives("caller", "cards");
        long offer = centre.offerTo("Li");
        assertThat(centre.tell(new Command.Accept(offer, centre.id("Wang"))))
                .isEqualTo(Reply.refused(Reason.OFFER_NOT_YOURS));
        assertThat(centre.tell(new Command.Accept(offer, centre.id("Li"))))
                .isEqualTo(new Reply.Given(centre.id("caller"), centre.id("Li")));
        assertThat(centre.tell(new Command.Accept(offer, centre.id("Li"))))
                .isEqualTo(new Reply.Refused(Reason.OFFER_GONE, "accepted"));
        assertThat(centre.tell(new Command.Accept(99, centre.id("Li"))))
                .isEqualTo(new Reply.Refused(Reason.OFFER_GONE, null));
    }

    @Test
    void customerWhoLeavesWithdrawsTheOfferAndFreesTheAgent() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.arrives("impatient", "cards");
        centre.arrives("patient", "cards");
        centre.tell(new Command.End(centre.id("impatient"), "abandoned"));
        assertThat(centre.ringsAt("patient")).isEqualTo("Li");
        assertThat(centre.last(Fact.Left.class).reason()).isEqualTo("abandoned");
    }

    @Test
    void brokenLineGivesPendingOffersToTheNext() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.ready("Wang", 1);
        centre.arrives("caller", "cards");
        centre.lineBreaks("Li");
        assertThat(centre.ringsAt("caller")).isEqualTo("Wang");
        assertThat(centre.last(Fact.OfferEnded.class).end()).isEqualTo(OfferEnd.AGENT_GONE);
    }

    @Test
    void contactsOfALostAgentReturnFirstInLineAfterTheGrace() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.arrives("lost", "cards");
        centre.accepts("Li");
        centre.arrives("important", "cards", 9, "zh");
        centre.lineBreaks("Li");
        centre.elapse(59);
        assertThat(centre.servedBy("lost")).isEqualTo("Li");
        centre.elapse(1);
        assertThat(centre.engine.line(centre.id("cards"))).containsExactly(centre.id("lost"), centre.id("important"));
        assertThat(centre.engine.contact(centre.id("lost")).orElseThrow().since())
                .isBefore(Centre.START.plusSeconds(2));
        centre.ready("Wang", 1);
        assertThat(centre.ringsAt("lost")).isEqualTo("Wang");
    }

    @Test
    void agentWhoComesBackInTimeKeepsHisContacts() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.arrives("caller", "cards");
        centre.accepts("Li");
        centre.lineBreaks("Li");
        centre.elapse(59);
        centre.ready("Li");
        centre.elapse(120);
        assertThat(centre.servedBy("caller")).isEqualTo("Li");
    }

    @Test
    void nobodyIsGivenToAnAgentWhoIsNotThere() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.tell(new Command.DisconnectAll());
        centre.arrives("caller", "cards");
        assertThat(centre.ringsAt("caller")).isEqualTo("nobody");
        centre.ready("Li");
        assertThat(centre.ringsAt("caller")).isEqualTo("Li");
    }

    @Test
    void preferredColleagueIsAskedFirstThenAnybody() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.ready("owner", 1);
        centre.arrives("other", "cards", 0, "zh", centre.only("owner", 30));
        assertThat(centre.ringsAt("other")).isEqualTo("owner");
        centre.accepts("owner");
        centre.arrives("again", "cards", 0, "zh", centre.only("owner", 30));
        assertThat(centre.ringsAt("again"))
                .as("the owner is busy, so we wait for him")
                .isEqualTo("nobody");
        centre.elapse(29);
        assertThat(centre.ringsAt("again")).isEqualTo("Li");
    }

    @Test
    void nobodyWaitsForAPreferredColleagueWhoIsNotThere() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.agent("owner", 1, Map.of());
        centre.arrives("caller", "cards", 0, "zh", centre.only("owner", 300));
        assertThat(centre.ringsAt("caller")).isEqualTo("Li");
    }

    @Test
    void waitingForAColleagueEndsWhenHeGoesAway() {
        centre.queue("cards");
        centre.ready("owner", 1);
        centre.arrives("first", "cards");
        centre.accepts("owner");
        centre.ready("Li", 1);
        centre.arrives("second", "cards", 0, "zh", centre.only("owner", 300));
        centre.away("owner");
        assertThat(centre.ringsAt("second")).isEqualTo("Li");
    }

    @Test
    void transferToAQueueKeepsTheAgeAndFreesTheAgent() {
        centre.queue("cards");
        centre.queue("wealth", 0, Map.of("wealth", 1));
        centre.ready("Li", 1);
        centre.arrives("old", "cards");
        centre.accepts("Li");
        centre.arrives("young", "wealth");
        centre.arrives("waiting", "cards");
        centre.tell(new Command.Transfer(centre.id("old"), centre.id("Li"), centre.id("wealth"), null));
        assertThat(centre.engine.line(centre.id("wealth"))).containsExactly(centre.id("old"), centre.id("young"));
        assertThat(centre.ringsAt("waiting")).isEqualTo("Li");
    }

    @Test
    void transferToAColleagueWaitsForHimAndThenForAnybody() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.ready("Wang", 1);
        centre.ready("Zhao", 1);
        centre.arrives("busy-maker", "cards");
        centre.arrives("caller", "cards");
        centre.accepts("Li");
        centre.accepts("Wang");
        assertThat(centre.tell(new Command.Transfer(centre.id("caller"), centre.id("Wang"), null, centre.id("Li"))))
                .isEqualTo(Reply.DONE);
        assertThat(centre.ringsAt("caller")).isEqualTo("nobody");
        centre.elapse(60);
        assertThat(centre.ringsAt("caller")).isEqualTo("Zhao");
        centre.away("Zhao");
        centre.accepts("Zhao");
        assertThat(centre.tell(new Command.Transfer(centre.id("caller"), centre.id("Zhao"), null, centre.id("Zhao"))))
                .isEqualTo(Reply.refused(Reason.AGENT_UNAVAILABLE));
    }

    @Test
    void whoHandedAContactOnIsNotAskedForItWhileOthersAreFree() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.arrives("caller", "cards");
        centre.accepts("Li");
        centre.ready("Wang", 1);
        centre.tell(new Command.Transfer(centre.id("caller"), centre.id("Li"), centre.id("cards"), null));
        assertThat(centre.ringsAt("caller")).isEqualTo("Wang");
    }

    @Test
    void fullAndUnknownQueuesRefuse() {
        centre.tell(new Command.SetQueue(new QueueProfile(centre.id("tiny"), Map.of(), 0, Duration.ofSeconds(20), 1)));
        assertThat(centre.arrives("one", "tiny")).isEqualTo(Reply.DONE);
        assertThat(centre.arrives("one", "tiny")).as("the same again").isEqualTo(Reply.DONE);
        assertThat(centre.arrives("two", "tiny")).isEqualTo(new Reply.Refused(Reason.QUEUE_FULL, "1"));
        assertThat(centre.arrives("three", "nowhere")).isEqualTo(Reply.refused(Reason.QUEUE_UNKNOWN));
    }

    @Test
    void commandsAboutTheUnknownChangeNothing() {
        var nobody = UUID.randomUUID();
        var before = centre.engine.snapshot();
        centre.tell(new Command.End(nobody, "gone"));
        centre.tell(new Command.Free(nobody));
        centre.tell(new Command.SetPresence(nobody, true, true));
        centre.tell(new Command.Decline(7, nobody, null));
        centre.tell(new Command.Transfer(nobody, nobody, nobody, null));
        centre.tell(new Command.Restore(nobody, nobody, nobody, "zh", centre.now));
        assertThat(centre.engine.snapshot()).isEqualTo(before);
        assertThat(centre.facts).isEmpty();
    }

    @Test
    void clockThatStepsBackStandsStill() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.arrives("caller", "cards");
        centre.now = Centre.START.minusSeconds(3_600);
        centre.accepts("Li");
        assertThat(centre.last(Fact.Assigned.class).at())
                .isAfterOrEqualTo(centre.last(Fact.Offered.class).at());
    }

    @Test
    void restoredContactTakesItsAgentsPlaceAndIsReturnedWhenHeStaysAway() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.tell(new Command.DisconnectAll());
        centre.tell(new Command.Restore(centre.id("caller"), centre.id("Li"), centre.id("cards"), "zh", Centre.START));
        assertThat(centre.servedBy("caller")).isEqualTo("Li");
        centre.ready("Wang", 1);
        centre.elapse(60);
        assertThat(centre.ringsAt("caller")).isEqualTo("Wang");
    }
}
