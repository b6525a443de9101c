package io.airbranch.desk.live;

import io.airbranch.desk.stream.Streams;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells every console when the database goes away and when it is back, so that nobody wonders why nothing is stored. */
@Component
class DatabaseWatch {
    private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);

    private final JdbcClient jdbc;
    private final Streams streams;
    private volatile boolean up = true;

    DatabaseWatch(JdbcClient jdbc, Streams streams) {
        this.jdbc = jdbc;
        this.streams = streams;
    }

    @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT5S")
    void look() {
        if (streams.operators().isEmpty()) {
            return;
        }
        var answers = answers();
        if (answers != up) {
            up = answers;
            log.warn("The database is {}", answers ? "back" : "away");
            streams.pushAll("health", Map.of("database", answers ? "up" : "down"));
        }
    }

    private boolean answers() {
        try {
            return jdbc.sql("select true").query(Boolean.class).single();
        } catch (RuntimeException e) {
            log.debug("The database does not answer", e);
            return false;
        }
    }
}
