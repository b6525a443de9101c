package io.airbranch.acd;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.acd.QueueProfile.Choice;
import io.airbranch.acd.QueueProfile.Weights;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of those who fit is asked. */
class ChoiceTest extends Story {

    @Test
    void callsGoToWhoHasBeenIdleLongestWhateverElseHeHas() {
        centre.queue("cards");
        centre.ready("Li", 3);
        centre.ready("Wang", 3);
        centre.arrives("mail", "cards", Medium.MAIL);
        assertThat(centre.ringsAt("mail")).isEqualTo("Li");
        centre.calls("call", "cards");
        assertThat(centre.ringsAt("call"))
                .as("an offer alone does not end idleness")
                .isEqualTo("Li");
    }

    @Test
    void chatsGoToWhoHasTheSmallestShareInHand() {
        centre.queue("cards");
        centre.ready("Li", 3);
        centre.ready("Wang", 3);
        centre.arrives("one", "cards");
        centre.arrives("two", "cards");
        assertThat(centre.ringsAt("one")).isEqualTo("Li");
        assertThat(centre.ringsAt("two")).isEqualTo("Wang");
    }

    @Test
    void mostSkilledIsAskedAndTiesGoToTheLongestIdle() {
        queue("wealth", Choice.MOST_SKILLED, Map.of("wealth", 2));
        centre.agent("fair", 1, Map.of("wealth", 3));
        centre.agent("best", 1, Map.of("wealth", 9));
        centre.agent("as good", 1, Map.of("wealth", 9));
        List.of("fair", "best", "as good").forEach(centre::ready);
        List.of("one", "two", "three").forEach(c -> centre.arrives(c, "wealth"));
        assertThat(centre.ringsAt("one")).isEqualTo("best");
        assertThat(centre.ringsAt("two")).isEqualTo("as good");
        assertThat(centre.ringsAt("three")).isEqualTo("fair");
    }

    @Test
    void weightsSettleBetweenSkillAndIdleTime() {
        centre.agent("rested", 1, Map.of("wealth", 3));
        centre.agent("expert", 1, Map.of("wealth", 9));
        centre.ready("rested");
        centre.elapse(180);
        centre.ready("expert");
        weighted(1, 0);
        centre.arrives("for the skilled", "wealth");
        assertThat(centre.ringsAt("for the skilled")).isEqualTo("expert");
        centre.tell(new Command.End(centre.id("for the skilled"), "gone"));
        weighted(1, 3);
        centre.arrives("for the rested", "wealth");
        assertThat(centre.ringsAt("for the rested"))
                .as("3 minutes x 3 weigh more than 6 levels")
                .isEqualTo("rested");
    }

    private void weighted(int skill, int idle) {
        centre.tell(new Command.SetQueue(new QueueProfile(
                centre.id("wealth"),
                Map.of("wealth", 1),
                0,
                Centre.LEASE,
                9,
                Choice.WEIGHTED,
                new Weights(skill, idle, 0),
                List.of(),
                null)));
    }

    @Test
    void seedBreaksTiesByLotAlwaysAlike() {
        centre.queue("cards");
        var names = IntStream.range(0, 8).mapToObj(i -> "agent " + i).toList();
        for (var name : names) {
            centre.agent(name, 1, Map.of());
            centre.tell(new Command.SetPresence(centre.id(name), true, true));
        }
        var drawn = new HashSet<String>();
        for (long seed = 1; seed <= 16; seed++) {
            drawn.add(drawnWith(seed));
            assertThat(drawnWith(seed)).isEqualTo(drawnWith(seed));
        }
        assertThat(drawn).as("the lot falls on many").hasSizeGreaterThan(4);
    }

    private String drawnWith(long seed) {
        var contact = "contact of " + seed;
        centre.tell(new Command.Place(
                centre.id(contact), centre.id("cards"), "zh", 0, centre.now, List.of(), Medium.VOICE, 0, seed));
        var drawn = centre.ringsAt(contact);
        centre.tell(new Command.End(centre.id(contact), "gone"));
        return drawn;
    }

    @Test
    void withdrawnOfferCostsNobodyHisPlace() {
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.ready("Wang", 1);
        centre.calls("impatient", "cards");
        assertThat(centre.ringsAt("impatient")).isEqualTo("Li");
        centre.tell(new Command.End(centre.id("impatient"), "abandoned"));
        centre.calls("next", "cards");
        assertThat(centre.ringsAt("next")).isEqualTo("Li");
    }
}
