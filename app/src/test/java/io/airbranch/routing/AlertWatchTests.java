package io.airbranch.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.InstitutionPath;
import io.airbranch.routing.Alert.Measure;
import io.airbranch.routing.Alerts.Happened;
import io.airbranch.shared.db.Scope;
import io.airbranch.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Alerts of a real floor, in a real database, over restarts. */
class AlertWatchTests extends RoutingTest {

    private UUID rule(Measure measure, double limit, int forSeconds) {
        var id = UUID.randomUUID();
        centre.sql()
                .sql("""
                        insert into routing.alert_rule
                               (id, institution, name_zh, name_en, measure, threshold, for_seconds, level, only_open, active, version)
                        values (:id, :bank, '规则', 'Rule', :measure, :limit, :seconds, 'ACT', false, true, 1)""")
                .param("id", id)
                .param("bank", TestCentre.BANK.value())
                .param("measure", measure.name())
                .param("limit", limit)
                .param("seconds", forSeconds)
                .update();
        return id;
    }

    private List<Alert> open() {
        return centre.asSystem(() -> centre.alerts().open(TestCentre.BANK));
    }

    private void seconds(int seconds) {
        centre.clock.advance(Duration.ofSeconds(seconds));
    }

    private void raised(int count) {
        Await.until(count + " alerts are open", () -> open().size() == count);
    }

    private long stored() {
        return centre.sql()
                .sql("select count(*) from routing.alert")
                .query(Long.class)
                .single();
    }

    @Test
    void queueBeyondItsLimitRaisesOneAlertThatEndsWhenItIsKeptAgain() {
        var queue = centre.queue(500);
        rule(Measure.WAITING, 1, 0);
        centre.arrives(queue);
        var second = centre.arrives(queue);
        raised(1);
        var alert = open().getFirst();
        assertThat(alert.queue().id()).isEqualTo(queue);
        assertThat(alert.value()).isEqualTo(2);
        assertThat(alert.level()).isEqualTo(Alert.Level.ACT);
        centre.routing().withdraw(second, "abandoned");
        centre.alertsLook();
        seconds(9);
        centre.alertsLook();
        assertThat(open()).hasSize(1);
        seconds(1);
        raised(0);
        Await.until("the end is told", () -> happened().contains(Happened.ENDED));
        assertThat(happened()).containsOnlyOnce(Happened.RAISED).containsOnlyOnce(Happened.ENDED);
        assertThat(stored()).isEqualTo(1);
    }

    private List<Happened> happened() {
        return centre.alerted.stream().map(Alerts.AlertChanged::happened).toList();
    }

    @Test
    void openAlertSurvivesARestartAndAKillAndIsNotRaisedAgain() {
        var queue = centre.queue(500);
        rule(Measure.WAITING, 0, 0);
        centre.arrives(queue);
        raised(1);
        var alert = open().getFirst();
        centre.stop();
        centre.start();
        raised(1);
        centre.alertsLook();
        centre.killAndStart();
        raised(1);
        centre.alertsLook();
        assertThat(open())
                .singleElement()
                .satisfies(a -> assertThat(a.id()).isEqualTo(alert.id()))
                .satisfies(a -> assertThat(a.since()).isEqualTo(alert.since()));
        assertThat(stored()).isEqualTo(1);
        assertThat(happened()).containsOnlyOnce(Happened.RAISED);
    }

    @Test
    void serverWhoseTurnIsOverRaisesNothingMore() {
        var queue = centre.queue(500);
        centre.killAndStart();
        try {
            centre.routingLeftBehind()
                    .place(new Routing.Request(centre.opened(), queue, "zh", 0, centre.clock.instant(), List.of()));
        } catch (RuntimeException e) {
            assertThat(e).hasMessageContaining("Epoch");
        }
        Await.until("it has noticed", () -> !centre.leftBehindReady());
        rule(Measure.AGENTS_READY, 1, 0);
        raised(1);
        centre.alertsLook();
        assertThat(stored()).isEqualTo(1);
        assertThat(happened()).containsExactly(Happened.RAISED);
    }

    @Test
    void alertOfOneBankIsNotSeenByAnother() {
        var queue = centre.queue(500);
        rule(Measure.WAITING, 0, 0);
        centre.arrives(queue);
        raised(1);
        var other = new InstitutionPath("sfb.cn.other.");
        assertThat(Scope.within(Scope.of(other.value()), () -> centre.alerts().open(TestCentre.BANK)))
                .isEmpty();
        assertThat(centre.asSystem(() -> centre.alerts().open(other))).isEmpty();
    }

    @Test
    void everyMeasureIsTakenFromTheFloorAsItStands() {
        var queue = centre.queue(500);
        for (var measure : List.of(Measure.WAITING, Measure.LONGEST_WAIT, Measure.ABANDONED, Measure.OCCUPANCY)) {
            rule(measure, 0, 0);
        }
        rule(Measure.EXPECTED_WAIT, 1, 0);
        rule(Measure.SERVICE_LEVEL, 1, 0);
        rule(Measure.AGENTS_READY, 2, 0);
        rule(Measure.REACHES_NOBODY, 0, 0);
        raised(2);
        assertThat(open().stream().map(Alert::measure))
                .as("of an empty queue that nobody serves")
                .containsExactlyInAnyOrder(Measure.AGENTS_READY, Measure.REACHES_NOBODY);
        var agent = centre.agent(1);
        centre.ready(agent);
        for (int i = 0; i < 12; i++) {
            centre.arrives(queue);
        }
        centre.routing()
                .accept(centre.routing().offersOf(agent).getFirst().id(), agent)
                .orElseThrow();
        for (int i = 0; i < 10; i++) {
            var contact = centre.arrives(queue);
            seconds(21);
            centre.routing().withdraw(contact, "abandoned");
        }
        Await.until("all but one are open", () -> {
            seconds(1);
            centre.alertsLook();
            return open().size() == 7;
        });
        assertThat(open().stream().map(Alert::measure)).doesNotContain(Measure.REACHES_NOBODY);
    }
}
