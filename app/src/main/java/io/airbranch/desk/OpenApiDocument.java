package io.airbranch.desk;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Title page of the API document. */
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Airbranch API")
                        .version("v1")
                        .description("""
                                Acts and lists of the console. JSON; times are ISO instants in UTC. Problems are RFC 9457 with a stable `code` and \
                                the offending `values`. Every POST carries an `Idempotency-Key`; a repetition gets the first answer again. Live \
                                changes travel over `/ws/live`, customers' chats over `/ws/chat`.""")
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")));
    }
}
