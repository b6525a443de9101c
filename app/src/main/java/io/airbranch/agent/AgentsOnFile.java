package io.airbranch.agent;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Agents and the names of skills as they are stored: for code that runs without the application, such as the doctor. */
public final class AgentsOnFile {
    private AgentsOnFile() {}

    /** @param db sees the institutions that are asked for */
    public static List<Agent> read(JdbcClient db) {
        return new AgentRows(db).everybody();
    }

    public static Set<String> skills(JdbcClient db) {
        return new SkillBook(db).all().stream().map(Skills.Skill::key).collect(Collectors.toSet());
    }
}
