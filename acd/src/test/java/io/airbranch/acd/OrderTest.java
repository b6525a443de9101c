package io.airbranch.acd;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.acd.Reply.Reason;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is next in line. */
class OrderTest extends Story {

    @BeforeEach
    void aQueue() {
        centre.queue("cards");
    }

    private void customer(String name, int priority, int tier) {
        centre.tell(new Command.Place(
                centre.id(name), centre.id("cards"), "zh", priority, centre.now, List.of(), Medium.CHAT, tier, null));
    }

    private List<String> line() {
        return centre.engine.line(centre.id("cards")).map(centre.names::get).toList();
    }

    @Test
    void stepOfPriorityIsWorthAMinuteOfWaiting() {
        customer("patient", 0, 0);
        centre.elapse(59);
        customer("important", 1, 0);
        assertThat(line()).containsExactly("important", "patient");
        centre.elapse(2);
        customer("too late", 1, 0);
        assertThat(line()).as("61 s of waiting are worth more").containsExactly("important", "patient", "too late");
    }

    @Test
    void longWaitBeatsAFreshVip() {
        customer("ordinary", 0, 0);
        centre.elapse(299);
        customer("vip", 0, 5);
        centre.elapse(2);
        customer("late vip", 0, 5);
        assertThat(line()).containsExactly("vip", "ordinary", "late vip");
        centre.ready("Li", 3);
        assertThat(centre.ringing("Li")).containsEntry("Li", List.of("vip", "ordinary", "late vip"));
    }

    @Test
    void orderNeverChangesByWaiting() {
        customer("a", 3, 0);
        centre.elapse(100);
        customer("b", 5, 0);
        centre.elapse(30);
        customer("c", 0, 9);
        var before = line();
        centre.elapse(100_000);
        assertThat(line()).isEqualTo(before);
    }

    @Test
    void creditForEarlierWaitingCounts() {
        customer("here first", 0, 0);
        centre.tell(new Command.Place(
                centre.id("waited elsewhere"), centre.id("cards"), "zh", 0, centre.now.minusSeconds(30), List.of()));
        assertThat(line()).containsExactly("waited elsewhere", "here first");
    }

    @Test
    void supervisorMovesSomebodyForward() {
        customer("first", 0, 0);
        customer("second", 0, 0);
        assertThat(centre.tell(new Command.SetPriority(centre.id("second"), centre.id("chief"), 1)))
                .isEqualTo(Reply.DONE);
        assertThat(line()).containsExactly("second", "first");
        centre.ready("Li", 1);
        assertThat(centre.ringsAt("second")).isEqualTo("Li");
        centre.accepts("Li");
        assertThat(centre.tell(new Command.SetPriority(centre.id("second"), centre.id("chief"), 0)))
                .isEqualTo(Reply.refused(Reason.CONTACT_SERVED));
        assertThat(centre.tell(new Command.SetPriority(centre.id("nobody"), centre.id("chief"), 0)))
                .isEqualTo(Reply.refused(Reason.CONTACT_UNKNOWN));
    }

    @Test
    void waitingContactIsMovedToAnotherQueueWithItsAge() {
        centre.queue("loss");
        customer("moved", 0, 0);
        centre.elapse(10);
        centre.arrives("there", "loss");
        centre.tell(new Command.Transfer(centre.id("moved"), centre.id("chief"), centre.id("loss"), null));
        assertThat(centre.engine.line(centre.id("loss"))).containsExactly(centre.id("moved"), centre.id("there"));
    }

    @Test
    void priorityOfAQueueMovesThoseWhoWaitInItAlready() {
        centre.queue("loss");
        customer("early", 0, 0);
        centre.elapse(10);
        centre.arrives("robbed", "loss");
        centre.queue("loss", 1, java.util.Map.of());
        centre.ready("Li", 1);
        assertThat(centre.ringsAt("robbed")).isEqualTo("Li");
    }
}
