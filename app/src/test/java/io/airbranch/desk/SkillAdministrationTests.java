package io.airbranch.desk;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The catalogue of skills, who has which, and the reasons for being away. */
class SkillAdministrationTests extends AdministrationTest {
    private static final String SKILLS = ADMIN + "skills";
    private static final String REASONS = ADMIN + "away-reasons";

    private final String key = "s-" + UUID.randomUUID().toString().substring(24);

    private Map<String, Object> skill() {
        return Map.of("key", key, "institution", place.path().value(), "name", name("外汇", "Foreign exchange"));
    }

    private Map<String, Object> abilities(long version) {
        return Map.of(
                "skills",
                List.of(Map.of("skill", place.skill(), "level", 7)),
                "languages",
                List.of(Map.of("language", "zh", "level", 9), Map.of("language", "en", "level", 3)),
                "chatCapacity",
                4,
                "version",
                version);
    }

    @Test
    void aSkillIsDefinedRenamedAndRemoved() {
        var defined = created(administrator.post(SKILLS, skill())).body();
        assertThat(defined.path("version").asLong()).isEqualTo(1);
        var renamed = done(administrator.put(SKILLS + "/" + key, Map.of("name", name("外汇业务", "FX"), "version", 1)))
                .body();
        assertThat(renamed.path("name").path("en").asString()).isEqualTo("FX");
        assertThat(texts(administrator.get(SKILLS).body(), "key")).contains(key);
        done(administrator.delete(SKILLS + "/" + key));
        assertThat(texts(administrator.get(SKILLS).body(), "key")).doesNotContain(key);
    }

    @Test
    void aSkillSentTwiceUnderOneKeyIsDoneOnceAndUnderAnotherKeyRefused() {
        onceByKey(administrator, SKILLS, skill());
        refused(administrator.post(SKILLS, skill()), 409, "skill.exists");
    }

    @Test
    void malformedKeysAndOldVersionsAreRefused() {
        refused(administrator.post(SKILLS, with(skill(), entry("key", "Größe"))), 400, "skill.key");
        created(administrator.post(SKILLS, skill()));
        var change = Map.of("name", name("外汇业务", "FX"), "version", 1);
        done(administrator.put(SKILLS + "/" + key, change));
        refused(administrator.put(SKILLS + "/" + key, change), 409, "skill.stale");
    }

    @Test
    void aSkillThatSomebodyHasOrAQueueRequiresIsNotRemoved() {
        refused(administrator.delete(SKILLS + "/" + place.skill()), 409, "skill.required");
        created(administrator.post(SKILLS, skill()));
        var agent = person(Role.AGENT);
        var with = List.of(Map.of("skill", key, "level", 1));
        done(administrator.put(of(agent), with(abilities(1), entry("skills", with))));
        refused(administrator.delete(SKILLS + "/" + key), 409, "skill.in-use");
    }

    private static String of(Person agent) {
        return ADMIN + "operators/" + agent.operator.id() + "/skills";
    }

    @Test
    void whatAColleagueCanDoIsChangedOnceOfTwoChangesOfOneVersion() {
        var agent = person(Role.AGENT);
        var before = administrator.get(of(agent)).body();
        assertThat(before.path("version").asLong()).isEqualTo(1);
        var after = done(administrator.put(of(agent), abilities(1))).body();
        assertThat(after.path("chatCapacity").asInt()).isEqualTo(4);
        assertThat(after.path("skills").path(0).path("level").asInt()).isEqualTo(7);
        refused(administrator.put(of(agent), abilities(1)), 409, "agent.stale");
    }

    @Test
    void howMuchOfEachMediumAColleagueTakesIsKeptAndNoneIsPossible() {
        var agent = person(Role.AGENT);
        assertThat(administrator.get(of(agent)).body().has("media")).isFalse();
        var calls = with(abilities(1), entry("media", Map.of("voice", 1, "chat", 0, "mail", 0)));
        var kept = done(administrator.put(of(agent), calls)).body();
        assertThat(kept.path("media")).isEqualTo(Person.JSON.valueToTree(Map.of("voice", 1, "chat", 0, "mail", 0)));
        var chats = with(abilities(2), entry("media", Map.of("chat", 3)));
        refused(administrator.put(of(agent), chats), 400, "capacity.out-of-range");
        refused(
                administrator.put(of(agent), with(abilities(2), entry("media", Map.of("mail", 51)))),
                400,
                "capacity.out-of-range");
        assertThat(done(administrator.put(of(agent), abilities(2))).body().has("media"))
                .as("the usual again")
                .isFalse();
    }

    @Test
    void levelsLanguagesAndCapacityBeyondTheirLimitsAreRefused() {
        var agent = person(Role.AGENT);
        var eleven = List.of(Map.of("skill", place.skill(), "level", 11));
        refused(administrator.put(of(agent), with(abilities(1), entry("skills", eleven))), 400, "skill.level");
        refused(
                administrator.put(of(agent), with(abilities(1), entry("chatCapacity", 51))),
                400,
                "capacity.out-of-range");
        refused(
                administrator.put(of(agent), with(abilities(1), entry("languages", List.of()))),
                400,
                "language.unknown");
    }

    @Test
    void theMatrixShowsWhoServesAndWhoCouldInTheOwnPartOfTheTree() {
        var agent = person(Role.AGENT);
        var supervisor = person(Role.SUPERVISOR);
        person(Role.AUDITOR);
        var elsewhere = person(bank.found(), Role.AGENT);
        var matrix = administrator.get(ADMIN + "agents").body();
        assertThat(texts(matrix.path("agents"), "id"))
                .containsExactlyInAnyOrder(
                        agent.operator.id().toString(), supervisor.operator.id().toString())
                .doesNotContain(elsewhere.operator.id().toString());
        assertThat(matrix.path("total").asInt()).isEqualTo(2);
        var notYet = row(matrix, supervisor);
        assertThat(notYet.path("abilities").path("version").asLong()).isZero();
        assertThat(notYet.path("abilities")
                        .path("languages")
                        .path(0)
                        .path("language")
                        .asString())
                .isEqualTo("zh");
        assertThat(administrator
                        .get(ADMIN + "agents?q=nobody-is-called-so")
                        .body()
                        .path("total")
                        .asInt())
                .isZero();
    }

    private static JsonNode row(JsonNode matrix, Person who) {
        return matrix.path("agents")
                .valueStream()
                .filter(row ->
                        row.path("id").asString().equals(who.operator.id().toString()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "ADMINISTRATOR")
    void nobodyButAnAdministratorChangesSkillsAndReasons(Role role) {
        var other = person(role);
        var agent = person(Role.AGENT);
        forbidden(other.post(SKILLS, skill()));
        forbidden(other.put(SKILLS + "/" + place.skill(), Map.of("name", name("一", "One"), "version", 1)));
        forbidden(other.delete(SKILLS + "/" + place.skill()));
        forbidden(other.get(ADMIN + "agents"));
        assertThat(other.get(of(agent)).status()).isEqualTo(403);
        assertThat(other.put(of(agent), abilities(1)).status()).isEqualTo(403);
        forbidden(other.get(REASONS));
        forbidden(other.post(REASONS, Map.of("key", key, "name", name("开会", "Meeting"))));
        forbidden(other.put(REASONS + "/meal", Map.of("name", name("用餐", "Meal"), "active", true, "version", 1)));
        forbidden(other.put(REASONS, Map.of("keys", List.of())));
    }

    @Test
    void anotherBanksAdministratorReachesNeitherSkillsNorColleaguesHere() {
        var agent = person(Role.AGENT);
        forbidden(stranger.post(SKILLS, skill()));
        forbidden(stranger.put(SKILLS + "/" + place.skill(), Map.of("name", name("一", "One"), "version", 1)));
        forbidden(stranger.delete(SKILLS + "/" + place.skill()));
        refused(stranger.get(of(agent)), 404, "operator.unknown");
        refused(stranger.put(of(agent), abilities(1)), 404, "operator.unknown");
    }

    @Test
    void aReasonIsAddedRenamedAndTakenOutOfUse() {
        var agent = person(Role.AGENT);
        agent.tab();
        created(administrator.post(REASONS, Map.of("key", key, "name", name("志愿活动", "Volunteering"))));
        refused(administrator.post(REASONS, Map.of("key", key, "name", name("志愿", "V"))), 409, "away-reason.exists");
        invalid(administrator.post(REASONS, Map.of("key", "A B", "name", name("志愿", "V"))), "away-reason.key", "key");
        assertThat(away(agent).status()).isEqualTo(200);
        assertThat(chosen(agent)).isTrue();
        var archive = Map.of("name", name("志愿活动", "Volunteering"), "active", false, "version", 1);
        done(administrator.put(REASONS + "/" + key, archive));
        refused(administrator.put(REASONS + "/" + key, archive), 409, "away-reason.stale");
        assertThat(chosen(agent)).isFalse();
        refused(away(agent), 400, "presence.reason-unknown");
    }

    private Person.Answer away(Person agent) {
        return agent.put("/api/v1/me/presence", Map.of("state", "away", "reason", key));
    }

    private boolean chosen(Person agent) {
        return agent.get("/api/v1/away-reasons")
                .body()
                .valueStream()
                .filter(r -> r.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow()
                .path("chosen")
                .asBoolean();
    }

    @Test
    void whatTheSystemGivesCanBeRenamedButStays() {
        var reason = administrator
                .get(REASONS)
                .body()
                .valueStream()
                .filter(r -> r.path("system").asBoolean())
                .findFirst()
                .orElseThrow();
        var change = with(body(reason), entry("active", false));
        refused(administrator.put(REASONS + "/" + reason.path("key").asString(), change), 409, "away-reason.system");
    }

    @Test
    void reasonsStandInTheOrderThatWasGivenAndOnlyAllOfThemCanBeOrdered() {
        var keys = texts(administrator.get(REASONS).body(), "key");
        var reversed = keys.reversed();
        assertThat(texts(
                        done(administrator.put(REASONS, Map.of("keys", reversed)))
                                .body(),
                        "key"))
                .isEqualTo(reversed);
        done(administrator.put(REASONS, Map.of("keys", keys)));
        refused(administrator.put(REASONS, Map.of("keys", List.of("meal"))), 409, "away-reason.stale");
    }

    @Test
    void anAdministratorBelowTheGroupReadsReasonsButDoesNotChangeThem() {
        var below = person(bank.below(place), Role.ADMINISTRATOR);
        var rows = below.get(REASONS).body();
        assertThat(rows.path(0).path("editable").asBoolean()).isFalse();
        forbidden(below.post(REASONS, Map.of("key", key, "name", name("一", "One"))));
    }
}
