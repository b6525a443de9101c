package io.airbranch.routing.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.access.Right;
import io.airbranch.routing.Alert.Level;
import io.airbranch.routing.Alert.Measure;
import io.airbranch.routing.queue.QueueBook;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Name;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/** Administration of alert rules. A rule stays at the institution at which it was made. */
@RestController
@RequestMapping("/api/v1/admin/alert-rules")
class AlertRuleAdmin {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_SECONDS = 3_600;
    private static final double A_DAY = 86_400;
    private static final double MANY = 100_000;

    private final AlertRuleRows rules;
    private final QueueBook queues;
    private final Institutions institutions;
    private final Guard guard;
    private final AuditTrail audit;
    private final Ids ids;

    AlertRuleAdmin(
            AlertRuleRows rules, QueueBook queues, Institutions institutions, Guard guard, AuditTrail audit, Ids ids) {
        this.rules = rules;
        this.queues = queues;
        this.institutions = institutions;
        this.guard = guard;
        this.audit = audit;
        this.ids = ids;
    }

    /** {@code id} and {@code version} are ignored in a new one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RuleView(
            @Nullable UUID id,
            @NotNull InstitutionPath institution,
            @NotNull Name name,
            @Nullable UUID queue,
            @NotNull Measure measure,
            double limit,
            int forSeconds,
            @NotNull Level level,
            boolean onlyOpen,
            boolean active,
            @Nullable Long version) {

        static RuleView of(AlertRule rule) {
            return new RuleView(
                    rule.id(),
                    rule.institution(),
                    rule.name(),
                    rule.queue(),
                    rule.measure(),
                    rule.limit(),
                    (int) rule.lasting().toSeconds(),
                    rule.level(),
                    rule.onlyOpen(),
                    rule.active(),
                    rule.version());
        }

        AlertRule rule(UUID as, InstitutionPath where) {
            return new AlertRule(
                    as,
                    where,
                    name,
                    queue,
                    measure,
                    limit,
                    Duration.ofSeconds(forSeconds),
                    level,
                    onlyOpen,
                    active,
                    version == null ? 0 : version);
        }
    }

    @GetMapping
    List<RuleView> list() {
        guard.requireAnywhere(Right.QUEUE_MANAGE);
        return InstitutionPath.outermost(guard.current().where(Right.QUEUE_MANAGE)).stream()
                .flatMap(path -> rules.within(path).stream())
                .map(RuleView::of)
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RuleView create(@Valid @RequestBody RuleView body) {
        guard.require(Right.QUEUE_MANAGE, body.institution());
        if (institutions.find(body.institution()).isEmpty()) {
            throw new RefusalException(Refusal.notFound(
                    "institution.unknown",
                    "No institution " + body.institution() + " in your scope",
                    "institution",
                    body.institution()));
        }
        var rule = checked(body.rule(ids.next(), body.institution()));
        rules.insert(rule);
        return noted("alert-rule.create", rule.id());
    }

    @PutMapping("/{id}")
    RuleView change(@PathVariable UUID id, @Valid @RequestBody RuleView body) {
        var stored = known(id);
        guard.require(Right.QUEUE_MANAGE, stored.institution());
        var rule = checked(body.rule(id, stored.institution()));
        if (!rules.update(rule)) {
            throw stale(id, rule.version());
        }
        return noted("alert-rule.change", id);
    }

    /** Its alerts end, and stay in the list of those that are over. @param version where it is given, only this one is removed */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, @RequestParam(required = false) @Nullable Long version) {
        var stored = known(id);
        guard.require(Right.QUEUE_MANAGE, stored.institution());
        if (!rules.delete(id, version)) {
            throw stale(id, version == null ? stored.version() : version);
        }
        note("alert-rule.delete", stored);
    }

    private AlertRule known(UUID id) {
        guard.requireAnywhere(Right.QUEUE_MANAGE);
        return rules.find(id)
                .orElseThrow(() -> new RefusalException(
                        Refusal.notFound("alert-rule.unknown", "No alert rule " + id + " in your scope", "rule", id)));
    }

    private RuleView noted(String action, UUID id) {
        var saved = known(id);
        note(action, saved);
        return RuleView.of(saved);
    }

    private void note(String action, AlertRule rule) {
        audit.record(new AuditTrail.Entry(
                guard.current().id(),
                action,
                "alert-rule",
                rule.id().toString(),
                rule.institution(),
                null,
                Map.of(
                        "name",
                        rule.name().en(),
                        "measure",
                        rule.measure().code(),
                        "limit",
                        Double.toString(rule.limit()),
                        "active",
                        Boolean.toString(rule.active()))));
    }

    private static RefusalException stale(UUID id, long version) {
        return new RefusalException(Refusal.conflict(
                "alert-rule.stale",
                "Alert rule " + id + " was changed meanwhile, version " + version
                        + " is not the last. Load it again before changing it",
                "rule",
                id,
                "version",
                version));
    }

    private AlertRule checked(AlertRule rule) {
        var name = rule.name();
        if (name.zh().length() > LONGEST_NAME || name.en().length() > LONGEST_NAME) {
            throw invalid("name", name.en(), "at most " + LONGEST_NAME + " characters in each language");
        }
        if (rule.lasting().isNegative() || rule.lasting().toSeconds() > LONGEST_SECONDS) {
            throw invalid("forSeconds", rule.lasting().toSeconds(), "0 to " + LONGEST_SECONDS);
        }
        switch (rule.measure()) {
            case WAITING, ABANDONED -> limit(rule, 0, MANY);
            case LONGEST_WAIT, EXPECTED_WAIT -> limit(rule, 0, A_DAY);
            case SERVICE_LEVEL -> limit(rule, 0, 1);
            case OCCUPANCY -> limit(rule, 0, 1);
            case AGENTS_READY -> limit(rule, 1, MANY);
            case REACHES_NOBODY -> limit(rule, 0, 0);
        }
        var queue = rule.queue();
        if (queue != null
                && queues.find(queue)
                        .filter(q -> rule.institution().contains(q.institution()))
                        .isEmpty()) {
            throw invalid("queue", queue, "a queue at or below " + rule.institution());
        }
        return rule;
    }

    private static void limit(AlertRule rule, double least, double most) {
        if (!(rule.limit() >= least && rule.limit() <= most)) {
            throw invalid(
                    "limit",
                    rule.limit(),
                    least + " to " + most + " for " + rule.measure().code());
        }
    }

    private static RefusalException invalid(String field, Object value, String wanted) {
        return new RefusalException(Refusal.invalid(
                "alert-rule.invalid",
                field + " is " + value + "; it must be " + wanted,
                "field",
                field,
                "value",
                value.toString(),
                "detail",
                wanted));
    }
}
