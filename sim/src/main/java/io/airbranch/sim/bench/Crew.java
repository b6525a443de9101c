package io.airbranch.sim.bench;

import io.airbranch.sim.client.AgentClient;
import io.airbranch.sim.client.Browser;
import io.airbranch.sim.client.Centre;
import io.airbranch.sim.client.Demo;
import io.airbranch.sim.client.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Sets up sites through the administration's API, as an administrator of the demo bank. */
final class Crew {
    private static final String TEMPORARY = "Temporary-0815-pass";
    private static final String PASSWORD = "Bench-4711-password";
    private static final List<Map<String, String>> ALL_DAY = List.of(Map.of("from", "00:00", "to", "00:00"));

    private final Centre centre;
    private final Browser administrator;

    private Crew(Centre centre, Browser administrator) {
        this.centre = centre;
        this.administrator = administrator;
    }

    static Crew at(Centre centre) {
        var administrator = new Browser(centre);
        administrator.signIn(Demo.ADMINISTRATOR, Demo.PASSWORD);
        return new Crew(centre, administrator);
    }

    /** A queue that is open at any hour, a widget for it, and colleagues who alone have its skill. */
    Site open(String name, int agents, int capacity, AgentClient.Ear ear) {
        var title = Map.of("zh", name, "en", name);
        var calendar = administrator.post(
                "/admin/calendars",
                Json.object(
                        "institution", Demo.INSTITUTION, "name", title, "week", allWeek(), "specialDays", Map.of()));
        administrator.post("/admin/skills", Json.object("key", name, "name", title, "institution", Demo.INSTITUTION));
        var queue = administrator.post(
                "/admin/queues",
                Json.object(
                        "institution",
                        Demo.INSTITUTION,
                        "name",
                        title,
                        "skills",
                        Map.of(name, 1),
                        "priority",
                        0,
                        "calendar",
                        calendar.path("id").asString(""),
                        "target",
                        0.8,
                        "targetWait",
                        "PT20S",
                        "targetWaitSeconds",
                        20,
                        "offerTimeout",
                        "PT30S",
                        "offerTimeoutSeconds",
                        30,
                        "maxWaiting",
                        10_000,
                        "active",
                        true));
        administrator.post(
                "/admin/widgets",
                Json.object(
                        "key",
                        name,
                        "institution",
                        Demo.INSTITUTION,
                        "queue",
                        queue.path("id").asString(""),
                        "title",
                        title,
                        "greeting",
                        title,
                        "colour",
                        "#0b5fff",
                        "topics",
                        List.of(),
                        "quickReplies",
                        List.of(),
                        "origins",
                        List.of("self"),
                        "graceSeconds",
                        120,
                        "active",
                        true));
        return new Site(centre, name, hire(name, agents, capacity, ear));
    }

    private static Map<String, Object> allWeek() {
        return Json.object(
                "monday",
                ALL_DAY,
                "tuesday",
                ALL_DAY,
                "wednesday",
                ALL_DAY,
                "thursday",
                ALL_DAY,
                "friday",
                ALL_DAY,
                "saturday",
                ALL_DAY,
                "sunday",
                ALL_DAY);
    }

    private List<AgentClient> hire(String site, int count, int capacity, AgentClient.Ear ear) {
        var hired = new ArrayList<AgentClient>();
        for (int i = 1; i <= count; i++) {
            hired.add(hire(site + "-agent-" + i, site, capacity, ear));
        }
        return hired;
    }

    private AgentClient hire(String username, String skill, int capacity, AgentClient.Ear ear) {
        JsonNode created = administrator.post(
                "/admin/operators",
                Json.object(
                        "username",
                        username,
                        "name",
                        Map.of("zh", username, "en", username),
                        "home",
                        Demo.INSTITUTION,
                        "language",
                        "zh",
                        "roles",
                        List.of(Map.of("role", "agent", "scope", Demo.INSTITUTION)),
                        "password",
                        TEMPORARY));
        var id = created.path("operator").path("id").asString("");
        administrator.put(
                "/admin/operators/" + id + "/skills",
                Json.object(
                        "skills", Map.of(skill, 5), "languages", Map.of("zh", 10, "en", 10), "chatCapacity", capacity));
        var agent = new AgentClient(centre, username, ear);
        agent.signIn(TEMPORARY);
        agent.api().post("/me/password", Map.of("current", TEMPORARY, "next", PASSWORD));
        agent.signIn(PASSWORD);
        agent.connect().orTimeout(30, TimeUnit.SECONDS).join();
        return agent;
    }
}
