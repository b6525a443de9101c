package io.airbranch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Role;
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

/** Who may ask why somebody waits, and what he is told. */
class RoutingWhyTests extends DeskTest {
    private static final Set<Role> WATCH = Set.of(Role.SUPERVISOR, Role.PLANNER);

    @Autowired
    TestClock clock;

    private static String why(UUID contact) {
        return "/api/v1/contacts/" + contact + "/routing";
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyWhoWatchesTheFloorIsToldWhySomebodyWaits(Role role) {
        var contact = bank.waiting(place, "为什么还没轮到我");
        var person = person(role);
        int status = WATCH.contains(role) ? 200 : 403;
        assertThat(person.get(why(contact)).status()).isEqualTo(status);
        assertThat(person.get(why(contact) + "/history").status()).isEqualTo(status);
    }

    @Test
    void agentIsToldOfTheContactThatHeServesAndOfNoOther() {
        var agent = person(Role.AGENT);
        var own = serving(agent, tab(agent), "我的");
        var told = agent.get(why(own));
        assertThat(told.status()).as(told.toString()).isEqualTo(200);
        assertThat(told.body().path("phase").asString()).isEqualTo("served");
        assertThat(told.body().path("chosen").path("agent").path("id").asString())
                .isEqualTo(agent.operator.id().toString());
        assertThat(agent.get(why(bank.waiting(place, "别人的"))).status()).isEqualTo(403);
    }

    @Test
    void contactOfAnotherBankOrOfNobodyDoesNotExist() {
        var contact = bank.waiting(place, "在等");
        var stranger = person(bank.found(), Role.SUPERVISOR);
        for (var unseen : new UUID[] {contact, UUID.randomUUID()}) {
            assertThat(stranger.get(why(unseen)).code()).isEqualTo("contact.unknown");
            assertThat(stranger.get(why(unseen) + "/history").code()).isEqualTo("contact.unknown");
        }
    }

    @Test
    void colleaguesOutsideTheScopeAreCountedAndNotNamed() {
        var above = person(Role.AGENT);
        tab(above);
        var outlet = bank.below(place);
        var near = person(outlet, Role.AGENT);
        tab(near);
        var contact = bank.waiting(outlet, "网点的客户");
        var supervisor = person(outlet, Role.SUPERVISOR);
        var away = reason(supervisor.get(why(contact)).body(), "not-on-duty");
        assertThat(away.path("count").asInt()).isEqualTo(2);
        assertThat(away.path("agents").valueStream().map(a -> a.path("id").asString()))
                .containsExactly(near.operator.id().toString());
        assertThat(reason(person(Role.SUPERVISOR).get(why(contact)).body(), "not-on-duty")
                        .path("agents"))
                .as("who sees both")
                .hasSize(2);
        above.ready();
        var chosen = supervisor.get(why(contact)).body().path("chosen");
        assertThat(chosen.path("agent").isNull()).as(chosen.toString()).isTrue();
        assertThat(chosen.path("idleSince").isString()).isTrue();
    }

    private static JsonNode reason(JsonNode why, String reason) {
        return why.path("excluded")
                .valueStream()
                .filter(x -> x.path("reason").asString().equals(reason))
                .findFirst()
                .orElse(why.path("no-such-reason"));
    }

    @Test
    void momentBeforeTheOfferIsToldLaterAndTheStoryLeadsThere() {
        var supervisor = person(Role.SUPERVISOR);
        var contact = bank.waiting(place, "先等着");
        var before = supervisor.get(why(contact)).body();
        assertThat(before.path("phase").asString()).isEqualTo("waiting");
        clock.advance(Duration.ofSeconds(1));
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        agent.ready();
        tab.topic("offer", d -> d.path("contact").asString().equals(contact.toString()));
        assertThat(supervisor.get(why(contact)).body().path("phase").asString()).isEqualTo("offered");
        var then = supervisor.get(why(contact) + "?at=" + before.path("at").asString());
        assertThat(then.body()).isEqualTo(before);
        var story = supervisor.get(why(contact) + "/history").body();
        assertThat(story.valueStream().map(h -> h.path("kind").asString())).containsExactly("placed", "offered");
        assertThat(story.path(1).path("agent").path("id").asString())
                .isEqualTo(agent.operator.id().toString());
        var placed = story.path(0).path("at").asString();
        assertThat(supervisor.get(why(contact) + "?at=" + placed).status()).isEqualTo(200);
        var early = supervisor.get(why(contact) + "?at=2020-01-01T00:00:00Z");
        assertThat(early.code()).isEqualTo("routing.not-then");
        assertThat(early.body().path("values").path("from").asString()).isEqualTo(placed);
        assertThat(supervisor.get(why(contact) + "?at=yesterday").status()).isEqualTo(400);
    }

    @Test
    void contactThatIsGoneIsToldWithTheTimeWhenItWaited() {
        var supervisor = person(Role.SUPERVISOR);
        var agent = person(Role.AGENT);
        var contact = serving(agent, tab(agent), "马上好");
        clock.advance(Duration.ofSeconds(1));
        agent.post("/api/v1/contacts/" + contact + "/end", Map.of());
        agent.post("/api/v1/contacts/" + contact + "/wrap-up", Map.of("code", "solved"));
        var gone = supervisor.get(why(contact));
        assertThat(gone.status()).isEqualTo(409);
        assertThat(gone.code()).isEqualTo("routing.not-then");
        assertThat(gone.body().path("values").has("until")).isTrue();
        var served = gone.body().path("values").path("from").asString();
        assertThat(supervisor
                        .get(why(contact) + "?at=" + served)
                        .body()
                        .path("contact")
                        .asString())
                .isEqualTo(contact.toString());
    }
}
