package io.airbranch.acd;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.acd.Engine.Reach;
import io.airbranch.acd.Estimate.Method;
import io.airbranch.acd.QueueProfile.Limits;
import io.airbranch.acd.Reply.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a queue tells and does besides: estimates, limits, callbacks, whom it reaches. */
class QueueServicesTest extends Story {

    private void limited(@Nullable Duration estimate, @Nullable Duration oldest) {
        centre.tell(new Command.SetQueue(new QueueProfile(
                centre.id("cards"),
                Map.of(),
                0,
                Centre.LEASE,
                100,
                null,
                null,
                List.of(),
                new Limits(estimate, oldest))));
    }

    @Test
    void estimateFollowsTheStartsThatWereSeen() {
        centre.queue("cards");
        centre.ready("Li", 1);
        for (int i = 0; i < 9; i++) {
            centre.calls("c" + i, "cards");
        }
        for (int i = 0; i < 6; i++) {
            centre.serves("Li", 60);
        }
        var estimate = centre.engine.estimateFor(centre.id("c8")).orElseThrow();
        assertThat(estimate.method()).isEqualTo(Method.STARTS);
        assertThat(estimate.expected()).as("third in line, one start a minute").isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void estimateBeginsWithHandlingTimeAndColleagues() {
        centre.queue("cards");
        assertThat(centre.engine.estimateOf(centre.id("cards")))
                .as("nobody there")
                .isEmpty();
        centre.ready("Li", 1);
        centre.ready("Wang", 1);
        var estimate = centre.engine.estimateOf(centre.id("cards")).orElseThrow();
        assertThat(estimate).isEqualTo(new Estimate(Duration.ofSeconds(90), null, Method.HANDLING));
    }

    @Test
    void estimateKnowsHowFarItWasOff() {
        centre.queue("cards");
        centre.ready("Li", 1);
        for (int i = 0; i < 7; i++) {
            centre.calls("c" + i, "cards");
        }
        for (int i = 0; i < 5; i++) {
            centre.serves("Li", 60);
        }
        List.of("d0", "d1", "d2").forEach(c -> centre.calls(c, "cards"));
        for (int i = 0; i < 5; i++) {
            centre.serves("Li", 90);
        }
        var error = centre.engine.estimateOf(centre.id("cards")).orElseThrow().typicalError();
        assertThat(error).isNotNull().isGreaterThan(Duration.ofSeconds(5)).isLessThan(Duration.ofSeconds(120));
    }

    @Test
    void nobodyJoinsWhereTheWaitWouldBeTooLong() {
        limited(Duration.ofSeconds(200), null);
        centre.ready("Li", 1);
        assertThat(centre.calls("served", "cards")).isEqualTo(Reply.DONE);
        centre.accepts("Li");
        assertThat(centre.calls("first", "cards"))
                .as("an empty line takes everybody")
                .isEqualTo(Reply.DONE);
        assertThat(centre.calls("second", "cards"))
                .as("2 places x 180 s / 1 colleague")
                .isEqualTo(new Reply.Refused(Reason.WAIT_TOO_LONG, "360"));
    }

    @Test
    void nobodyJoinsBehindSomebodyWhoWaitsTooLong() {
        limited(null, Duration.ofSeconds(60));
        centre.calls("first", "cards");
        centre.elapse(60);
        assertThat(centre.calls("second", "cards")).isEqualTo(new Reply.Refused(Reason.LINE_TOO_OLD, "61"));
        centre.tell(new Command.End(centre.id("first"), "abandoned"));
        assertThat(centre.calls("third", "cards")).isEqualTo(Reply.DONE);
    }

    @Test
    void callbackKeepsItsPlaceAndTheOfferSaysSo() {
        centre.queue("cards");
        centre.calls("hangs up", "cards");
        centre.calls("holds the line", "cards");
        assertThat(centre.tell(new Command.KeepPlace(centre.id("hangs up")))).isEqualTo(Reply.DONE);
        assertThat(centre.tell(new Command.KeepPlace(centre.id("hangs up"))))
                .as("once more")
                .isEqualTo(Reply.DONE);
        centre.ready("Li", 1);
        assertThat(centre.ringsAt("hangs up")).isEqualTo("Li");
        assertThat(centre.last(Fact.Offered.class).callback()).isTrue();
        assertThat(centre.engine.offersOf(centre.id("Li")).getFirst().callback())
                .isTrue();
        centre.accepts("Li");
        assertThat(centre.tell(new Command.KeepPlace(centre.id("hangs up"))))
                .isEqualTo(Reply.refused(Reason.CONTACT_SERVED));
    }

    @Test
    void queueThatReachesNobodyIsFound() {
        centre.queue("wealth", 0, Map.of("wealth", 5));
        assertThat(centre.engine.reachOf(centre.id("wealth"))).contains(new Reach(0, 0, 0));
        centre.agent("expert", 1, Map.of("wealth", 6));
        centre.agent("novice", 1, Map.of("wealth", 1));
        centre.ready("novice");
        assertThat(centre.engine.reachOf(centre.id("wealth"))).contains(new Reach(1, 0, 0));
        centre.ready("expert");
        assertThat(centre.engine.reachOf(centre.id("wealth"))).contains(new Reach(1, 1, 1));
        centre.calls("saver", "wealth");
        assertThat(centre.engine.reachOf(centre.id("wealth"))).contains(new Reach(1, 1, 0));
    }

    @Test
    void oldestIsKnownWhateverTheOrder() {
        centre.queue("cards");
        centre.calls("oldest", "cards");
        centre.arrives("important", "cards", 9, "zh");
        assertThat(centre.engine.queue(centre.id("cards")).orElseThrow().oldest())
                .isEqualTo(Centre.START);
        centre.tell(new Command.End(centre.id("oldest"), "abandoned"));
        assertThat(centre.engine.queue(centre.id("cards")).orElseThrow().oldest())
                .isEqualTo(Centre.START.plusSeconds(1));
    }
}
