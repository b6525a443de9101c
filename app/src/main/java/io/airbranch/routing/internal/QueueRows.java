package io.airbranch.routing.internal;

import io.airbranch.access.CalendarUse;
import io.airbranch.access.InstitutionPath;
import io.airbranch.routing.Queue;
import io.airbranch.shared.Name;
import io.airbranch.shared.db.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code routing.queue} with its skills. */
@Repository
class QueueRows implements CalendarUse {
    private static final String ALL = """
            select q.*, array(select s.skill || '=' || s.level from routing.queue_skill s where s.queue = q.id) as skills
            from routing.queue q order by q.id
            """;
    private static final String ADD = """
            insert into routing.queue (id, institution, name_zh, name_en, priority, calendar, target, target_wait_ms, offer_lease_ms,
                                       max_waiting, active, version)
            values (:id, :institution, :zh, :en, :priority, :calendar, :target, :targetWait, :lease, :max, :active, 1)
            on conflict (id) do nothing
            """;
    private static final String CHANGE = """
            update routing.queue
               set name_zh = :zh, name_en = :en, priority = :priority, calendar = :calendar, target = :target,
                   target_wait_ms = :targetWait, offer_lease_ms = :lease, max_waiting = :max, active = :active, version = version + 1
             where id = :id and version = :version
            """;
    private static final String CLEAR_SKILLS = "delete from routing.queue_skill where queue = :id";
    private static final String ADD_SKILL =
            "insert into routing.queue_skill (queue, skill, level) values (:id, :skill, :level)";

    private static final String USES_CALENDAR =
            "select exists (select 1 from routing.queue where calendar = :calendar)";

    private final JdbcClient db;

    QueueRows(JdbcClient db) {
        this.db = db;
    }

    List<Queue> all() {
        return db.sql(ALL).query(QueueRows::queue).list();
    }

    @Override
    public boolean uses(UUID calendar) {
        // Also queues that the caller does not see keep their calendar.
        return Scope.within(
                Scope.system(),
                () -> db.sql(USES_CALENDAR)
                        .param("calendar", calendar)
                        .query(Boolean.class)
                        .single());
    }

    /** False where the stored version is another one. */
    boolean save(Queue queue) {
        var statement = db.sql(queue.version() == 0 ? ADD : CHANGE)
                .param("id", queue.id())
                .param("zh", queue.name().zh())
                .param("en", queue.name().en())
                .param("priority", queue.priority())
                .param("calendar", queue.calendar())
                .param("target", queue.target())
                .param("targetWait", queue.targetWait().toMillis())
                .param("lease", queue.offerTimeout().toMillis())
                .param("max", queue.maxWaiting())
                .param("active", queue.active());
        statement = queue.version() == 0
                ? statement.param("institution", queue.institution().value())
                : statement.param("version", queue.version());
        if (statement.update() == 0) {
            return false;
        }
        db.sql(CLEAR_SKILLS).param("id", queue.id()).update();
        queue.skills()
                .forEach((skill, level) -> db.sql(ADD_SKILL)
                        .param("id", queue.id())
                        .param("skill", skill)
                        .param("level", level)
                        .update());
        return true;
    }

    private static Queue queue(ResultSet row, int number) throws SQLException {
        return new Queue(
                row.getObject("id", UUID.class),
                new InstitutionPath(row.getString("institution")),
                Name.of(row.getString("name_zh"), row.getString("name_en")),
                skills((String[]) row.getArray("skills").getArray()),
                row.getInt("priority"),
                row.getObject("calendar", UUID.class),
                row.getDouble("target"),
                Duration.ofMillis(row.getLong("target_wait_ms")),
                Duration.ofMillis(row.getLong("offer_lease_ms")),
                row.getInt("max_waiting"),
                row.getBoolean("active"),
                row.getLong("version"));
    }

    private static Map<String, Integer> skills(String[] entries) {
        var skills = new HashMap<String, Integer>();
        for (var entry : entries) {
            int equals = entry.lastIndexOf('=');
            skills.put(entry.substring(0, equals), Integer.valueOf(entry.substring(equals + 1)));
        }
        return skills;
    }
}
