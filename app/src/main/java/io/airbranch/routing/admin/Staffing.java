package io.airbranch.routing.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.acd.AgentProfile;
import io.airbranch.acd.Trait;
import io.airbranch.agent.Agent;
import io.airbranch.agent.Agents;
import io.airbranch.agent.Presence;
import io.airbranch.routing.Queue;
import io.airbranch.routing.admin.QueueView.SkillLevel;
import io.airbranch.routing.desk.RoutingDesk;
import io.airbranch.routing.desk.Targets;
import io.airbranch.routing.queue.QueueBook;
import io.airbranch.routing.queue.StepShape;
import io.airbranch.routing.queue.Traits;
import io.airbranch.shared.Name;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import io.airbranch.shared.db.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who can serve a queue now: for those who define what a queue requires, before and after they save it. */
@RestController
@RequestMapping("/api/v1/admin/queues")
class Staffing {
    private static final int MOST_TOLD = 60;

    private final QueueBook queues;
    private final RoutingDesk desk;
    private final Agents agents;
    private final Operators operators;
    private final Guard guard;

    Staffing(QueueBook queues, RoutingDesk desk, Agents agents, Operators operators, Guard guard) {
        this.queues = queues;
        this.desk = desk;
        this.agents = agents;
        this.operators = operators;
        this.guard = guard;
    }

    /** @param able colleagues who meet the requirement; @param ready of those who are; @param free contacts that the ready ones could take now */
    record QueueStaffing(UUID queue, int waiting, int able, int ready, int free) {}

    record Colleague(UUID id, Name name, InstitutionPath home, Presence presence, int free) {}

    /**
     * @param able all of the group who meet the requirement; the queue's institution does not matter, the skills do
     * @param colleagues those of them whom the caller sees, ready ones first; at most 60
     * @param elsewhere how many of {@code able} the caller does not see
     */
    record Able(int able, int ready, int free, int elsewhere, List<Colleague> colleagues) {}

    @GetMapping("/staffing")
    List<QueueStaffing> staffing() {
        guard.requireAnywhere(Right.QUEUE_MANAGE);
        var state = desk.targets();
        return guard.current().where(Right.QUEUE_MANAGE).stream()
                .flatMap(path -> queues.within(path).stream())
                .distinct()
                .map(queue -> {
                    var line = state.of(queue.id());
                    return new QueueStaffing(queue.id(), line.waiting(), line.able(), line.ready(), line.free());
                })
                .toList();
    }

    /** @param skill the requirement, each as {@code key:minimum level}; none is met by everybody */
    @GetMapping("/able")
    Able able(@RequestParam(required = false) @Nullable List<String> skill) {
        guard.requireAnywhere(Right.QUEUE_MANAGE);
        var ring = Traits.rings(required(skill == null ? List.of() : skill), List.of(), null);
        return able(ring.getFirst(), everybody(), desk.targets());
    }

    /**
     * @param steps of the queue as it would be; without any, the skills alone
     * @param language of a contact; without one, whatever is spoken
     * @param queue the number of whose contacts in line is asked for too
     */
    record ReachQuestion(
            @Nullable List<SkillLevel> skills,
            @Nullable List<StepShape> steps,
            @Nullable String language,
            @Nullable UUID queue) {}

    /** @param steps each for itself, as rings widen */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReachAnswer(List<Able> steps, @Nullable Integer waiting) {}

    /** A question, asked by POST because it is long. */
    @PostMapping("/reach")
    ReachAnswer reach(@RequestBody ReachQuestion asked) {
        guard.requireAnywhere(Right.QUEUE_MANAGE);
        var skills = SkillLevel.levels(asked.skills() == null ? List.of() : asked.skills());
        var steps = asked.steps() == null ? List.<Queue.Step>of() : StepShape.steps(asked.steps());
        var flaw = queues.flaw(skills, steps);
        if (flaw != null) {
            throw new RefusalException(flaw);
        }
        var state = desk.targets();
        var everybody = everybody();
        var language = asked.language() == null || asked.language().isBlank() ? null : asked.language();
        return new ReachAnswer(
                Traits.rings(skills, steps, language).stream()
                        .map(ring -> able(ring, everybody, state))
                        .toList(),
                asked.queue() == null
                        ? null
                        : queues.find(asked.queue())
                                .map(q -> state.of(q.id()).waiting())
                                .orElse(null));
    }

    private Map<Agent, AgentProfile> everybody() {
        return Scope.within(Scope.system(), agents::all).stream()
                .collect(Collectors.toMap(agent -> agent, Traits::profile));
    }

    private Able able(List<Trait> asks, Map<Agent, AgentProfile> everybody, Targets state) {
        var able = everybody.entrySet().stream()
                .filter(e -> asks.stream().allMatch(trait -> trait.heldBy(e.getValue())))
                .map(Map.Entry::getKey)
                .toList();
        var scope = guard.current().scope();
        var seen = able.stream()
                .filter(agent -> scope.sees(agent.home().value()))
                .sorted(Comparator.comparing((Agent a) -> !state.onDuty(a.id()))
                        .thenComparingInt(a -> -state.free(a.id()))
                        .thenComparing(Agent::id))
                .toList();
        return new Able(
                able.size(),
                (int) able.stream().filter(a -> state.onDuty(a.id())).count(),
                able.stream()
                        .filter(a -> state.onDuty(a.id()))
                        .mapToInt(a -> state.free(a.id()))
                        .sum(),
                able.size() - seen.size(),
                seen.stream()
                        .limit(MOST_TOLD)
                        .flatMap(agent -> colleague(agent, state.free(agent.id())).stream())
                        .toList());
    }

    private Optional<Colleague> colleague(Agent agent, int free) {
        return operators
                .find(agent.id())
                .map(o -> new Colleague(agent.id(), o.name(), o.home(), agents.presenceOf(agent.id()), free));
    }

    private static Map<String, Integer> required(List<String> asked) {
        var required = new TreeMap<String, Integer>();
        for (var need : asked) {
            int colon = need.lastIndexOf(':');
            try {
                required.put(need.substring(0, colon), Integer.valueOf(need.substring(colon + 1)));
            } catch (IndexOutOfBoundsException | NumberFormatException e) {
                throw new RefusalException(Refusal.invalid(
                        "queue.requirement", "'" + need + "' is no requirement such as cards:3", "skill", need));
            }
        }
        return required;
    }
}
