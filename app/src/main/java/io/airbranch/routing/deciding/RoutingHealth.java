package io.airbranch.routing.deciding;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Part of readiness: a server that decides no more, because another one has taken routing over, must be sent nobody. Shown as {@code routing}. */
@Component("routingHealthIndicator")
class RoutingHealth implements HealthIndicator {
    private final Dispatcher dispatcher;

    RoutingHealth(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public Health health() {
        return dispatcher.running()
                ? Health.up().build()
                : Health.outOfService()
                        .withDetail("reason", "Routing decides nothing here. Maybe a second server has taken it over")
                        .build();
    }
}
