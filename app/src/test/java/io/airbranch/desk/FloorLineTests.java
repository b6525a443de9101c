package io.airbranch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The supervisor sees who waits, in order, and moves them. */
class FloorLineTests extends DeskTest {

    @Test
    void waitingCustomersAreShownInTheirOrderWithTheirPlaces() {
        var supervisor = person(Role.SUPERVISOR);
        var first = bank.waiting(place, "第一个");
        var second = bank.waiting(place, "第二个");
        var line = line(supervisor, place.queue());
        assertThat(ids(line)).containsExactly(first, second);
        assertThat(line.get(0).path("position").asInt()).isEqualTo(1);
        assertThat(line.get(1).path("position").asInt()).isEqualTo(2);
        assertThat(line.get(0).path("language").asString()).isEqualTo("zh");
        assertThat(line.get(0).has("since")).isTrue();
    }

    @Test
    void movedCustomerKeepsItsAgeAndComesBackToItsPlaceWhenTheMoveIsUndone() {
        var supervisor = person(Role.SUPERVISOR);
        var other = bank.queue(place);
        var first = bank.waiting(place, "第一个");
        var second = bank.waiting(place, "第二个");
        var since = line(supervisor, place.queue()).get(0).path("since").asString();
        var tab = tab(supervisor);
        tab.send(Map.of("type", "watch", "floor", true));

        assertThat(move(supervisor, first, Map.of("queue", other)).status()).isEqualTo(200);
        assertThat(ids(line(supervisor, place.queue()))).containsExactly(second);
        assertThat(line(supervisor, other).get(0).path("since").asString()).isEqualTo(since);
        tab.topic(
                "floor",
                d -> queueRow(d.path("queues"), other)
                        .path("waitingContacts")
                        .path(0)
                        .path("id")
                        .asString("")
                        .equals(first.toString()));

        assertThat(move(supervisor, first, Map.of("queue", place.queue(), "onlyWaiting", true))
                        .status())
                .isEqualTo(200);
        assertThat(ids(line(supervisor, place.queue()))).containsExactly(first, second);
    }

    @Test
    void customerIsPutBeforeOthersAndBackAgain() {
        var supervisor = person(Role.SUPERVISOR);
        var first = bank.waiting(place, "第一个");
        var second = bank.waiting(place, "第二个");
        var before = line(supervisor, place.queue()).get(1).path("priority").asInt();
        var tab = tab(supervisor);
        tab.send(Map.of("type", "watch", "floor", true));
        var answer = supervisor.put("/api/v1/contacts/" + second + "/priority", Map.of("priority", before + 5));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.body().path("position").asInt()).isEqualTo(1);
        tab.topic(
                "floor",
                d -> queueRow(d.path("queues"), place.queue())
                                .path("waitingContacts")
                                .path(0)
                                .path("priority")
                                .asInt()
                        == before + 5);
        supervisor.put("/api/v1/contacts/" + second + "/priority", Map.of("priority", before));
        assertThat(ids(line(supervisor, place.queue()))).containsExactly(first, second);
        assertThat(supervisor
                        .put("/api/v1/contacts/" + second + "/priority", Map.of("priority", 101))
                        .code())
                .isEqualTo("routing.invalid");
    }

    @Test
    void priorityOfAConversationThatSomebodyServesIsNotChanged() {
        var supervisor = person(Role.SUPERVISOR);
        var agent = person(Role.AGENT);
        var contact = serving(agent, tab(agent), "已经有人接了");
        var priority = Map.of("priority", 5);
        var where = "/api/v1/contacts/" + contact + "/priority";
        assertThat(supervisor.put(where, priority).code()).isEqualTo("contact.served");
        assertThat(agent.put(where, priority).status()).isEqualTo(403);
        agent.post("/api/v1/contacts/" + contact + "/end", Map.of());
        agent.post("/api/v1/contacts/" + contact + "/wrap-up", Map.of("code", "solved"));
        assertThat(supervisor.put(where, priority).code())
                .as("nobody serves it, nobody waits")
                .isEqualTo("contact.served");
        var stranger = person(bank.found(), Role.SUPERVISOR);
        assertThat(stranger.put(where, priority).code()).isEqualTo("contact.unknown");
    }

    @Test
    void moveThatComesTooLateLeavesTheConversationWhereItIs() {
        var supervisor = person(Role.SUPERVISOR);
        var agent = person(Role.AGENT);
        var contact = serving(agent, tab(agent), "已经有人接了");
        var late = move(supervisor, contact, Map.of("queue", place.queue(), "onlyWaiting", true));
        assertThat(late.code()).isEqualTo("contact.not-waiting");
        assertThat(bank.contact(contact).agent()).isEqualTo(agent.operator.id());
    }

    @Test
    void customerIsAssignedToANamedColleagueWhoIsAsked() {
        var supervisor = person(Role.SUPERVISOR);
        var agent = person(Role.AGENT);
        var tab = tab(agent);
        var contact = bank.waiting(place, "请指派");
        agent.ready();
        tab.topic("offer", d -> d.path("contact").asString().equals(contact.toString()));
        var asked = line(supervisor, place.queue()).get(0).path("asked");
        assertThat(asked.path("id").asString()).isEqualTo(agent.operator.id().toString());

        var second = bank.waiting(place, "指派给他");
        assertThat(move(supervisor, second, Map.of("agent", agent.operator.id()))
                        .status())
                .isEqualTo(200);
        tab.topic("offer", d -> d.path("contact").asString().equals(second.toString()));
    }

    @Test
    void colleagueWhoWasNeverThereHasAStateWithoutABeginning() {
        var supervisor = person(Role.SUPERVISOR);
        var never = bank.hire(place, Role.AGENT);
        var here = person(Role.AGENT);
        tab(here);
        var agents = supervisor.get("/api/v1/floor").body().path("agents");
        var rows = new ArrayList<JsonNode>();
        agents.forEach(rows::add);
        assertThat(rows)
                .filteredOn(a -> a.path("id").asString().equals(never.id().toString()))
                .singleElement()
                .satisfies(a -> {
                    assertThat(a.path("presence").path("state").asString()).isEqualTo("offline");
                    assertThat(a.path("presence").has("since")).isFalse();
                });
        assertThat(rows)
                .filteredOn(
                        a -> a.path("id").asString().equals(here.operator.id().toString()))
                .singleElement()
                .satisfies(a -> assertThat(a.path("presence").has("since")).isTrue());
    }

    private static Person.Answer move(Person by, UUID contact, Map<String, ?> to) {
        return by.post("/api/v1/contacts/" + contact + "/move", to);
    }

    private static JsonNode line(Person watcher, UUID queue) {
        return queueRow(watcher.get("/api/v1/floor").body().path("queues"), queue)
                .path("waitingContacts");
    }

    private static JsonNode queueRow(JsonNode queues, UUID id) {
        for (var queue : queues) {
            if (queue.path("id").asString("").equals(id.toString())) {
                return queue;
            }
        }
        return queues.path("none");
    }

    private static List<UUID> ids(JsonNode line) {
        var ids = new ArrayList<UUID>();
        line.forEach(contact -> ids.add(UUID.fromString(contact.path("id").asString())));
        return ids;
    }
}
