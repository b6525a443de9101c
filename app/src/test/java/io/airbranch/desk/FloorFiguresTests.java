package io.airbranch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The day of a queue, and where a contact can be handed. */
class FloorFiguresTests extends DeskTest {
    private static final Set<Role> WATCH = Set.of(Role.SUPERVISOR, Role.PLANNER);
    private static final Set<Role> SERVE = Set.of(Role.AGENT, Role.SUPERVISOR);

    @Test
    void theDayCountsWhoCameWhoWasAnsweredAndWhoWithinTheTarget() {
        var agent = person(Role.AGENT);
        serving(agent, agent.tab(), "谁接了我");
        bank.waiting(place, "还在等");
        bank.waiting(place, "也在等");
        var day = person(Role.SUPERVISOR).get("/api/v1/floor/day?queue=" + place.queue());
        assertThat(day.status()).isEqualTo(200);
        int offered = 0;
        int answered = 0;
        int within = 0;
        for (var half : day.body()) {
            offered += half.path("offered").asInt();
            answered += half.path("answered").asInt();
            within += half.path("withinTarget").asInt();
            assertThat(half.path("waitSeconds").asDouble()).isNotNegative();
            assertThat(half.path("longestWaitSeconds").asDouble())
                    .isGreaterThanOrEqualTo(half.path("waitSeconds").asDouble());
            assertThat(half.path("from").asString()).matches(".*T\\d\\d:[03]0:00Z");
        }
        assertThat(offered).isEqualTo(3);
        assertThat(answered).isEqualTo(1);
        assertThat(within).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void theDayIsForThoseWhoWatchTheFloorThere(Role role) {
        var answer = person(role).get("/api/v1/floor/day?queue=" + place.queue());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(WATCH.contains(role) ? 200 : 403);
        var elsewhere = person(bank.found(), role).get("/api/v1/floor/day?queue=" + place.queue());
        assertThat(elsewhere.status()).as(elsewhere.toString()).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void transferTargetsAreForThoseWhoServe(Role role) {
        var answer = person(role).get("/api/v1/transfer-targets");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(SERVE.contains(role) ? 200 : 403);
    }

    @Test
    void transferTargetsAreOpenQueuesAndColleaguesAtWorkOfOnesOwnBank() {
        var agent = person(Role.AGENT);
        var atWork = person(Role.AGENT);
        var atHome = person(Role.AGENT);
        var elsewhere = bank.found();
        var stranger = person(elsewhere, Role.AGENT);
        for (var each : new Person[] {agent, atWork, stranger}) {
            tab(each);
            each.ready();
        }
        bank.waiting(elsewhere, "别的银行");
        var targets = agent.get("/api/v1/transfer-targets").body();
        assertThat(AdministrationTest.texts(targets.path("queues"), "id"))
                .containsExactly(place.queue().toString());
        assertThat(targets.path("queues").path(0).path("agentsReady").asInt()).isEqualTo(2);
        assertThat(AdministrationTest.texts(targets.path("agents"), "id"))
                .containsExactly(atWork.operator.id().toString())
                .doesNotContain(atHome.operator.id().toString());
        assertThat(targets.path("agents").path(0).path("free").asInt()).isEqualTo(3);
    }
}
