package io.airbranch.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operator;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.shared.Name;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Skills and who has them, for administrators; the reasons for being away, for everybody. */
@RestController
@RequestMapping("/api/v1")
class AgentAdmin {
    private static final int USUAL_CAPACITY = 3;
    private static final int USUAL_LEVEL = 8;
    private static final int MOST_TOLD = 1_000;

    private final AgentRoster roster;
    private final SkillBook skills;
    private final List<SkillUse> uses;
    private final AwayReasons reasons;
    private final Operators operators;
    private final Guard guard;
    private final AuditTrail audit;

    AgentAdmin(
            AgentRoster roster,
            SkillBook skills,
            List<SkillUse> uses,
            AwayReasons reasons,
            Operators operators,
            Guard guard,
            AuditTrail audit) {
        this.roster = roster;
        this.skills = skills;
        this.uses = uses;
        this.reasons = reasons;
        this.operators = operators;
        this.guard = guard;
        this.audit = audit;
    }

    record SkillLevel(String skill, int level) {}

    record LanguageLevel(String language, int level) {}

    /**
     * How many of each at once; 0 = none, absent = the usual.
     *
     * @param chat the chat capacity, or 0 for whoever takes no chats
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Media(
            @Nullable Integer voice,
            @Nullable Integer video,
            @Nullable Integer chat,
            @Nullable Integer mail,
            @Nullable Integer task) {

        static @Nullable Media of(Agent agent) {
            var most = agent.media();
            return most.isEmpty()
                    ? null
                    : new Media(
                            most.get(Medium.VOICE),
                            most.get(Medium.VIDEO),
                            most.getOrDefault(Medium.CHAT, agent.chatCapacity()),
                            most.get(Medium.MAIL),
                            most.get(Medium.TASK));
        }

        Map<Medium, Integer> most(int chatCapacity) {
            var most = new EnumMap<Medium, Integer>(Medium.class);
            put(most, Medium.VOICE, voice);
            put(most, Medium.VIDEO, video);
            put(most, Medium.CHAT, chat == null || chat == chatCapacity ? null : chat);
            put(most, Medium.MAIL, mail);
            put(most, Medium.TASK, task);
            return most;
        }

        private static void put(Map<Medium, Integer> most, Medium medium, @Nullable Integer count) {
            if (count != null) {
                most.put(medium, count);
            }
        }
    }

    /** @param version 0 for an operator who serves no contacts yet */
    record Abilities(
            List<SkillLevel> skills,
            List<LanguageLevel> languages,
            int chatCapacity,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Media media,

            long version) {}

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
        if (uses.stream().anyMatch(use -> use.uses(key))) {
            throw new RefusalException(Refusal.conflict(
                    "skill.required",
                    "Queues require skill '" + key + "': without it nobody could serve them. Change the queues first",
                    "key",
                    key));
        }
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
        var operator = known(id);
        guard.require(Right.OPERATOR_MANAGE, operator.home());
        return abilities(operator, roster.row(id));
    }

    private static Abilities abilities(Operator operator, Optional<AgentRows.Row> row) {
        return row.map(AgentAdmin::view)
                .orElseGet(() -> new Abilities(
                        List.of(),
                        List.of(new LanguageLevel(operator.language(), USUAL_LEVEL)),
                        USUAL_CAPACITY,
                        null,
                        0));
    }

    /** @param serves false where his roles let him serve nobody, whatever he can do */
    record AgentView(UUID id, Name name, InstitutionPath home, boolean serves, Abilities abilities) {}

    /** @param total of all that fit, of which the first {@code limit} are told */
    record AgentList(List<AgentView> agents, int total) {}

    /** Who serves contacts, or could by his roles, in the parts of the tree where the caller manages operators; by home and name. */
    @GetMapping("/admin/agents")
    AgentList agents(
            @RequestParam(required = false) @Nullable InstitutionPath institution,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "300") int limit) {
        guard.requireAnywhere(Right.OPERATOR_MANAGE);
        var views = new TreeMap<UUID, AgentView>();
        for (var place : guard.current().where(Right.OPERATOR_MANAGE)) {
            var rows = roster.rows(place).stream()
                    .collect(Collectors.toMap(row -> row.agent().id(), row -> row));
            operators.within(place).stream()
                    .filter(o -> institution == null || institution.contains(o.home()))
                    .filter(o -> fits(o, q.strip().toLowerCase(Locale.ROOT)))
                    .map(o -> new AgentView(
                            o.id(),
                            o.name(),
                            o.home(),
                            o.mayAnywhere(Right.CONTACT_SERVE),
                            abilities(o, Optional.ofNullable(rows.get(o.id())))))
                    .filter(view -> view.serves() || view.abilities().version() > 0)
                    .forEach(view -> views.put(view.id(), view));
        }
        var shown = views.values().stream()
                .sorted(Comparator.comparing(AgentView::home)
                        .thenComparing(v -> v.name().zh())
                        .thenComparing(AgentView::id))
                .limit(Math.clamp(limit, 1, MOST_TOLD))
                .toList();
        return new AgentList(shown, views.size());
    }

    private static boolean fits(Operator operator, String words) {
        return words.isEmpty()
                || operator.username().contains(words)
                || operator.name().zh().contains(words)
                || operator.name().en().toLowerCase(Locale.ROOT).contains(words);
    }

    @PutMapping("/admin/operators/{id}/skills")
    Abilities change(@PathVariable UUID id, @RequestBody Abilities to) {
        var home = known(id).home();
        guard.require(Right.OPERATOR_MANAGE, home);
        var skillLevels = new TreeMap<String, Integer>();
        to.skills().forEach(s -> skillLevels.put(s.skill(), s.level()));
        var languageLevels = new TreeMap<String, Integer>();
        to.languages().forEach(l -> languageLevels.put(l.language(), l.level()));
        var media = to.media() == null ? Map.<Medium, Integer>of() : to.media().most(to.chatCapacity());
        roster.employ(new Agent(id, home, skillLevels, languageLevels, to.chatCapacity(), media), to.version())
                .orElseThrow();
        note(
                "agent.change",
                "operator",
                id.toString(),
                home,
                Map.of(
                        "skills",
                        skillLevels.toString(),
                        "chatCapacity",
                        Integer.toString(to.chatCapacity()),
                        "media",
                        new TreeMap<>(media).toString()));
        return abilities(id);
    }

    private Operator known(UUID id) {
        return operators
                .find(id)
                .orElseThrow(() -> new RefusalException(
                        Refusal.notFound("operator.unknown", "No operator " + id + " in your scope", "operator", id)));
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
                Media.of(row.agent()),
                row.version());
    }

    private void note(String action, String kind, String subject, InstitutionPath where, Map<String, String> detail) {
        audit.record(new AuditTrail.Entry(guard.current().id(), action, kind, subject, where, null, detail));
    }
}
