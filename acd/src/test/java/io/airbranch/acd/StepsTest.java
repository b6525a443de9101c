package io.airbranch.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The stages of a search: who is asked for first, and whom it widens to. */
class StepsTest extends Story {

    @Test
    void ringsWidenWhenTheirTimeIsOver() {
        queue(
                "wealth",
                Step.asking(seconds(20), Trait.skill("wealth", 8)),
                Step.asking(seconds(20), Trait.skill("wealth", 3)));
        centre.agent("expert", 1, Map.of("wealth", 9));
        centre.agent("skilled", 1, Map.of("wealth", 4));
        centre.agent("anybody", 1, Map.of());
        List.of("skilled", "anybody").forEach(centre::ready);
        centre.arrives("saver", "wealth");
        assertThat(centre.ringsAt("saver")).isEqualTo("nobody");
        centre.elapse(19);
        assertThat(centre.ringsAt("saver")).isEqualTo("skilled");
        centre.accepts("skilled");
        centre.arrives("second", "wealth");
        centre.elapse(38);
        assertThat(centre.ringsAt("second")).as("second ring").isEqualTo("nobody");
        centre.elapse(1);
        assertThat(centre.ringsAt("second")).as("whoever fits the queue").isEqualTo("anybody");
    }

    @Test
    void freedExpertTakesWhoWaitsInTheInnerRing() {
        queue("wealth", Step.asking(seconds(60), Trait.skill("wealth", 8)));
        centre.agent("expert", 1, Map.of("wealth", 9));
        centre.ready("expert");
        centre.arrives("first", "wealth");
        centre.arrives("second", "wealth");
        centre.serves("expert", 10);
        assertThat(centre.ringsAt("second")).isEqualTo("expert");
    }

    @Test
    void eitherOfSeveralSkillsWillDo() {
        queue("cards", Step.asking(null, Trait.anyOf(Trait.skill("cards", 5), Trait.skill("loans", 5))));
        centre.agent("lender", 1, Map.of("loans", 6));
        centre.agent("novice", 1, Map.of("cards", 4, "loans", 4));
        List.of("novice", "lender").forEach(centre::ready);
        centre.arrives("caller", "cards");
        centre.arrives("second", "cards");
        assertThat(centre.ringsAt("caller")).isEqualTo("lender");
        assertThat(centre.ringsAt("second")).isEqualTo("nobody");
    }

    @Test
    void groupsOverflowToOtherSitesAndThenToAnyColleague() {
        queue(
                "cards",
                Step.asking(seconds(30), Trait.group("site north")),
                Step.asking(seconds(30), Trait.anyOf(Trait.group("site north"), Trait.group("site south"))));
        centre.member("southerner", "site south");
        centre.member("helper", "head office");
        List.of("helper", "southerner").forEach(centre::ready);
        centre.arrives("caller", "cards");
        centre.arrives("second", "cards");
        assertThat(centre.ringsAt("caller")).isEqualTo("nobody");
        centre.elapse(28);
        assertThat(centre.ringsAt("caller")).isEqualTo("southerner");
        centre.accepts("southerner");
        centre.elapse(2);
        assertThat(centre.ringsAt("second")).isEqualTo("nobody");
        centre.elapse(30);
        assertThat(centre.ringsAt("second")).isEqualTo("helper");
    }

    @Test
    void preferredColleaguesAreAskedByTheirScores() {
        centre.queue("cards");
        List.of("Li", "Wang", "Zhao").forEach(a -> centre.ready(a, 1));
        var preferred = Step.preferring(seconds(30), Map.of(centre.id("Wang"), 10, centre.id("Zhao"), 90));
        centre.arrives("caller", "cards", 0, "zh", preferred);
        assertThat(centre.ringsAt("caller")).isEqualTo("Zhao");
        centre.arrives("second", "cards", 0, "zh", preferred);
        assertThat(centre.ringsAt("second")).isEqualTo("Wang");
        centre.declines("Wang");
        assertThat(centre.ringsAt("second")).as("waits for the other one").isEqualTo("nobody");
        centre.away("Zhao");
        assertThat(centre.ringsAt("second")).as("neither is left").isEqualTo("Li");
    }

    @Test
    void namedColleagueMustHaveWhatTheStepAsksForBesides() {
        centre.queue("cards");
        centre.agent("owner", 1, Map.of("cards", 2));
        centre.ready("Li", 1);
        centre.ready("owner");
        var step = new Step(Set.of(centre.id("owner")), seconds(60), List.of(Trait.skill("cards", 5)), Map.of());
        centre.arrives("caller", "cards", 0, "zh", step);
        assertThat(centre.ringsAt("caller")).as("of no use to wait for him").isEqualTo("Li");
    }

    @Test
    void ownerComesBeforeTheQueuesRings() {
        queue("cards", Step.asking(seconds(30), Trait.group("cards desk")));
        centre.ready("owner", 1);
        centre.member("desk", "cards desk");
        centre.ready("desk");
        centre.arrives("caller", "cards", 0, "zh", centre.only("owner", 10));
        assertThat(centre.ringsAt("caller")).isEqualTo("owner");
        centre.declines("owner");
        assertThat(centre.ringsAt("caller")).isEqualTo("desk");
    }

    @Test
    void languageIsAskedForInEveryRingUnlessTheRingSaysWhich() {
        queue("cards", Step.asking(seconds(10), Trait.skill("cards", 1)), Step.asking(null, Trait.language("en")));
        centre.agent("silent", 1, Map.of("cards", 9), "zh");
        centre.agent("linguist", 1, Map.of(), "en");
        List.of("silent", "linguist").forEach(centre::ready);
        centre.arrives("visitor", "cards", 0, "fr");
        assertThat(centre.ringsAt("visitor")).isEqualTo("nobody");
        centre.elapse(10);
        assertThat(centre.ringsAt("visitor")).isEqualTo("linguist");
    }

    @Test
    void transferredContactGoesThroughTheStepsOfItsNewQueue() {
        centre.queue("cards");
        queue("wealth", Step.asking(seconds(20), Trait.group("private bank")));
        centre.ready("Li", 1);
        centre.arrives("caller", "cards");
        centre.accepts("Li");
        centre.ready("Wang", 1);
        centre.tell(new Command.Transfer(centre.id("caller"), centre.id("Li"), centre.id("wealth"), null));
        assertThat(centre.ringsAt("caller")).isEqualTo("nobody");
        centre.elapse(20);
        assertThat(centre.ringsAt("caller")).isEqualTo("Wang");
    }

    @Test
    void whoJoinsTheGroupIsAskedAtOnce() {
        queue("cards", Step.asking(null, Trait.group("cards desk")));
        centre.ready("Li", 1);
        centre.arrives("caller", "cards");
        centre.member("Li", "cards desk");
        assertThat(centre.ringsAt("caller")).isEqualTo("Li");
    }
}
