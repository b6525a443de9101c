package io.airbranch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** What tests of administration share: an administrator of the bank, one of another bank, and the bodies that they send. */
abstract class AdministrationTest extends DeskTest {
    static final String ADMIN = "/api/v1/admin/";

    Person administrator;
    Person stranger;

    @BeforeEach
    void administrators() {
        administrator = person(Role.ADMINISTRATOR);
        stranger = person(bank.found(), Role.ADMINISTRATOR);
    }

    static Map<String, Object> name(String zh, String en) {
        return Map.of("zh", zh, "en", en);
    }

    /** The same with some fields changed; a null value takes the field away. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static Map<String, Object> with(Map<String, Object> body, Map.Entry<String, ?>... changes) {
        var changed = new LinkedHashMap<>(body);
        for (var change : changes) {
            changed.put(change.getKey(), change.getValue());
        }
        return changed;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> body(JsonNode stored) {
        return Person.JSON.treeToValue(stored, Map.class);
    }

    static List<String> texts(JsonNode rows, String field) {
        var texts = new ArrayList<String>();
        rows.forEach(row -> texts.add(row.path(field).asString()));
        return texts;
    }

    static void refused(Person.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.code()).as(answer.toString()).isEqualTo(code);
    }

    static void invalid(Person.Answer answer, String code, String field) {
        refused(answer, 400, code);
        assertThat(answer.body().path("values").path("field").asString(""))
                .as(answer.toString())
                .isEqualTo(field);
    }

    /** The same act sent twice with one key is one row and the first answer again. */
    void onceByKey(Person by, String where, Map<String, Object> body) {
        var key = UUID.randomUUID().toString();
        var first = by.write("POST", where, body, key);
        var again = by.write("POST", where, body, key);
        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
    }

    static Person.Answer created(Person.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer;
    }

    static Person.Answer done(Person.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isIn(200, 204);
        return answer;
    }

    static Person.Answer forbidden(Person.Answer answer) {
        refused(answer, 403, "right.missing");
        return answer;
    }
}
