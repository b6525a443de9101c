package io.airbranch.acd;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.acd.Explanation.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Why a contact waits, and why this agent was asked. */
class ExplanationTest extends Story {

    @Test
    void everybodyIsExcludedForOneReason() {
        centre.queue("wealth", 0, Map.of("wealth", 5));
        centre.agent("novice", 1, Map.of("wealth", 2));
        centre.agent("foreigner", 1, Map.of("wealth", 9), "en");
        centre.agent("absent", 1, Map.of("wealth", 9));
        centre.agent("busy", 1, Map.of("wealth", 9));
        List.of("novice", "foreigner", "busy").forEach(centre::ready);
        centre.calls("first", "wealth");
        centre.accepts("busy");
        centre.calls("saver", "wealth");
        assertThat(centre.excluded("saver", Reason.MISSING_SKILL)).containsExactly("novice");
        assertThat(centre.excluded("saver", Reason.MISSING_LANGUAGE)).containsExactly("foreigner");
        assertThat(centre.excluded("saver", Reason.NOT_ON_DUTY)).containsExactly("absent");
        assertThat(centre.excluded("saver", Reason.BUSY)).containsExactly("busy");
        var explanation = centre.explain("saver");
        assertThat(explanation.candidates()).isEmpty();
        assertThat(explanation.asks()).containsExactly(Trait.skill("wealth", 5), Trait.language("zh"));
        assertThat(explanation.excluded())
                .filteredOn(x -> x.reason() == Reason.MISSING_SKILL)
                .first()
                .extracting(Explanation.Excluded::missing)
                .isEqualTo(Trait.skill("wealth", 5));
    }

    @Test
    void saysWhoStandsAheadAndWhatIsWaitedFor() {
        centre.queue("cards");
        centre.ready("owner", 1);
        centre.calls("busy-maker", "cards");
        centre.accepts("owner");
        centre.calls("ahead", "cards");
        centre.calls("waits", "cards", centre.only("owner", 30));
        var explanation = centre.explain("waits");
        assertThat(explanation.position()).isEqualTo(2);
        assertThat(explanation.ahead()).containsExactly(centre.id("ahead"));
        assertThat(explanation.step()).isZero();
        assertThat(explanation.named()).containsExactly(centre.id("owner"));
        assertThat(explanation.stepUntil()).isEqualTo(centre.now.plusSeconds(29));
    }

    @Test
    void letItPassIsAReasonUntilThePauseIsOver() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.calls("caller", "cards");
        centre.declines("Li");
        assertThat(centre.excluded("caller", Reason.LET_IT_PASS)).containsExactly("Li");
        assertThat(centre.explain("caller").pauseUntil()).isEqualTo(centre.now.plusSeconds(10));
    }

    @Test
    void saysHowTheChosenAgentStood() {
        centre.queue("cards");
        centre.ready("Li", 4);
        centre.arrives("one", "cards");
        centre.elapse(10);
        centre.arrives("two", "cards");
        var chosen = centre.explain("two").chosen();
        assertThat(chosen).isNotNull();
        assertThat(chosen.agent()).isEqualTo(centre.id("Li"));
        assertThat(chosen.occupancy()).isEqualTo(0.25);
        assertThat(chosen.idleSince()).isEqualTo(Centre.START);
    }

    @Test
    void candidatesOfThePastAreSeenInAReplayedEngine() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.ready("Wang", 1);
        centre.calls("caller", "cards");
        var past = new Engine(centre.settings);
        for (var fact : centre.facts) {
            if (fact instanceof Fact.Offered) {
                break;
            }
            past.apply(fact);
        }
        assertThat(past.explain(centre.id("caller")).orElseThrow().candidates())
                .extracting(Explanation.Candidate::agent)
                .containsExactly(centre.id("Li"), centre.id("Wang"));
        assertThat(past.explain(centre.id("nobody"))).isEmpty();
    }
}
