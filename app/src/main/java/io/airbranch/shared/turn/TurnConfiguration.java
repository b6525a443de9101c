package io.airbranch.shared.turn;

import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TurnConfiguration {
    /** EX_TEMPFAIL: whoever watches over the process should start it again; it will stand by. */
    private static final int STATUS = 75;

    /** At once: an orderly end would write what is no longer ours to write, and keep customers on sockets that lead nowhere. */
    @Bean
    @ConditionalOnMissingBean
    TurnLost turnLost() {
        return why -> {
            LoggerFactory.getLogger(Turn.class).error("This process ends: {}", why);
            Runtime.getRuntime().halt(STATUS);
        };
    }
}
