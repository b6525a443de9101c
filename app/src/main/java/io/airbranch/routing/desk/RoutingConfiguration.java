package io.airbranch.routing.desk;

import io.airbranch.routing.figures.DayFigures;
import io.airbranch.routing.figures.WorkTimes;
import io.airbranch.routing.queue.QueueBook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    @Bean
    DayFigures dayFigures(QueueBook queues) {
        return new DayFigures(queues::any);
    }

    @Bean
    WorkTimes workTimes(AgentHomes homes) {
        return new WorkTimes(homes::of);
    }
}
