package io.airbranch.agent;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.shared.Name;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Skills, who has them, and the reasons for being away. */
@RestController
@RequestMapping("/api/v1")
class AgentAdmin {
    private final AgentRoster roster;
    private final SkillBook skills;
    private final AwayReasons reasons;
    private final Operators operators;
    private final Guard guard;
    private final AuditTrail audit;

    AgentAdmin(
            AgentRoster roster,
            SkillBook skills,
            AwayReasons reasons,
            Operators operators,
            Guard guard,
            AuditTrail audit) {
        this.roster = roster;
        this.skills = skills;
        this.reasons = reasons;
        this.operators = operators;
        this.guard = guard;
        this.audit = audit;
    }

    record SkillLevel(String skill, int level) {}

    record LanguageLevel(String language, int level) {}

    /** @param version 0 for an operator who serves no contacts yet */
    record Abilities(List<SkillLevel> skills, List<LanguageLevel> languages, int chatCapacity, long version) {}

    record NewSkill(String key, InstitutionPath institution, Name name) {}

    record SkillChange(Name name, long version) {}

    @GetMapping("/away-reasons")
    List<AwayReasons.AwayReason> awayReasons() {
        guard.current();
        return reasons.all();
    }

    @GetMapping("/admin/skills")
    List<Skills.Skill> skills() {
        guard.current();
        return skills.all();
    }

    @PostMapping("/admin/skills")
    @ResponseStatus(HttpStatus.CREATED)
    Skills.Skill define(@RequestBody NewSkill skill) {
        guard.require(Right.QUEUE_MANAGE, skill.institution());
        if (skills.find(skill.key()).isPresent()) {
            throw new RefusalException(Refusal.conflict(
                    "skill.exists", "There is a skill '" + skill.key() + "' already", "key", skill.key()));
        }
        return save(new Skills.Skill(skill.key(), skill.institution(), skill.name(), 0), "skill.define");
    }

    @PutMapping("/admin/skills/{key}")
    Skills.Skill rename(@PathVariable String key, @RequestBody SkillChange change) {
        var stored = known(key);
        guard.require(Right.QUEUE_MANAGE, stored.institution());
        return save(new Skills.Skill(key, stored.institution(), change.name(), change.version()), "skill.rename");
    }

    @DeleteMapping("/admin/skills/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String key) {
        var stored = known(key);
        guard.require(Right.QUEUE_MANAGE, stored.institution());
        if (!skills.remove(key)) {
            throw new RefusalException(Refusal.conflict(
                    "skill.in-use", "Skill '" + key + "' is held by colleagues. Take it from them first", "key", key));
        }
        note("skill.remove", "skill", key, stored.institution(), Map.of());
    }

    private Skills.Skill known(String key) {
        return skills.find(key)
                .orElseThrow(() ->
                        new RefusalException(Refusal.notFound("skill.unknown", "No skill '" + key + "'", "key", key)));
    }

    private Skills.Skill save(Skills.Skill skill, String action) {
        var saved = skills.define(skill).orElseThrow();
        note(action, "skill", saved.key(), saved.institution(), Map.of());
        return saved;
    }

    @GetMapping("/admin/operators/{id}/skills")
    Abilities abilities(@PathVariable UUID id) {
        guard.require(Right.OPERATOR_MANAGE, homeOf(id));
        return roster.row(id).map(AgentAdmin::view).orElse(new Abilities(List.of(), List.of(), 3, 0));
    }

    @PutMapping("/admin/operators/{id}/skills")
    Abilities change(@PathVariable UUID id, @RequestBody Abilities to) {
        var home = homeOf(id);
        guard.require(Right.OPERATOR_MANAGE, home);
        long stored = roster.row(id).map(AgentRows.Row::version).orElse(0L);
        if (stored != to.version()) {
            throw new RefusalException(Refusal.conflict(
                    "agent.stale",
                    "Operator " + id + " was changed meanwhile (version " + stored + ", not " + to.version()
                            + "). Load again before changing",
                    "operator",
                    id,
                    "version",
                    stored));
        }
        var skillLevels = new java.util.HashMap<String, Integer>();
        to.skills().forEach(s -> skillLevels.put(s.skill(), s.level()));
        var languageLevels = new java.util.HashMap<String, Integer>();
        to.languages().forEach(l -> languageLevels.put(l.language(), l.level()));
        roster.employ(new Agent(id, home, skillLevels, languageLevels, to.chatCapacity()))
                .orElseThrow();
        note(
                "agent.change",
                "operator",
                id.toString(),
                home,
                Map.of("skills", skillLevels.toString(), "chatCapacity", Integer.toString(to.chatCapacity())));
        return abilities(id);
    }

    private InstitutionPath homeOf(UUID id) {
        return operators
                .find(id)
                .orElseThrow(() -> new RefusalException(
                        Refusal.notFound("operator.unknown", "No operator " + id + " in your scope", "operator", id)))
                .home();
    }

    private static Abilities view(AgentRows.Row row) {
        return new Abilities(
                row.agent().skills().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> new SkillLevel(e.getKey(), e.getValue()))
                        .toList(),
                row.agent().languages().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> new LanguageLevel(e.getKey(), e.getValue()))
                        .toList(),
                row.agent().chatCapacity(),
                row.version());
    }

    private void note(String action, String kind, String subject, InstitutionPath where, Map<String, String> detail) {
        audit.record(new AuditTrail.Entry(guard.current().id(), action, kind, subject, where, null, detail));
    }
}
