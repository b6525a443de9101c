package io.airbranch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Role;
import io.airbranch.desk.Bank.Place;
import io.airbranch.testkit.Await;
import io.airbranch.testkit.TestClock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Alerts reach those who may watch the floor of their place, and nobody else. */
class AlertsAtTheDeskTests extends DeskTest {
    private static final Set<Role> WATCH = Set.of(Role.SUPERVISOR, Role.PLANNER);

    @Autowired
    TestClock clock;

    /** An alert as soon as one waits. */
    private String rule(Place at, String level) {
        var answer = person(at, Role.ADMINISTRATOR)
                .post(
                        "/api/v1/admin/alert-rules",
                        Map.of(
                                "institution",
                                at.path().value(),
                                "name",
                                Map.of("zh", "有人等待", "en", "Somebody waits"),
                                "measure",
                                "waiting",
                                "limit",
                                0,
                                "forSeconds",
                                0,
                                "level",
                                level,
                                "onlyOpen",
                                false,
                                "active",
                                true));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.body().path("id").asString();
    }

    private JsonNode alerts(Person watcher, String which) {
        var answer = watcher.get("/api/v1/floor/alerts");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().path(which);
    }

    private JsonNode raised(Person watcher) {
        Await.until("an alert is open", () -> alerts(watcher, "open").size() == 1);
        return alerts(watcher, "open").path(0);
    }

    private static boolean of(Place place, JsonNode alert) {
        return alert.path("queue").path("id").asString("").equals(place.queue().toString());
    }

    @Test
    void watchersSeeAnAlertRaisedAcknowledgedAndEnded() {
        var supervisor = person(Role.SUPERVISOR);
        var tab = tab(supervisor);
        tab.send(Map.of("type", "watch", "floor", true));
        tab.topic("floor", d -> d.path("alerts").isArray());
        var rule = rule(place, "act");
        var contact = bank.waiting(place, "我在等");
        var raised = tab.topic("alert", d -> of(place, d));
        assertThat(raised.path("rule").path("id").asString()).isEqualTo(rule);
        assertThat(raised.path("rule").path("name").path("en").asString()).isEqualTo("Somebody waits");
        assertThat(raised.path("measure").asString()).isEqualTo("waiting");
        assertThat(raised.path("level").asString()).isEqualTo("act");
        assertThat(raised.path("value").asInt()).isEqualTo(1);
        assertThat(raised.has("until")).isFalse();
        var id = raised.path("id").asString();

        var acknowledged = supervisor.post("/api/v1/floor/alerts/" + id + "/acknowledge", Map.of());
        assertThat(acknowledged.status()).as(acknowledged.toString()).isEqualTo(200);
        tab.topic(
                "alert",
                d -> d.path("acknowledged")
                        .path("by")
                        .path("id")
                        .asString("")
                        .equals(supervisor.operator.id().toString()));
        var other = person(Role.SUPERVISOR);
        assertThat(other.post("/api/v1/floor/alerts/" + id + "/acknowledge", Map.of())
                        .body()
                        .path("acknowledged")
                        .path("by")
                        .path("id")
                        .asString())
                .as("who said so first")
                .isEqualTo(supervisor.operator.id().toString());

        var late = tab(other);
        late.send(Map.of("type", "watch", "floor", true));
        var open = late.topic("floor", d -> d.path("alerts").isArray()).path("alerts");
        assertThat(open.size()).isEqualTo(1);
        assertThat(open.path(0).path("id").asString()).isEqualTo(id);

        supervisor.post("/api/v1/contacts/" + contact + "/move", Map.of("queue", bank.queue(place)));
        Await.until("it is over", () -> {
            clock.advance(Duration.ofSeconds(2));
            return tab.numbered().stream()
                    .filter(f -> f.path("topic").asString().equals("alert"))
                    .map(f -> f.path("data"))
                    .anyMatch(d -> d.path("id").asString().equals(id) && d.has("until"));
        });
        Await.until("it is past", () -> {
            var past = alerts(supervisor, "past");
            return past.size() == 1 && past.path(0).path("id").asString().equals(id);
        });
    }

    @Test
    void whoMayWatchButDoesNotIsToldByANotice() {
        var supervisor = person(Role.SUPERVISOR);
        var tab = tab(supervisor);
        var agent = tab(person(Role.AGENT));
        var stranger = tab(person(bank.found(), Role.SUPERVISOR));
        rule(place, "warn");
        bank.waiting(place, "我在等");
        var notice = tab.topic("notice", d -> d.path("code").asString("").equals("alert.raised"));
        assertThat(notice.path("level").asString()).isEqualTo("warn");
        assertThat(notice.path("values").path("queue").path("zh").asString()).isEqualTo("队列");
        assertThat(notice.path("values").path("measure").asString()).isEqualTo("waiting");
        for (var other : new Tab[] {agent, stranger}) {
            assertThat(other.settle().numbered().stream()
                            .map(f -> f.path("topic").asString()))
                    .doesNotContain("notice", "alert");
        }
        assertThat(tab.settle().numbered().stream().map(f -> f.path("topic").asString()))
                .doesNotContain("alert");
    }

    @Test
    void alertOfOneBankNeverReachesTheSupervisorOfAnother() {
        var elsewhere = bank.found();
        var stranger = person(elsewhere, Role.SUPERVISOR);
        var strangersTab = tab(stranger);
        strangersTab.send(Map.of("type", "watch", "floor", true));
        strangersTab.topic("floor", d -> d.path("alerts").isArray());
        var supervisor = person(Role.SUPERVISOR);
        rule(place, "act");
        rule(elsewhere, "act");
        bank.waiting(place, "我在等");
        var alert = raised(supervisor);
        bank.waiting(elsewhere, "我也在等");
        strangersTab.topic("alert", d -> of(elsewhere, d));
        assertThat(strangersTab.settle().numbered().stream()
                        .filter(f -> f.path("topic").asString().equals("alert"))
                        .map(f -> f.path("data")))
                .allMatch(d -> of(elsewhere, d));
        assertThat(alerts(stranger, "open").size()).isEqualTo(1);
        assertThat(of(elsewhere, alerts(stranger, "open").path(0))).isTrue();
        var acknowledge =
                stranger.post("/api/v1/floor/alerts/" + alert.path("id").asString() + "/acknowledge", Map.of());
        assertThat(acknowledge.status()).isEqualTo(404);
        assertThat(alerts(supervisor, "open").path(0).has("acknowledged")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void alertsAreForThoseWhoWatchAndAcknowledgedByThoseWhoAct(Role role) {
        var person = person(role);
        assertThat(person.get("/api/v1/floor/alerts").status()).isEqualTo(WATCH.contains(role) ? 200 : 403);
        var unknown = person.post("/api/v1/floor/alerts/" + UUID.randomUUID() + "/acknowledge", Map.of());
        assertThat(unknown.status()).isEqualTo(role == Role.SUPERVISOR ? 404 : 403);
    }
}
