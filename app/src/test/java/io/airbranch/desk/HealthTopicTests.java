package io.airbranch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Role;
import io.airbranch.testkit.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/** What consoles and load balancers are told when something that everybody needs is away. */
class HealthTopicTests extends DeskTest {
    @Autowired
    TestDatabase database;

    @Autowired
    HealthEndpointGroups groups;

    @Test
    void everyConsoleIsToldWhenTheDatabaseIsAwayAndWhenItIsBack() {
        var one = tab(person(Role.AGENT));
        var other = tab(person(Role.SUPERVISOR));
        database.allowConnections(false);
        try {
            assertThat(one.topic("health", d -> true).path("database").asString())
                    .isEqualTo("down");
            other.topic("health", d -> d.path("database").asString().equals("down"));
        } finally {
            database.allowConnections(true);
        }
        one.topic("health", d -> d.path("database").asString().equals("up"));
        other.topic("health", d -> d.path("database").asString().equals("up"));
        assertThat(one.numbered().stream()
                        .filter(f -> f.path("topic").asString().equals("health")))
                .as("told when it changes, not all the time")
                .hasSize(2);
    }

    @Test
    void readinessAsksWhetherRoutingDecidesHere() {
        var readiness = groups.get("readiness");
        assertThat(readiness).isNotNull();
        assertThat(readiness.isMember("routing")).isTrue();
        assertThat(readiness.isMember("readinessState")).isTrue();
    }
}
