package io.airbranch.routing.desk;

import io.airbranch.acd.Settings;
import io.airbranch.routing.deciding.RoutingSettings;
import io.airbranch.routing.figures.DayFigures;
import io.airbranch.routing.figures.WorkTimes;
import io.airbranch.routing.journal.Trimming;
import io.airbranch.routing.queue.QueueBook;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    @Bean
    Settings engineSettings(RoutingSettings settings) {
        return settings.engine();
    }

    @Bean(destroyMethod = "stop")
    Trimming trimming(JdbcClient db, Clock clock, RoutingSettings settings) {
        return new Trimming(db, clock, settings.keep());
    }

    @Bean
    DayFigures dayFigures(QueueBook queues) {
        return new DayFigures(queues::any);
    }

    @Bean
    WorkTimes workTimes(AgentHomes homes) {
        return new WorkTimes(homes::of);
    }
}
