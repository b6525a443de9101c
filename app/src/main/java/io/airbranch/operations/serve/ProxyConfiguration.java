package io.airbranch.operations.serve;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Without {@code airbranch.proxies} no forwarded header is believed, whoever sends it. */
@Configuration(proxyBeanMethods = false)
class ProxyConfiguration {

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> forwardedHeaders(
            @Value("${airbranch.proxies:}") String list) {
        var proxies = TrustedProxies.parse(list);
        return server -> {
            if (!proxies.isEmpty()) {
                server.addEngineValves(new ForwardedBy(proxies));
            }
        };
    }
}
