package io.airbranch.sim.bench;

import io.airbranch.sim.client.AgentClient;
import io.airbranch.sim.client.Browser;
import io.airbranch.sim.client.Centre;
import io.airbranch.sim.client.Demo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sets up sites through the administration's API, as an administrator of the demo bank. */
final class Crew {
    private static final String TEMPORARY = "Temporary-0815-pass";
    private static final String PASSWORD = "Bench-4711-password";

    /** All customers of a load generator come from one address, which a bank's customers do not. */
    static final String LIMITS = "-Dairbranch.chat.sockets-per-address=100000 -Dairbranch.rate-limit.per-minute=100000";

    private static final int HIRED_AT_ONCE = 4;
    private static final String ALL_DAY = "{\"from\": \"00:00\", \"to\": \"00:00\"}";

    private final Centre centre;
    private final Browser administrator;
    /** Tells the sites of this run from those of an earlier one at the same server. */
    private final String run = Long.toString(System.nanoTime() & 0xFFFFFF, 36);

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
    Site open(String what, int agents, int capacity, AgentClient.Ear ear) {
        var name = what + "-" + run;
        var calendar = post("/admin/calendars", """
            {"institution": "%1$s", "name": {"zh": "%2$s", "en": "%2$s"}, "specialDays": {},
             "week": {"monday": [%3$s], "tuesday": [%3$s], "wednesday": [%3$s], "thursday": [%3$s],
                      "friday": [%3$s], "saturday": [%3$s], "sunday": [%3$s]}}
            """.formatted(Demo.INSTITUTION, name, ALL_DAY));
        administrator.post("/admin/skills", """
            {"institution": "%1$s", "key": "%2$s", "name": {"zh": "%2$s", "en": "%2$s"}}
            """.formatted(Demo.INSTITUTION, name));
        var queue = post("/admin/queues", """
            {"institution": "%1$s", "name": {"zh": "%2$s", "en": "%2$s"}, "skills": [{"skill": "%2$s", "level": 1}],
             "priority": 0, "calendar": "%3$s", "target": 0.8, "targetWaitSeconds": 20, "offerTimeoutSeconds": 30,
             "maxWaiting": 10000, "active": true, "version": 0}
            """.formatted(Demo.INSTITUTION, name, calendar));
        administrator.post("/admin/widgets", """
            {"institution": "%1$s", "key": "%2$s", "queue": "%3$s", "title": {"zh": "%2$s", "en": "%2$s"},
             "greeting": {"zh": "%2$s", "en": "%2$s"}, "colour": "#0b5fff", "topics": [], "quickReplies": [],
             "origins": ["self"], "graceSeconds": 120, "active": true, "version": 0}
            """.formatted(Demo.INSTITUTION, name, queue));
        return new Site(centre, name, hire(name, agents, capacity, ear), new AtomicInteger());
    }

    /** A few at once: checking a password is slow on purpose. */
    private List<AgentClient> hire(String site, int count, int capacity, AgentClient.Ear ear) {
        try (var threads = Executors.newFixedThreadPool(HIRED_AT_ONCE)) {
            var hired = new ArrayList<Future<AgentClient>>();
            for (int i = 1; i <= count; i++) {
                var username = site + "-agent-" + i;
                hired.add(threads.submit(() -> hireOne(username, site, capacity, ear)));
            }
            var agents = new ArrayList<AgentClient>();
            for (var agent : hired) {
                agents.add(agent.get());
            }
            return agents;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Could not hire for " + site, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String post(String path, String body) {
        return administrator.post(path, body).path("id").asString("");
    }

    private AgentClient hireOne(String username, String skill, int capacity, AgentClient.Ear ear) {
        var created = administrator.post("/admin/operators", """
            {"username": "%2$s", "name": {"zh": "%2$s", "en": "%2$s"}, "home": "%1$s", "language": "zh",
             "roles": [{"role": "agent", "scope": "%1$s"}], "password": "%3$s"}
            """.formatted(Demo.INSTITUTION, username, TEMPORARY));
        var id = created.path("operator").path("id").asString("");
        administrator.put("/admin/operators/" + id + "/skills", """
            {"skills": [{"skill": "%1$s", "level": 5}], "chatCapacity": %2$d, "version": 0,
             "languages": [{"language": "zh", "level": 10}, {"language": "en", "level": 10}]}
            """.formatted(skill, capacity));
        var agent = new AgentClient(centre, username, ear);
        agent.signInFirst(TEMPORARY, PASSWORD);
        agent.connect().orTimeout(30, TimeUnit.SECONDS).join();
        return agent;
    }
}
