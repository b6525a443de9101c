package io.airbranch.shared.crypto;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CryptoConfiguration {

    @Bean
    Keys keys(
            @Value("${airbranch.keys.folder:${airbranch.home}/keys}") Path folder,
            @Value("${airbranch.keys.create:true}") boolean create) {
        return Keys.load(folder, create);
    }

    @Bean
    FieldCipher fieldCipher(Keys keys) {
        return keys.fieldCipher();
    }

    @Bean
    BlindIndex blindIndex(Keys keys) {
        return keys.blindIndex();
    }
}
