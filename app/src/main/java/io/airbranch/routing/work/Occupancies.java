package io.airbranch.routing.work;

import io.airbranch.access.Guard;
import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.access.Right;
import io.airbranch.routing.desk.RoutingDesk;
import io.airbranch.routing.figures.FigureRows;
import io.airbranch.routing.figures.FigureRows.Occupancy;
import io.airbranch.routing.queue.QueueBook;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How busy colleagues were today, by half-hours, for supervisors. */
@RestController
@RequestMapping("/api/v1/floor")
class Occupancies {
    private final FigureRows figures;
    private final QueueBook queues;
    private final RoutingDesk desk;
    private final Institutions institutions;
    private final Guard guard;
    private final Clock clock;

    Occupancies(
            FigureRows figures,
            QueueBook queues,
            RoutingDesk desk,
            Institutions institutions,
            Guard guard,
            Clock clock) {
        this.figures = figures;
        this.queues = queues;
        this.desk = desk;
        this.institutions = institutions;
        this.guard = guard;
        this.clock = clock;
    }

    /**
     * The half-hours since midnight in which anybody was on duty. Staffed: wants contacts and has a console open, or has contacts in
     * hand; busy: at least one contact offered, served or in after-contact work. Occupancy is busy / staffed.
     *
     * @param queue only colleagues who have its skills now, whatever they did and wherever they belong; midnight is the queue's
     * @param institution only colleagues at or below it; without both, those of all places that the caller may watch
     */
    @GetMapping("/occupancy")
    List<Occupancy> occupancy(
            @RequestParam(required = false) @Nullable UUID queue,
            @RequestParam(required = false) @Nullable InstitutionPath institution) {
        if (queue != null && institution != null) {
            throw new RefusalException(Refusal.invalid(
                    "occupancy.one-of",
                    "Ask for queue " + queue + " or for institution " + institution + ", not for both",
                    "queue",
                    queue,
                    "institution",
                    institution));
        }
        if (queue != null) {
            return ofQueue(queue);
        }
        if (institution != null) {
            guard.require(Right.FLOOR_WATCH, institution);
            return within(institution);
        }
        guard.requireAnywhere(Right.FLOOR_WATCH);
        return together(InstitutionPath.outermost(guard.current().where(Right.FLOOR_WATCH)).stream()
                .flatMap(path -> within(path).stream()));
    }

    private List<Occupancy> ofQueue(UUID id) {
        var queue = queues.find(id)
                .orElseThrow(() -> new RefusalException(
                        Refusal.notFound("queue.unknown", "No queue " + id + " in your scope", "queue", id)));
        guard.require(Right.FLOOR_WATCH, queue.institution());
        var able = desk.targets().agents().values().stream()
                .filter(agent -> agent.queues().contains(id))
                .map(agent -> agent.agent())
                .toList();
        var now = clock.instant();
        // Colleagues of other places serve the queue too; they are counted, not named.
        return Scope.within(Scope.system(), () -> figures.occupancyOf(able, midnight(queues.zone(queue), now), now));
    }

    private List<Occupancy> within(InstitutionPath path) {
        var zone = institutions
                .find(path)
                .map(Institution::zone)
                .orElseThrow(() -> new RefusalException(Refusal.notFound(
                        "institution.unknown", "No institution " + path + " in your scope", "institution", path)));
        var now = clock.instant();
        return figures.occupancyWithin(path.value(), midnight(zone, now), now);
    }

    private static Instant midnight(ZoneId zone, Instant now) {
        return now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }

    private static List<Occupancy> together(Stream<Occupancy> places) {
        var sums = new TreeMap<Instant, Occupancy>();
        places.forEach(o -> sums.merge(
                o.from(),
                o,
                (a, b) -> new Occupancy(
                        a.from(),
                        a.staffedSeconds() + b.staffedSeconds(),
                        a.busySeconds() + b.busySeconds(),
                        a.agents() + b.agents())));
        return List.copyOf(sums.values());
    }
}
