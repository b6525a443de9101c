package io.airbranch.shared.crypto;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class CryptoConfiguration {

    @Bean
    Keys keys(Environment settings) {
        return Keys.load(Keys.folder(settings), Keys.mayCreate(settings));
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
