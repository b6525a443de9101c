package io.airbranch.desk;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class QueueAdministrationTests extends AdministrationTest {
    private static final String QUEUES = ADMIN + "queues";

    private Map<String, Object> queue() {
        return Map.ofEntries(
                entry("institution", place.path().value()),
                entry("name", name("贷款", "Loans")),
                entry("skills", List.of(Map.of("skill", place.skill(), "level", 4))),
                entry("priority", 60),
                entry("target", 0.9),
                entry("targetWaitSeconds", 20),
                entry("offerTimeoutSeconds", 15),
                entry("maxWaiting", 50),
                entry("closedMessage", name("明早九点见", "Back at nine")),
                entry("active", true),
                entry("version", 0));
    }

    private JsonNode stored() {
        return created(administrator.post(QUEUES, queue())).body();
    }

    private static String at(JsonNode queue) {
        return QUEUES + "/" + queue.path("id").asString();
    }

    @Test
    void aNewQueueIsListedWithEverythingThatWasSaid() {
        var stored = stored();
        var listed = administrator
                .get(QUEUES)
                .body()
                .valueStream()
                .filter(q -> q.path("id").equals(stored.path("id")))
                .findFirst()
                .orElseThrow();
        assertThat(listed).isEqualTo(stored);
        assertThat(stored.path("version").asLong()).isEqualTo(1);
        queue().forEach((field, value) -> {
            if (!field.equals("version")) {
                assertThat(stored.path(field)).as(field).isEqualTo(Person.JSON.valueToTree(value));
            }
        });
    }

    @Test
    void aQueueSentTwiceUnderOneKeyIsOneQueue() {
        int before = administrator.get(QUEUES).body().size();
        onceByKey(administrator, QUEUES, queue());
        assertThat(administrator.get(QUEUES).body().size()).isEqualTo(before + 1);
    }

    @Test
    void theSecondOfTwoChangesOfOneVersionIsRefusedAndChangesNothing() {
        var stored = stored();
        done(administrator.put(at(stored), with(body(stored), entry("priority", 70))));
        refused(administrator.put(at(stored), with(body(stored), entry("priority", 80))), 409, "queue.stale");
        assertThat(administrator
                        .get(QUEUES)
                        .body()
                        .valueStream()
                        .filter(q -> q.path("id").equals(stored.path("id")))
                        .map(q -> q.path("priority").asInt()))
                .containsExactly(70);
    }

    @ParameterizedTest
    @CsvSource({
        "target, 1.2, target",
        "targetWaitSeconds, 0, targetWait",
        "offerTimeoutSeconds, 0, offerTimeout",
        "offerTimeoutSeconds, 601, offerTimeout",
        "maxWaiting, 0, maxWaiting",
        "priority, 1001, priority"
    })
    void whatCannotBeIsRefusedAtItsField(String field, double value, String told) {
        invalid(administrator.post(QUEUES, with(queue(), entry(field, value))), "queue.invalid", told);
    }

    @Test
    void unknownSkillsLevelsAndCalendarsAreRefused() {
        var unknown = List.of(Map.of("skill", "juggling", "level", 3));
        invalid(
                administrator.post(QUEUES, with(queue(), entry("skills", unknown))),
                "queue.invalid",
                "skills.juggling");
        var tooHigh = List.of(Map.of("skill", place.skill(), "level", 11));
        invalid(
                administrator.post(QUEUES, with(queue(), entry("skills", tooHigh))),
                "queue.invalid",
                "skills." + place.skill());
        refused(
                administrator.post(QUEUES, with(queue(), entry("calendar", UUID.randomUUID()))),
                400,
                "calendar.unknown");
        invalid(
                administrator.post(QUEUES, with(queue(), entry("name", name("长".repeat(61), "Long")))),
                "queue.invalid",
                "name");
    }

    @Test
    void aNameWithoutOneLanguageIsRefusedAtItsField() {
        var answer = administrator.post(QUEUES, with(queue(), entry("name", name("贷款", " "))));
        refused(answer, 400, "request.invalid");
        assertThat(answer.body()
                        .path("values")
                        .path("fields")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("name");
    }

    @Test
    void anArchivedQueueTakesNoContactAndCanComeBack() {
        var agent = person(Role.AGENT);
        agent.tab();
        var stored = stored();
        var archived = done(administrator.put(at(stored), with(body(stored), entry("active", false))))
                .body();
        assertThat(archived.path("active").asBoolean()).isFalse();
        assertThat(texts(agent.get("/api/v1/transfer-targets").body().path("queues"), "id"))
                .doesNotContain(stored.path("id").asString());
        done(administrator.put(at(stored), with(body(archived), entry("active", true))));
        assertThat(texts(agent.get("/api/v1/transfer-targets").body().path("queues"), "id"))
                .contains(stored.path("id").asString());
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "ADMINISTRATOR")
    void nobodyButAnAdministratorReachesQueues(Role role) {
        var other = person(role);
        forbidden(other.get(QUEUES));
        forbidden(other.get(QUEUES + "/staffing"));
        forbidden(other.get(QUEUES + "/able"));
        forbidden(other.post(QUEUES + "/reach", Map.of()));
        forbidden(other.post(QUEUES, queue()));
        assertThat(other.put(QUEUES + "/" + place.queue(), queue()).status()).isIn(403, 404);
    }

    @Test
    void anotherBanksAdministratorNeitherSeesNorChangesNorAddsHere() {
        var stored = stored();
        assertThat(texts(stranger.get(QUEUES).body(), "id"))
                .doesNotContain(stored.path("id").asString());
        assertThat(texts(stranger.get(QUEUES + "/staffing").body(), "queue"))
                .doesNotContain(stored.path("id").asString());
        refused(stranger.put(at(stored), body(stored)), 404, "queue.unknown");
        forbidden(stranger.post(QUEUES, queue()));
    }

    @Test
    void aQueueCannotMoveToAnotherInstitution() {
        var stored = stored();
        var elsewhere = bank.found();
        var moved = done(administrator.put(
                at(stored),
                with(body(stored), entry("institution", elsewhere.path().value()))));
        assertThat(moved.body().path("institution").asString())
                .isEqualTo(place.path().value());
    }

    @Test
    void whoCanServeIsToldLiveAndForARequirementNotSavedYet() {
        var agent = person(Role.AGENT);
        var staffing = QUEUES + "/staffing";
        assertThat(figures(administrator.get(staffing).body(), "ready")).isZero();
        agent.tab();
        agent.ready();
        assertThat(figures(administrator.get(staffing).body(), "able")).isEqualTo(1);
        assertThat(figures(administrator.get(staffing).body(), "ready")).isEqualTo(1);
        assertThat(figures(administrator.get(staffing).body(), "free")).isEqualTo(3);

        var enough = administrator
                .get(QUEUES + "/able?skill=" + place.skill() + ":5")
                .body();
        assertThat(enough.path("able").asInt()).isEqualTo(1);
        assertThat(texts(enough.path("colleagues"), "id"))
                .containsExactly(agent.operator.id().toString());
        var tooMuch = administrator
                .get(QUEUES + "/able?skill=" + place.skill() + ":6")
                .body();
        assertThat(tooMuch.path("able").asInt()).isZero();
        refused(administrator.get(QUEUES + "/able?skill=cards"), 400, "queue.requirement");
    }

    @Test
    void colleaguesOfAnotherBankAreCountedButNotNamed() {
        person(Role.AGENT);
        var able = stranger.get(QUEUES + "/able?skill=" + place.skill() + ":1").body();
        assertThat(able.path("able").asInt()).isEqualTo(1);
        assertThat(able.path("elsewhere").asInt()).isEqualTo(1);
        assertThat(able.path("colleagues")).isEmpty();
    }

    private static Map<String, Object> ask(String kind, String name) {
        return Map.of("kind", kind, "name", name);
    }

    private Map<String, Object> skillAsk(int level) {
        return Map.of("kind", "skill", "name", place.skill(), "level", level);
    }

    private Map<String, Object> rings() {
        var near = Map.of("expirySeconds", 20, "asks", List.of(skillAsk(6)));
        var either = Map.of(
                "kind", "any-of", "of", List.of(ask("institution", place.path().value()), ask("language", "en")));
        var wide = Map.of("expirySeconds", 40, "asks", List.of(either));
        var all = new LinkedHashMap<String, Object>();
        all.put("expirySeconds", null);
        all.put("asks", null);
        return with(
                queue(),
                entry("choice", "weighted"),
                entry("weights", Map.of("skill", 3, "idle", 1, "occupancy", 0)),
                entry("steps", List.of(near, wide, all)),
                entry("limits", Map.of("expectedWaitSeconds", 600)));
    }

    @Test
    void stepsChoiceWeightsAndLimitsAreKeptAsTheyWereSaid() {
        var stored = created(administrator.post(QUEUES, rings())).body();
        rings().forEach((field, value) -> {
            if (!field.equals("version")) {
                assertThat(stored.path(field)).as(field).isEqualTo(Person.JSON.valueToTree(value));
            }
        });
        var plain = with(body(stored), entry("steps", List.of()));
        List.of("choice", "weights", "limits").forEach(plain::remove);
        var usual = done(administrator.put(at(stored), plain)).body();
        assertThat(usual.path("choice").isNull()).isTrue();
        assertThat(usual.path("steps")).isEmpty();
        assertThat(usual.has("weights") || usual.has("limits")).isFalse();
    }

    static Stream<Arguments> impossibleSteps() {
        return Stream.of(
                Arguments.of("[{\"expirySeconds\":null},{\"expirySeconds\":9}]", "steps[0].expirySeconds"),
                Arguments.of("[{\"expirySeconds\":0}]", "steps[0].expirySeconds"),
                Arguments.of("[null]", "steps[0]"),
                Arguments.of(
                        "[{\"asks\":[{\"kind\":\"skill\",\"name\":\"SKILL\",\"level\":11}]}]",
                        "steps[0].asks[0].level"),
                Arguments.of(
                        "[{\"asks\":[{\"kind\":\"skill\",\"name\":\"juggling\",\"level\":1}]}]",
                        "steps[0].asks[0].name"),
                Arguments.of("[{\"asks\":[{\"kind\":\"luck\",\"name\":\"x\"}]}]", "steps[0].asks[0].kind"),
                Arguments.of("[{\"asks\":[{\"kind\":\"language\",\"name\":\"中\"}]}]", "steps[0].asks[0].name"),
                Arguments.of(
                        "[{\"expirySeconds\":5},{\"asks\":[{\"kind\":\"institution\",\"name\":\"no.such.\"}]}]",
                        "steps[1].asks[0].name"),
                Arguments.of("[{\"asks\":[{\"kind\":\"any-of\"}]}]", "steps[0].asks[0].of"),
                Arguments.of(
                        "[{\"asks\":[{\"kind\":\"any-of\",\"of\":[{\"kind\":\"language\",\"name\":\"zh\"},"
                                + "{\"kind\":\"skill\",\"name\":\"SKILL\",\"level\":0}]}]}]",
                        "steps[0].asks[0].of[1].level"));
    }

    @ParameterizedTest
    @MethodSource("impossibleSteps")
    void aStepThatNobodyCouldEverMeetIsRefusedAtItsField(String steps, String field) {
        var sent = Person.JSON.readTree(steps.replace("SKILL", place.skill()));
        invalid(administrator.post(QUEUES, with(queue(), entry("steps", sent))), "queue.invalid", field);
        invalid(administrator.post(QUEUES + "/reach", Map.of("steps", sent)), "queue.invalid", field);
    }

    @Test
    void aChoiceThatDoesNotExistWeightsWithoutOneAndLimitsOfNothingAreRefused() {
        invalid(administrator.post(QUEUES, with(queue(), entry("choice", "prettiest"))), "queue.invalid", "choice");
        var weights = Map.of("skill", 1, "idle", 1, "occupancy", 1);
        invalid(administrator.post(QUEUES, with(queue(), entry("weights", weights))), "queue.invalid", "weights");
        var negative = Map.of("skill", -1, "idle", 1, "occupancy", 1);
        invalid(
                administrator.post(QUEUES, with(queue(), entry("choice", "weighted"), entry("weights", negative))),
                "queue.invalid",
                "weights.skill");
        invalid(
                administrator.post(QUEUES, with(queue(), entry("limits", Map.of("oldestWaitSeconds", 0)))),
                "queue.invalid",
                "limits.oldestWaitSeconds");
    }

    @Test
    void whoCanServeEachRingIsToldBeforeTheQueueIsSaved() {
        var agent = person(Role.AGENT);
        agent.tab();
        agent.ready();
        var outlet = bank.below(place);
        person(outlet, Role.AGENT);
        var steps = List.of(
                Map.of("expirySeconds", 20, "asks", List.of(skillAsk(6))),
                Map.of(
                        "expirySeconds",
                        20,
                        "asks",
                        List.of(ask("institution", outlet.path().value()))),
                Map.of("asks", List.of(ask("institution", place.path().value()))));
        var skills = List.of(Map.of("skill", place.skill(), "level", 5));
        var rings = done(administrator.post(
                        QUEUES + "/reach",
                        Map.of("skills", skills, "steps", steps, "language", "zh", "queue", place.queue())))
                .body();
        assertThat(rings.path("steps").valueStream().map(r -> r.path("able").asInt()))
                .as("nobody at level 6; the outlet's one; both, as the bank is above the outlet")
                .containsExactly(0, 1, 2);
        assertThat(rings.path("steps").path(2).path("ready").asInt()).isEqualTo(1);
        assertThat(rings.path("waiting").asInt()).isZero();
        var english = administrator
                .post(QUEUES + "/reach", Map.of("skills", skills, "language", "en"))
                .body();
        assertThat(english.path("steps").size()).isEqualTo(1);
        assertThat(english.path("steps").path(0).path("able").asInt()).isZero();
        var strange = stranger.post(QUEUES + "/reach", Map.of("skills", skills)).body();
        assertThat(strange.path("steps").path(0).path("elsewhere").asInt()).isEqualTo(2);
        assertThat(strange.path("steps").path(0).path("colleagues")).isEmpty();
    }

    @Test
    void whatAStepAsksForIsNotRemoved() {
        var key = "s-" + UUID.randomUUID().toString().substring(24);
        created(administrator.post(
                ADMIN + "skills", Map.of("key", key, "institution", place.path().value(), "name", name("外汇", "FX"))));
        var asked = List.of(Map.of("asks", List.of(Map.of("kind", "skill", "name", key, "level", 2))));
        created(administrator.post(QUEUES, with(queue(), entry("steps", asked))));
        refused(administrator.delete(ADMIN + "skills/" + key), 409, "skill.required");
    }

    private int figures(JsonNode rows, String field) {
        return rows.valueStream()
                .filter(row -> row.path("queue").asString().equals(place.queue().toString()))
                .findFirst()
                .orElseThrow()
                .path(field)
                .asInt();
    }
}
