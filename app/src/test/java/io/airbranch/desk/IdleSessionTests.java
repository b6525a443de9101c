package io.airbranch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.Role;
import io.airbranch.testkit.TestClock;
import io.airbranch.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** Sessions that run out, and those that must not although nothing but the live stream is used. */
class IdleSessionTests extends DeskTest {
    @Autowired
    List<ScheduledTaskHolder> schedules;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    @Test
    void consoleOfASessionThatRanOutIsSentToSignInAndOthersAreNot() {
        var idle = person(Role.AGENT);
        var forgotten = tab(idle);
        var other = tab(person(Role.AGENT));
        sessions(
                "update shared.spring_session set last_access_time = 0, expiry_time = 0 where principal_name = :who",
                idle);
        sweep();
        assertThat(forgotten.closeCode()).isEqualTo(4401);
        assertThat(idle.get("/api/v1/me").status()).isEqualTo(401);
        other.settle();
    }

    @Test
    void whoWorksOverTheLiveStreamAloneKeepsHisSessionAndWhoOnlyKeepsItOpenDoesNot() {
        var working = person(Role.AGENT);
        var tab = tab(working);
        var away = person(Role.AGENT);
        var open = tab(away);
        clock.advance(Duration.ofMinutes(10));
        var anHourAgo = clock.instant().minus(Duration.ofHours(1));
        for (var who : List.of(working, away)) {
            sessions(
                    "update shared.spring_session set max_inactive_interval = 1000000000, last_access_time = "
                            + anHourAgo.toEpochMilli() + " where principal_name = :who",
                    who);
        }
        tab.send(Map.of("type", "typing", "contact", UUID.randomUUID(), "on", true))
                .settle();
        open.settle();
        sweep();
        assertThat(lastUse(working)).isEqualTo(clock.instant());
        assertThat(lastUse(away)).isBefore(clock.instant());
    }

    private Instant lastUse(Person who) {
        return Instant.ofEpochMilli(JdbcClient.create(database.owner())
                .sql("select last_access_time from shared.spring_session where principal_name = :who")
                .param("who", who.operator.id().toString())
                .query(Long.class)
                .single());
    }

    private void sessions(String sql, Person who) {
        int changed = JdbcClient.create(database.owner())
                .sql(sql)
                .param("who", who.operator.id().toString())
                .update();
        assertThat(changed).isOne();
    }

    /** As it happens every minute. */
    private void sweep() {
        var sweeps = schedules.stream()
                .flatMap(holder -> holder.getScheduledTasks().stream())
                .filter(task -> task.toString().endsWith("LiveSocket.cutExpired"))
                .toList();
        assertThat(sweeps).hasSize(1);
        sweeps.getFirst().getTask().getRunnable().run();
    }
}
