package io.airbranch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Role;
import io.airbranch.testkit.TestClock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** How busy colleagues were today, as supervisors see it. */
class FloorOccupancyTests extends DeskTest {
    private static final Set<Role> WATCH = Set.of(Role.SUPERVISOR, Role.PLANNER);

    @Autowired
    TestClock clock;

    private int agents(Person by, String of) {
        var answer = by.get("/api/v1/floor/occupancy" + of);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        int most = 0;
        for (JsonNode half : answer.body()) {
            assertThat(half.path("from").asString()).matches(".*T\\d\\d:[03]0:00Z");
            assertThat(half.path("busySeconds").asDouble())
                    .isLessThanOrEqualTo(half.path("staffedSeconds").asDouble());
            most = Math.max(most, half.path("agents").asInt());
        }
        return most;
    }

    @Test
    void colleaguesOnDutyAreCountedAtTheirPlaceAndInTheQueueThatTheyServe() {
        var agent = person(Role.AGENT);
        serving(agent, tab(agent), "在忙");
        var idle = person(Role.AGENT);
        tab(idle);
        idle.ready();
        person(Role.AGENT);
        var supervisor = person(Role.SUPERVISOR);
        // Whatever the agents have done is decided when this is answered.
        supervisor.get("/api/v1/floor");
        clock.advance(Duration.ofSeconds(5));
        assertThat(agents(supervisor, "")).isEqualTo(2);
        assertThat(agents(supervisor, "?queue=" + place.queue())).isEqualTo(2);
        assertThat(agents(supervisor, "?institution=" + place.path().value())).isEqualTo(2);
        assertThat(agents(person(bank.found(), Role.SUPERVISOR), "")).isZero();
        var both = supervisor.get("/api/v1/floor/occupancy?queue=" + place.queue() + "&institution="
                + place.path().value());
        assertThat(both.status()).isEqualTo(400);
        assertThat(both.code()).isEqualTo("occupancy.one-of");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void occupancyIsForThoseWhoWatchTheFloorThere(Role role) {
        var here = person(role);
        var elsewhere = person(bank.found(), role);
        int expected = WATCH.contains(role) ? 200 : 403;
        assertThat(here.get("/api/v1/floor/occupancy").status()).isEqualTo(expected);
        assertThat(here.get("/api/v1/floor/occupancy?queue=" + place.queue()).status())
                .isEqualTo(expected);
        var path = place.path().value();
        assertThat(here.get("/api/v1/floor/occupancy?institution=" + path).status())
                .isEqualTo(expected);
        assertThat(elsewhere.get("/api/v1/floor/occupancy?institution=" + path).status())
                .isEqualTo(403);
        assertThat(elsewhere
                        .get("/api/v1/floor/occupancy?queue=" + place.queue())
                        .status())
                .isEqualTo(404);
    }
}
