package io.airbranch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Who keeps alert rules, and what cannot be a rule. */
class AlertRuleAdministrationTests extends DeskTest {
    private static final String RULES = "/api/v1/admin/alert-rules";

    private Map<String, Object> rule() {
        var rule = new LinkedHashMap<String, Object>();
        rule.put("institution", place.path().value());
        rule.put("name", Map.of("zh", "排队过长", "en", "Long line"));
        rule.put("measure", "waiting");
        rule.put("limit", 20);
        rule.put("forSeconds", 30);
        rule.put("level", "warn");
        rule.put("onlyOpen", true);
        rule.put("active", true);
        return rule;
    }

    private Map<String, Object> with(String field, Object value) {
        var rule = rule();
        rule.put(field, value);
        return rule;
    }

    private JsonNode created(Person administrator) {
        var answer = administrator.post(RULES, rule());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.body();
    }

    @Test
    void ruleIsMadeChangedAndRemoved() {
        var administrator = person(Role.ADMINISTRATOR);
        var made = created(administrator);
        assertThat(made.path("version").asInt()).isEqualTo(1);
        assertThat(made.has("queue")).isFalse();
        var id = made.path("id").asString();
        var change = with("queue", place.queue());
        change.put("version", 1);
        change.put("measure", "service-level");
        change.put("limit", 0.8);
        var changed = administrator.put(RULES + "/" + id, change);
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.body().path("measure").asString()).isEqualTo("service-level");
        assertThat(changed.body().path("queue").asString())
                .isEqualTo(place.queue().toString());
        var listed = administrator.get(RULES).body();
        assertThat(listed.size()).isEqualTo(1);
        assertThat(listed.path(0)).isEqualTo(changed.body());
        assertThat(administrator.delete(RULES + "/" + id + "?version=2").status())
                .isEqualTo(204);
        assertThat(administrator.get(RULES).body().size()).isZero();
    }

    @Test
    void staleVersionChangesAndRemovesNothing() {
        var administrator = person(Role.ADMINISTRATOR);
        var id = created(administrator).path("id").asString();
        var change = with("limit", 30);
        change.put("version", 1);
        assertThat(administrator.put(RULES + "/" + id, change).status()).isEqualTo(200);
        var stale = administrator.put(RULES + "/" + id, change);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.code()).isEqualTo("alert-rule.stale");
        var removed = administrator.delete(RULES + "/" + id + "?version=1");
        assertThat(removed.code()).isEqualTo("alert-rule.stale");
        assertThat(administrator.get(RULES).body().path(0).path("version").asInt())
                .isEqualTo(2);
    }

    @Test
    void sameKeyMakesOneRule() {
        var administrator = person(Role.ADMINISTRATOR);
        var key = UUID.randomUUID().toString();
        var first = administrator.write("POST", RULES, rule(), key);
        var again = administrator.write("POST", RULES, rule(), key);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(administrator.get(RULES).body().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "waiting, -1", "waiting, 100001", "longest-wait, 86401", "expected-wait, -0.1", "service-level, 1.01",
        "service-level, -0.01", "abandoned, -1", "agents-ready, 0", "occupancy, 1.5", "reaches-nobody, 1"
    })
    void limitOutOfRangeIsRefusedAtItsField(String measure, double limit) {
        var rule = with("measure", measure);
        rule.put("limit", limit);
        var answer = person(Role.ADMINISTRATOR).post(RULES, rule);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("alert-rule.invalid");
        assertThat(answer.body().path("values").path("field").asString()).isEqualTo("limit");
    }

    @Test
    void whatCannotBeARuleIsRefusedAtItsField() {
        var administrator = person(Role.ADMINISTRATOR);
        var elsewhere = bank.found();
        for (var wrong : Map.<String, Object>of(
                        "forSeconds", 3601, "queue", elsewhere.queue(), "name", Map.of("zh", "长".repeat(61), "en", "x"))
                .entrySet()) {
            var answer = administrator.post(RULES, with(wrong.getKey(), wrong.getValue()));
            assertThat(answer.code()).as(answer.toString()).isEqualTo("alert-rule.invalid");
            assertThat(answer.body().path("values").path("field").asString()).isEqualTo(wrong.getKey());
        }
        for (var word : Map.of("measure", "mood", "level", "panic").entrySet()) {
            var answer = administrator.post(RULES, with(word.getKey(), word.getValue()));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("request.invalid");
        }
        for (var missing : new String[] {"institution", "name", "measure", "level", "limit"}) {
            var rule = rule();
            rule.remove(missing);
            assertThat(administrator.post(RULES, rule).code()).as(missing).isEqualTo("request.invalid");
        }
        var nowhere = administrator.post(
                RULES, with("institution", place.path().child("nowhere").value()));
        assertThat(nowhere.code()).isEqualTo("institution.unknown");
        assertThat(administrator.get(RULES).body().size()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void rulesAreForThoseWhoManageQueuesThere(Role role) {
        var id = created(person(Role.ADMINISTRATOR)).path("id").asString();
        var change = with("limit", 25);
        change.put("version", 1);
        boolean may = role == Role.ADMINISTRATOR;
        var here = person(role);
        assertThat(here.get(RULES).status()).isEqualTo(may ? 200 : 403);
        assertThat(here.post(RULES, rule()).status()).isEqualTo(may ? 201 : 403);
        assertThat(here.put(RULES + "/" + id, change).status()).isEqualTo(may ? 200 : 403);
        var elsewhere = person(bank.found(), role);
        assertThat(elsewhere.post(RULES, rule()).status()).isEqualTo(403);
        assertThat(elsewhere.put(RULES + "/" + id, change).status()).isEqualTo(may ? 404 : 403);
        assertThat(elsewhere.delete(RULES + "/" + id).status()).isEqualTo(may ? 404 : 403);
        assertThat(here.delete(RULES + "/" + id).status()).isEqualTo(may ? 204 : 403);
    }
}
