package io.airbranch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For each role: what must not be possible at the desk, tried over the real server. */
class RolesAtTheDeskTests extends DeskTest {
    private static final Set<Role> SERVE = Set.of(Role.AGENT, Role.SUPERVISOR);
    private static final Set<Role> READ_CONTACTS =
            Set.of(Role.AGENT, Role.SUPERVISOR, Role.QUALITY_ANALYST, Role.ANALYST);
    private static final Set<Role> WATCH = Set.of(Role.SUPERVISOR, Role.PLANNER);
    private static final Set<Role> READ_CASES = Set.of(
            Role.AGENT,
            Role.SUPERVISOR,
            Role.KNOWLEDGE_EDITOR,
            Role.RELATIONSHIP_MANAGER,
            Role.QUALITY_ANALYST,
            Role.ANALYST);
    private static final Set<Role> WORK_CASES = Set.of(Role.AGENT, Role.SUPERVISOR, Role.RELATIONSHIP_MANAGER);
    private static final Set<Role> READ_CUSTOMERS = WORK_CASES;

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRoleReachesExactlyWhatItsRightsSay(Role role) {
        var person = person(role);
        var contact = bank.waiting(place, "只给有权的人看");
        assertThat(person.get("/api/v1/me").status()).isEqualTo(200);
        expect(person.get("/api/v1/contacts/" + contact), READ_CONTACTS.contains(role));
        expect(person.get("/api/v1/contacts/" + contact + "/events"), READ_CONTACTS.contains(role));
        expect(person.get("/api/v1/floor"), WATCH.contains(role));
        expect(person.get("/api/v1/cases?owner=team"), READ_CASES.contains(role));
        expect(
                person.post("/api/v1/cases", Map.of("institution", place.path().value(), "title", "手工工单")),
                WORK_CASES.contains(role));
        expect(person.post("/api/v1/customers/search", Map.of("q", "13800001234")), READ_CUSTOMERS.contains(role));
        expect(person.post("/api/v1/cases/search", Map.of("q", "手工工单")), READ_CASES.contains(role));
        expect(
                person.post("/api/v1/contacts/" + contact + "/watch", Map.of("on", true)),
                WATCH.contains(role) && READ_CONTACTS.contains(role));
        expect(person.post("/api/v1/contacts/" + contact + "/step-in", Map.of()), role == Role.SUPERVISOR);
        expect(
                person.post("/api/v1/contacts/" + contact + "/move", Map.of("queue", place.queue())),
                role == Role.SUPERVISOR);
        expect(person.put("/api/v1/contacts/" + contact + "/priority", Map.of("priority", 1)), role == Role.SUPERVISOR);
        if (!SERVE.contains(role)) {
            expect(person.write("PUT", "/api/v1/me/presence", Map.of("state", "ready")), false);
            expect(person.post("/api/v1/offers/" + UUID.randomUUID() + "/accept", Map.of()), false);
        }
        for (var act : List.of("end", "ask-solved")) {
            expect(person.post("/api/v1/contacts/" + contact + "/" + act, Map.of()), false);
        }
        expect(person.post("/api/v1/contacts/" + contact + "/wrap-up", Map.of("code", "solved")), false);
    }

    /** What a right lets through may still be refused by the state of things, but never as forbidden. */
    private static void expect(Person.Answer answer, boolean allowed) {
        if (allowed) {
            assertThat(answer.status()).as(answer.toString()).isNotIn(401, 403, 404, 500);
        } else {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        }
    }
}
