package io.airbranch.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.airbranch.access.Role;
import io.airbranch.testkit.TestClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A colleague's day as his supervisor sees it. */
class AgentDayTests extends DeskTest {
    private static final Set<Role> WATCH = Set.of(Role.SUPERVISOR, Role.PLANNER);
    private static final ZoneId HOME = ZoneId.of("Asia/Shanghai");

    @Autowired
    TestClock clock;

    private Person.Answer day(Person by, Person of, String date) {
        return by.get("/api/v1/floor/agents/" + of.operator.id() + "/day" + date);
    }

    /** Whatever was handed in before has been decided when the floor is drawn. */
    private void minutes(Person supervisor, int minutes) {
        supervisor.get("/api/v1/floor");
        clock.advance(Duration.ofMinutes(minutes));
    }

    private static List<String> words(JsonNode rows, String field) {
        var words = new ArrayList<String>();
        rows.forEach(row -> words.add(row.path(field).asString("")));
        return words;
    }

    @Test
    void supervisorSeesWhatAColleagueDidAndHowLong() {
        var supervisor = person(Role.SUPERVISOR);
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        minutes(supervisor, 1);
        var contact = serving(agent, tab, "今天做了什么");
        minutes(supervisor, 4);
        assertThat(agent.post("/api/v1/contacts/" + contact + "/end", Map.of()).status())
                .isEqualTo(200);
        minutes(supervisor, 1);
        assertThat(agent.write("PUT", "/api/v1/me/presence", Map.of("state", "away", "reason", "meal"))
                        .status())
                .isEqualTo(200);
        minutes(supervisor, 2);
        var answer = day(supervisor, agent, "");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        var body = answer.body();
        assertThat(body.path("agent").path("name").path("en").asString()).isEqualTo("Zhang San");
        assertThat(words(body.path("states"), "state")).containsExactly("away", "ready", "away");
        assertThat(words(body.path("states"), "reason")).containsExactly("arrived", "", "meal");
        assertThat(body.path("states").path(0).has("to")).isTrue();
        assertThat(body.path("states").path(2).has("to")).as("lasts").isFalse();
        assertThat(words(body.path("contacts"), "state")).containsExactly("served", "after-contact");
        assertThat(words(body.path("contacts"), "contact")).containsOnly(contact.toString());
        assertThat(body.path("contacts").path(0).path("queue").path("id").asString())
                .isEqualTo(place.queue().toString());
        assertThat(body.path("contacts").path(1).has("to")).as("not wrapped up").isFalse();
        var totals = body.path("totals");
        assertThat(totals.path("readySeconds").asInt()).isEqualTo(300);
        assertThat(totals.path("awaySeconds").path("arrived").asInt()).isEqualTo(60);
        assertThat(totals.path("awaySeconds").path("meal").asInt()).isEqualTo(120);
        assertThat(totals.path("busySeconds").asInt()).isEqualTo(240);
        assertThat(totals.path("afterContactSeconds").asInt()).isEqualTo(180);
        assertThat(totals.path("occupancy").asDouble()).isCloseTo(1.0, within(1e-9));
        assertThat(totals.path("contacts").asInt()).isEqualTo(1);
    }

    @Test
    void dayIsOfTheAgentsHomeAndNoneIsAhead() {
        var supervisor = person(Role.SUPERVISOR);
        var agent = person(Role.AGENT);
        tab(agent);
        minutes(supervisor, 1);
        var today = LocalDate.ofInstant(clock.instant(), HOME);
        var body = day(supervisor, agent, "?date=" + today).body();
        assertThat(body.path("from").asString())
                .isEqualTo(today.atStartOfDay(HOME).toInstant().toString());
        assertThat(body.path("states").size()).isEqualTo(1);
        var yesterday = day(supervisor, agent, "?date=" + today.minusDays(1)).body();
        assertThat(yesterday.path("states").size()).isZero();
        assertThat(yesterday.path("totals").has("occupancy")).isFalse();
        var tomorrow = day(supervisor, agent, "?date=" + today.plusDays(1));
        assertThat(tomorrow.status()).isEqualTo(400);
        assertThat(tomorrow.code()).isEqualTo("day.ahead");
        assertThat(day(supervisor, agent, "?date=yesterday").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void dayIsForThoseWhoWatchTheFloorThere(Role role) {
        var agent = person(Role.AGENT);
        var watches = WATCH.contains(role);
        assertThat(day(person(role), agent, "").status()).isEqualTo(watches ? 200 : 403);
        assertThat(day(person(bank.found(), role), agent, "").status()).isEqualTo(watches ? 404 : 403);
    }
}
