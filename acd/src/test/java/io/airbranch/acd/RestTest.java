package io.airbranch.acd;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.acd.Fact.RestReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Nobody works without a pause, and nobody is busier than is healthy. */
class RestTest extends Story {

    private void restRule() {
        centre = new Centre(
                Settings.DEFAULT.with(new Settings.Rest(Duration.ofMinutes(10), Duration.ofMinutes(2)), null));
        centre.queue("cards");
        centre.ready("Li", 2);
    }

    @Test
    void restFollowsLongWork() {
        restRule();
        centre.calls("long", "cards");
        centre.calls("next", "cards");
        centre.serves("Li", 600);
        assertThat(centre.ringsAt("next")).isEqualTo("nobody");
        assertThat(centre.last(Fact.AgentRests.class).reason()).isEqualTo(RestReason.LONG_WORK);
        assertThat(centre.excluded("next", Explanation.Reason.RESTING)).containsExactly("Li");
        centre.elapse(119);
        assertThat(centre.ringsAt("next")).isEqualTo("nobody");
        centre.elapse(1);
        assertThat(centre.ringsAt("next")).isEqualTo("Li");
    }

    @Test
    void shortGapsDoNotInterruptWork() {
        restRule();
        centre.calls("one", "cards");
        centre.serves("Li", 400);
        centre.elapse(60);
        centre.calls("two", "cards");
        centre.serves("Li", 150);
        centre.calls("three", "cards");
        assertThat(centre.ringsAt("three")).as("11 minutes with gaps of one").isEqualTo("nobody");
    }

    @Test
    void pauseAsLongAsTheRestBeginsAnew() {
        restRule();
        centre.calls("one", "cards");
        centre.serves("Li", 500);
        centre.elapse(120);
        centre.calls("two", "cards");
        centre.serves("Li", 500);
        centre.calls("three", "cards");
        assertThat(centre.ringsAt("three")).isEqualTo("Li");
    }

    @Test
    void whoHasSeveralGetsNothingNewUntilHisHandsAreEmpty() {
        restRule();
        centre.arrives("one", "cards");
        centre.accepts("Li");
        centre.arrives("two", "cards");
        centre.accepts("Li");
        centre.arrives("three", "cards");
        centre.elapse(600);
        centre.tell(new Command.Free(centre.id("one")));
        assertThat(centre.ringsAt("three")).as("a rest is due").isEqualTo("nobody");
        centre.tell(new Command.Free(centre.id("two")));
        centre.elapse(119);
        assertThat(centre.ringsAt("three")).as("and begins now").isEqualTo("nobody");
        centre.elapse(1);
        assertThat(centre.ringsAt("three")).isEqualTo("Li");
    }

    @Test
    void whoIsTooBusyRestsUntilTheShareHasFallen() {
        centre = new Centre(Settings.DEFAULT.with(null, new Settings.Occupancy(0.5, Duration.ofMinutes(10))));
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.calls("one", "cards");
        centre.serves("Li", 600);
        centre.calls("two", "cards");
        assertThat(centre.ringsAt("two")).as("busy 63 % of the window").isEqualTo("nobody");
        assertThat(centre.last(Fact.AgentRests.class).reason()).isEqualTo(RestReason.OCCUPANCY);
        // 600 s x ln(0.632 / 0.5) = 140.7 s
        centre.elapse(139);
        assertThat(centre.ringsAt("two")).isEqualTo("nobody");
        centre.elapse(2);
        assertThat(centre.ringsAt("two")).isEqualTo("Li");
    }

    @Test
    void shortWorkIsNoReasonToRest() {
        centre = new Centre(Settings.DEFAULT.with(null, new Settings.Occupancy(0.5, Duration.ofMinutes(10))));
        centre.queue("cards");
        centre.ready("Li", 1);
        centre.calls("one", "cards");
        centre.serves("Li", 120);
        centre.calls("two", "cards");
        assertThat(centre.ringsAt("two")).isEqualTo("Li");
    }
}
