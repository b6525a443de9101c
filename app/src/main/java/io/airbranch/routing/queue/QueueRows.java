package io.airbranch.routing.queue;

import io.airbranch.access.CalendarUse;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.InstitutionUse;
import io.airbranch.agent.SkillUse;
import io.airbranch.routing.Queue;
import io.airbranch.shared.Name;
import io.airbranch.shared.db.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code routing.queue} with its skills and steps. What a queue refers to is not deleted, also not by who does not see the queue. */
@Repository
class QueueRows implements CalendarUse, SkillUse, InstitutionUse {
    private static final String KEPT_AT = """
            select exists (select from routing.queue where institution = :wanted
                or jsonb_path_exists(steps, '$.** ? (@.kind == "institution" && @.name == $wanted)',
                                     jsonb_build_object('wanted', :wanted::text)))
            """;
    private static final String ALL = """
            select q.*, array(select s.skill || '=' || s.level from routing.queue_skill s where s.queue = q.id) as skills
            from routing.queue q order by q.id
            """;
    private static final String ADD = """
            insert into routing.queue (id, institution, name_zh, name_en, priority, calendar, target, target_wait_ms, offer_lease_ms,
                                       max_waiting, choice, weight_skill, weight_idle, weight_occupancy, steps, most_expected_ms,
                                       most_oldest_ms, closed_zh, closed_en, active, version)
            values (:id, :institution, :zh, :en, :priority, :calendar, :target, :targetWait, :lease, :max, :choice, :skill, :idle, :occupancy,
                    :steps::jsonb, :expected, :oldest, :closedZh, :closedEn, :active, 1)
            on conflict (id) do nothing
            """;
    private static final String CHANGE = """
            update routing.queue
               set name_zh = :zh, name_en = :en, priority = :priority, calendar = :calendar, target = :target,
                   target_wait_ms = :targetWait, offer_lease_ms = :lease, max_waiting = :max,
                   choice = :choice, weight_skill = :skill, weight_idle = :idle, weight_occupancy = :occupancy,
                   steps = :steps::jsonb, most_expected_ms = :expected, most_oldest_ms = :oldest,
                   closed_zh = :closedZh, closed_en = :closedEn, active = :active, version = version + 1
             where id = :id and version = :version
            """;
    private static final String CLEAR_SKILLS = "delete from routing.queue_skill where queue = :id";
    private static final String ADD_SKILL =
            "insert into routing.queue_skill (queue, skill, level) values (:id, :skill, :level)";

    private static final String USES_CALENDAR = "select exists (select 1 from routing.queue where calendar = :wanted)";
    private static final String USES_SKILL = """
            select exists (select 1 from routing.queue_skill where skill = :wanted)
                or exists (select 1 from routing.queue
                            where jsonb_path_exists(steps, '$.** ? (@.kind == "skill" && @.name == $wanted)',
                                                    jsonb_build_object('wanted', :wanted::text)))
            """;
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient db;

    QueueRows(JdbcClient db) {
        this.db = db;
    }

    List<Queue> all() {
        return db.sql(ALL).query(QueueRows::queue).list();
    }

    @Override
    public boolean uses(UUID calendar) {
        return exists(USES_CALENDAR, calendar);
    }

    @Override
    public boolean uses(String skill) {
        return exists(USES_SKILL, skill);
    }

    private boolean exists(String sql, Object wanted) {
        return Scope.within(
                Scope.system(),
                () -> db.sql(sql).param("wanted", wanted).query(Boolean.class).single());
    }

    /** False where the stored version is another one. */
    boolean save(Queue queue) {
        var told = queue.closedMessage();
        var choice = queue.choice();
        var weights = queue.weights();
        var limits = queue.limits();
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
                .param("choice", choice == null ? null : choice.code())
                .param("skill", weights == null ? null : weights.skill())
                .param("idle", weights == null ? null : weights.idle())
                .param("occupancy", weights == null ? null : weights.occupancy())
                .param(
                        "steps",
                        JSON.writeValueAsString(
                                queue.steps().stream().map(StepShape::of).toList()))
                .param("expected", limits == null ? null : millis(limits.expectedWait()))
                .param("oldest", limits == null ? null : millis(limits.oldestWait()))
                .param("closedZh", told == null ? null : told.zh())
                .param("closedEn", told == null ? null : told.en())
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
        var told = row.getString("closed_zh");
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
                choice(row.getString("choice")),
                row.getObject("weight_skill") == null
                        ? null
                        : new Queue.Weights(
                                row.getInt("weight_skill"), row.getInt("weight_idle"), row.getInt("weight_occupancy")),
                StepShape.steps(List.of(JSON.readValue(row.getString("steps"), StepShape[].class))),
                limits(row),
                told == null ? null : Name.of(told, row.getString("closed_en")),
                row.getBoolean("active"),
                row.getLong("version"));
    }

    private static Queue.@Nullable Choice choice(@Nullable String code) {
        return code == null ? null : StepShape.choice(code);
    }

    private static Queue.@Nullable Limits limits(ResultSet row) throws SQLException {
        var expected = row.getObject("most_expected_ms", Long.class);
        var oldest = row.getObject("most_oldest_ms", Long.class);
        return expected == null && oldest == null
                ? null
                : new Queue.Limits(
                        expected == null ? null : Duration.ofMillis(expected),
                        oldest == null ? null : Duration.ofMillis(oldest));
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static Map<String, Integer> skills(String[] entries) {
        var skills = new HashMap<String, Integer>();
        for (var entry : entries) {
            int equals = entry.lastIndexOf('=');
            skills.put(entry.substring(0, equals), Integer.valueOf(entry.substring(equals + 1)));
        }
        return skills;
    }

    @Override
    public Optional<String> keptAt(InstitutionPath place) {
        return db.sql(KEPT_AT)
                        .param("wanted", place.value())
                        .query(Boolean.class)
                        .single()
                ? Optional.of("queues")
                : Optional.empty();
    }
}
