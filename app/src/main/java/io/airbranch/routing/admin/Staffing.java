package io.airbranch.routing.admin;

import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.agent.Agent;
import io.airbranch.agent.Agents;
import io.airbranch.agent.Presence;
import io.airbranch.routing.desk.RoutingDesk;
import io.airbranch.routing.queue.QueueBook;
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
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
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
        var required = required(skill == null ? List.of() : skill);
        var state = desk.targets();
        var able = Scope.within(Scope.system(), agents::all).stream()
                .filter(agent -> meets(agent, required))
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

    private static boolean meets(Agent agent, Map<String, Integer> required) {
        return required.entrySet().stream()
                .allMatch(need -> agent.skills().getOrDefault(need.getKey(), 0) >= need.getValue());
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
