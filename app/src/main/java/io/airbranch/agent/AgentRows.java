package io.airbranch.agent;

import io.airbranch.access.InstitutionPath;
import io.airbranch.access.InstitutionUse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code agent.agent} with its skills, languages and shares of media. */
@Repository
class AgentRows implements InstitutionUse {
    private static final String KEPT_AT = "select exists (select from agent.agent where institution = ?)";
    private static final String SELECT = """
            select a.operator, a.institution, a.chat_capacity, a.version,
                   array(select s.skill || '=' || s.level from agent.agent_skill s where s.operator = a.operator) as skills,
                   array(select l.language || '=' || l.level from agent.agent_language l where l.operator = a.operator) as languages,
                   array(select m.medium || '=' || m.most from agent.agent_medium m where m.operator = a.operator) as media
            from agent.agent a
            """;
    private static final String FIND = SELECT + "where a.operator = :id";
    private static final String WITHIN = SELECT + "where a.institution ^@ :path order by a.operator";
    private static final String SAVE = """
            insert into agent.agent (operator, institution, chat_capacity, version) values (:id, :home, :capacity, 1)
            on conflict (operator) do update
               set institution = excluded.institution, chat_capacity = excluded.chat_capacity, version = agent.version + 1
            """;
    private static final String CLEAR_SKILLS = "delete from agent.agent_skill where operator = :id";
    private static final String CLEAR_LANGUAGES = "delete from agent.agent_language where operator = :id";
    private static final String CLEAR_MEDIA = "delete from agent.agent_medium where operator = :id";
    private static final String ADD_SKILL =
            "insert into agent.agent_skill (operator, skill, level) values (:id, :key, :level)";
    private static final String ADD_LANGUAGE =
            "insert into agent.agent_language (operator, language, level) values (:id, :key, :level)";
    private static final String ADD_MEDIUM =
            "insert into agent.agent_medium (operator, medium, most) values (:id, :key, :level)";

    private final JdbcClient db;

    AgentRows(JdbcClient db) {
        this.db = db;
    }

    record Row(Agent agent, long version) {}

    Optional<Row> find(UUID id) {
        return db.sql(FIND).param("id", id).query(AgentRows::row).optional();
    }

    List<Agent> within(InstitutionPath path) {
        return all(path.value());
    }

    List<Agent> everybody() {
        return all("");
    }

    List<Row> rows(InstitutionPath path) {
        return db.sql(WITHIN).param("path", path.value()).query(AgentRows::row).list();
    }

    private List<Agent> all(String prefix) {
        return db.sql(WITHIN).param("path", prefix).query(AgentRows::row).list().stream()
                .map(Row::agent)
                .toList();
    }

    void save(Agent agent) {
        db.sql(SAVE)
                .param("id", agent.id())
                .param("home", agent.home().value())
                .param("capacity", agent.chatCapacity())
                .update();
        replace(CLEAR_SKILLS, ADD_SKILL, agent.id(), agent.skills());
        replace(CLEAR_LANGUAGES, ADD_LANGUAGE, agent.id(), agent.languages());
        var media = new HashMap<String, Integer>();
        agent.media().forEach((medium, most) -> media.put(medium.code(), most));
        replace(CLEAR_MEDIA, ADD_MEDIUM, agent.id(), media);
    }

    private void replace(String clear, String add, UUID id, Map<String, Integer> levels) {
        db.sql(clear).param("id", id).update();
        levels.forEach((key, level) -> db.sql(add)
                .param("id", id)
                .param("key", key)
                .param("level", level)
                .update());
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var agent = new Agent(
                row.getObject("operator", UUID.class),
                new InstitutionPath(row.getString("institution")),
                levels(row, "skills"),
                levels(row, "languages"),
                row.getInt("chat_capacity"),
                media(levels(row, "media")));
        return new Row(agent, row.getLong("version"));
    }

    private static Map<Medium, Integer> media(Map<String, Integer> stored) {
        var media = new EnumMap<Medium, Integer>(Medium.class);
        stored.forEach((medium, most) -> media.put(Medium.valueOf(medium.toUpperCase(Locale.ROOT)), most));
        return media;
    }

    private static Map<String, Integer> levels(ResultSet row, String column) throws SQLException {
        var levels = new HashMap<String, Integer>();
        for (var entry : (String[]) row.getArray(column).getArray()) {
            int equals = entry.lastIndexOf('=');
            levels.put(entry.substring(0, equals), Integer.valueOf(entry.substring(equals + 1)));
        }
        return levels;
    }

    @Override
    public Optional<String> keptAt(InstitutionPath place) {
        return db.sql(KEPT_AT).param(place.value()).query(Boolean.class).single()
                ? Optional.of("agents")
                : Optional.empty();
    }
}
