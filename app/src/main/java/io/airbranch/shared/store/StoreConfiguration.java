package io.airbranch.shared.store;

import io.airbranch.shared.Ids;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ObjectStore objectStore(@Value("${airbranch.store.folder:${airbranch.home}/objects}") Path folder, Ids ids) {
        return new FileObjectStore(folder, ids);
    }
}
