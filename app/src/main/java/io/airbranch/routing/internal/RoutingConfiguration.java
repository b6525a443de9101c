package io.airbranch.routing.internal;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    @Bean
    DayFigures dayFigures(QueueBook queues) {
        return new DayFigures(queues::any);
    }
}
