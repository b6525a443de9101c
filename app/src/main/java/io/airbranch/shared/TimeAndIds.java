package io.airbranch.shared;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The one place where real time and real randomness enter; everything else asks for a {@link Clock} or for {@link Ids}. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
public class TimeAndIds {

    /** For a program without beans, such as the doctor. */
    public static Clock wallClock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return wallClock();
    }

    @Bean
    @ConditionalOnMissingBean
    Ids ids() {
        // "Plus n": within one millisecond ids still ascend, so a batch keeps its order when sorted by id.
        return UuidCreator::getTimeOrderedEpochPlusN;
    }
}
