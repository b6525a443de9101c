package io.airbranch.routing.alert;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Right;
import io.airbranch.routing.Alert;
import io.airbranch.routing.Alerts;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Alerts for those who watch the floor. */
@RestController
@RequestMapping("/api/v1/floor/alerts")
class FloorAlerts {
    private static final Duration PAST = Duration.ofHours(24);
    private static final int MOST_PAST = 500;

    private final AlertRows rows;
    private final AlertWatch watch;
    private final Alerts alerts;
    private final Guard guard;
    private final AuditTrail audit;
    private final Clock clock;

    FloorAlerts(AlertRows rows, AlertWatch watch, Alerts alerts, Guard guard, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.watch = watch;
        this.alerts = alerts;
        this.guard = guard;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param open the oldest first; @param past ended within the last 24 hours, the last first, at most 500 */
    record AlertsNow(List<Alert> open, List<Alert> past) {}

    @GetMapping
    AlertsNow list() {
        guard.requireAnywhere(Right.FLOOR_WATCH);
        var places = InstitutionPath.outermost(guard.current().where(Right.FLOOR_WATCH));
        var from = clock.instant().minus(PAST);
        return new AlertsNow(
                places.stream().flatMap(path -> alerts.open(path).stream()).toList(),
                places.stream()
                        .flatMap(path -> rows.past(path, from, MOST_PAST).stream())
                        .sorted(Comparator.comparing(Alert::until, Comparator.nullsLast(Comparator.reverseOrder())))
                        .limit(MOST_PAST)
                        .toList());
    }

    /** Somebody sees to it. Who said so first is kept. */
    @PostMapping("/{id}/acknowledge")
    Alert acknowledge(@PathVariable UUID id) {
        guard.requireAnywhere(Right.FLOOR_ACT);
        var alert = rows.find(id).orElseThrow(() -> unknown(id));
        guard.require(Right.FLOOR_ACT, alert.institution());
        if (alert.acknowledged() != null) {
            return alert;
        }
        var me = guard.current().id();
        var acknowledged = watch.acknowledge(id, me).orElseThrow(() -> unknown(id));
        audit.record(new AuditTrail.Entry(
                me,
                "alert.acknowledge",
                "alert",
                id.toString(),
                alert.institution(),
                null,
                Map.of(
                        "rule",
                        alert.rule().name().en(),
                        "measure",
                        alert.measure().code())));
        return acknowledged;
    }

    private static RefusalException unknown(UUID id) {
        return new RefusalException(Refusal.notFound(
                "alert.unknown", "There is no alert " + id + " within your institutions", "alert", id));
    }
}
