package io.airbranch.routing.work;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.airbranch.access.Guard;
import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.access.Operator;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.agent.Agents;
import io.airbranch.agent.Presence;
import io.airbranch.routing.queue.QueueBook;
import io.airbranch.shared.Name;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One colleague's day, for supervisors. */
@RestController
@RequestMapping("/api/v1/floor/agents/{id}")
class AgentDays {
    /** Whatever was in hand at midnight was taken within this time before. */
    private static final Duration LOOK_BACK = Duration.ofDays(1);

    private final Agents agents;
    private final DeedRows deeds;
    private final QueueBook queues;
    private final Operators operators;
    private final Institutions institutions;
    private final Guard guard;
    private final Clock clock;

    AgentDays(
            Agents agents,
            DeedRows deeds,
            QueueBook queues,
            Operators operators,
            Institutions institutions,
            Guard guard,
            Clock clock) {
        this.agents = agents;
        this.deeds = deeds;
        this.queues = queues;
        this.operators = operators;
        this.institutions = institutions;
        this.guard = guard;
        this.clock = clock;
    }

    record Named(UUID id, Name name) {}

    /** @param to left out while it lasts */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StateView(
            Presence.State state,
            @Nullable String reason,
            Instant from,
            @Nullable Instant to) {}

    /** @param state {@code served} or {@code after-contact}; @param to left out while it lasts */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ContactView(
            UUID contact,
            @Nullable Named queue,
            Instant from,
            @Nullable Instant to,
            String state) {}

    /**
     * @param readySeconds wanting contacts, whatever was in hand
     * @param awaySeconds by reason
     * @param busySeconds at least one contact offered or served
     * @param afterContactSeconds nothing offered or served, but after-contact work in hand
     * @param occupancy (busy + after contact) / on duty, where on duty is ready or with anything in hand; left out where that is nothing
     * @param contacts taken on this day
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TotalsView(
            long readySeconds,
            Map<String, Long> awaySeconds,
            long busySeconds,
            long afterContactSeconds,
            @Nullable Double occupancy,
            int contacts,
            int declined,
            int unanswered) {

        static TotalsView of(AgentDay.Totals totals) {
            var away = new TreeMap<String, Long>();
            totals.away().forEach((reason, time) -> away.put(reason, time.toSeconds()));
            return new TotalsView(
                    totals.ready().toSeconds(),
                    away,
                    totals.busy().toSeconds(),
                    totals.afterContact().toSeconds(),
                    totals.occupancy(),
                    totals.contacts(),
                    totals.declined(),
                    totals.unanswered());
        }
    }

    record DayView(
            Named agent,
            Instant from,
            Instant to,
            List<StateView> states,
            List<ContactView> contacts,
            TotalsView totals) {}

    /** @param date in the zone of the agent's home; today where it is left out */
    @GetMapping("/day")
    DayView day(@PathVariable UUID id, @RequestParam(required = false) @Nullable LocalDate date) {
        guard.requireAnywhere(Right.FLOOR_WATCH);
        var agent = agents.find(id)
                .orElseThrow(() -> new RefusalException(Refusal.notFound(
                        "agent.unknown", "There is no agent " + id + " within your institutions", "agent", id)));
        guard.require(Right.FLOOR_WATCH, agent.home());
        var zone = zone(agent.home());
        var now = clock.instant();
        var today = now.atZone(zone).toLocalDate();
        var asked = date == null ? today : date;
        if (asked.isAfter(today)) {
            throw new RefusalException(Refusal.invalid(
                    "day.ahead", asked + " has not begun, today is " + today, "date", asked, "today", today));
        }
        var from = asked.atStartOfDay(zone).toInstant();
        var to = asked.plusDays(1).atStartOfDay(zone).toInstant();
        boolean running = now.isBefore(to);
        var until = running ? now : to;
        var day = AgentDay.of(
                agents.presences(id, from, until), deeds.of(id, from.minus(LOOK_BACK), until), from, until, running);
        return new DayView(
                new Named(id, name(id)),
                from,
                to,
                day.states().stream()
                        .map(s -> new StateView(s.state(), s.reason(), s.from(), s.to()))
                        .toList(),
                day.contacts().stream().map(this::contact).toList(),
                TotalsView.of(day.totals()));
    }

    private ContactView contact(AgentDay.Work work) {
        var queue = queues.any(work.queue());
        return new ContactView(
                work.contact(),
                queue == null ? null : new Named(queue.id(), queue.name()),
                work.from(),
                work.to(),
                work.kind() == AgentDay.Kind.SERVED ? "served" : "after-contact");
    }

    private Name name(UUID agent) {
        return operators.find(agent).map(Operator::name).orElse(Name.of("同事", "Colleague"));
    }

    private ZoneId zone(InstitutionPath home) {
        return Scope.within(Scope.system(), () -> institutions.find(home))
                .map(Institution::zone)
                .orElse(ZoneOffset.UTC);
    }
}
