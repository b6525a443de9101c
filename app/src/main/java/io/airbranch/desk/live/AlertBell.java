package io.airbranch.desk.live;

import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operator;
import io.airbranch.access.Operators;
import io.airbranch.access.Right;
import io.airbranch.desk.stream.LiveStream;
import io.airbranch.desk.stream.Streams;
import io.airbranch.routing.Alert;
import io.airbranch.routing.Alerts;
import io.airbranch.routing.Alerts.AlertChanged;
import io.airbranch.routing.Alerts.Happened;
import io.airbranch.shared.db.Scope;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Brings alerts to those who may watch the floor of the alert's place: to consoles that watch it, and to all others as a notice. */
@Component
class AlertBell {
    private static final Logger log = LoggerFactory.getLogger(AlertBell.class);

    private final ExecutorService ringing = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("desk-alerts").factory());
    private final Alerts alerts;
    private final Streams streams;
    private final Operators operators;
    private final Notices notices;

    AlertBell(Alerts alerts, Streams streams, Operators operators, Notices notices) {
        this.alerts = alerts;
        this.streams = streams;
        this.operators = operators;
        this.notices = notices;
    }

    /** Shows what is open; whatever happens to an alert afterwards is pushed afterwards. */
    synchronized void show(Operator watcher, Consumer<List<Alert>> push) {
        push.accept(Scope.within(
                watcher.scope(),
                () -> InstitutionPath.outermost(watcher.where(Right.FLOOR_WATCH)).stream()
                        .flatMap(path -> alerts.open(path).stream())
                        .toList()));
    }

    @EventListener
    void on(AlertChanged changed) {
        try {
            ringing.execute(() -> {
                try {
                    // For consoles of many scopes at once; each hears only of places that its operator may watch.
                    Scope.within(Scope.system(), () -> ring(changed));
                } catch (RuntimeException e) {
                    log.warn("An alert could not be brought to the consoles", e);
                }
            });
        } catch (RejectedExecutionException stopping) {
            log.debug("Stopping: no more alerts");
        }
    }

    private synchronized void ring(AlertChanged changed) {
        var alert = changed.alert();
        var watching = streams.floorWatchers().stream()
                .filter(stream -> mayWatch(stream.operator(), alert))
                .toList();
        watching.forEach(stream -> streams.push(stream, "alert", alert));
        if (changed.happened() == Happened.RAISED) {
            var told = watching.stream().map(LiveStream::operator).collect(Collectors.toSet());
            streams.operators().stream()
                    .filter(id -> !told.contains(id) && mayWatch(id, alert))
                    .forEach(id -> notices.tell(id, alert.level().code(), "alert.raised", values(alert), null, null));
        }
    }

    private boolean mayWatch(UUID operator, Alert alert) {
        return operators
                .find(operator)
                .filter(o -> o.may(Right.FLOOR_WATCH, alert.institution()))
                .isPresent();
    }

    private static Map<String, Object> values(Alert alert) {
        return Map.of(
                "alert", alert.id(),
                "rule", alert.rule().name(),
                "queue", alert.queue().name(),
                "measure", alert.measure(),
                "limit", alert.limit(),
                "value", alert.value());
    }

    @PreDestroy
    void stop() {
        ringing.shutdownNow();
    }
}
