package io.airbranch.shared.store;

import io.airbranch.shared.Ids;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ObjectStore objectStore(Environment settings, Ids ids) {
        return new FileObjectStore(folder(settings), ids);
    }

    /** Setting {@code airbranch.store.folder}, by default {@code objects} in the home folder. */
    static Path folder(Environment settings) {
        var folder = settings.getProperty("airbranch.store.folder", "");
        return folder.isBlank() ? Path.of(settings.getRequiredProperty("airbranch.home"), "objects") : Path.of(folder);
    }
}
