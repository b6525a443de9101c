package io.airbranch.agent;

import io.airbranch.access.InstitutionPath;
import io.airbranch.access.InstitutionUse;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code agent.skill}. */
@Repository
class SkillBook implements Skills, InstitutionUse {
    private static final String KEPT_AT = "select exists (select from agent.skill where institution = ?)";
    private static final String ALL = "select key, institution, name_zh, name_en, version from agent.skill ";
    private static final String FIND = ALL + "where key = :key";
    private static final String ADD = """
            insert into agent.skill (key, institution, name_zh, name_en, version) values (:key, :institution, :zh, :en, 1)
            on conflict (key) do nothing
            """;
    private static final String RENAME =
            "update agent.skill set name_zh = :zh, name_en = :en, version = version + 1 where key = :key and version = :version";
    private static final String REMOVE = """
            delete from agent.skill s where s.key = :key
            and not exists (select 1 from agent.agent_skill a where a.skill = s.key)
            """;

    private final JdbcClient db;

    SkillBook(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<Skill> all() {
        return db.sql(ALL + "order by key").query(SkillBook::skill).list();
    }

    Optional<Skill> find(String key) {
        return db.sql(FIND).param("key", key).query(SkillBook::skill).optional();
    }

    @Override
    public Outcome<Skill> define(Skill skill) {
        if (!skill.key().matches("[a-z0-9][a-z0-9-]{0,39}")) {
            return Outcome.refused(Refusal.invalid(
                    "skill.key",
                    "'" + skill.key() + "' is no skill key: 1 to 40 lower-case letters, digits and dashes",
                    "key",
                    skill.key()));
        }
        var stored = skill.version() == 0 ? add(skill) : rename(skill);
        return stored.filter(s -> s.name().equals(skill.name()))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Refusal.conflict(
                        "skill.stale",
                        "Skill '" + skill.key() + "' is not as version " + skill.version()
                                + " any more. Load it again before changing it",
                        "key",
                        skill.key(),
                        "version",
                        skill.version())));
    }

    private Optional<Skill> add(Skill skill) {
        db.sql(ADD)
                .param("key", skill.key())
                .param("institution", skill.institution().value())
                .param("zh", skill.name().zh())
                .param("en", skill.name().en())
                .update();
        return find(skill.key());
    }

    private Optional<Skill> rename(Skill skill) {
        int changed = db.sql(RENAME)
                .param("key", skill.key())
                .param("version", skill.version())
                .param("zh", skill.name().zh())
                .param("en", skill.name().en())
                .update();
        return changed == 0 ? Optional.empty() : find(skill.key());
    }

    /** False where somebody still has it, or it is not there. */
    boolean remove(String key) {
        return db.sql(REMOVE).param("key", key).update() > 0;
    }

    private static Skill skill(ResultSet row, int number) throws SQLException {
        return new Skill(
                row.getString("key"),
                new InstitutionPath(row.getString("institution")),
                Name.of(row.getString("name_zh"), row.getString("name_en")),
                row.getLong("version"));
    }

    @Override
    public Optional<String> keptAt(InstitutionPath place) {
        return db.sql(KEPT_AT).param(place.value()).query(Boolean.class).single()
                ? Optional.of("skills")
                : Optional.empty();
    }
}
