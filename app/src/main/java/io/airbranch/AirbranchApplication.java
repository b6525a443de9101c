package io.airbranch;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application: every module below this package, one process. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AirbranchApplication {

    public static void main(String[] args) {
        SpringApplication.run(AirbranchApplication.class, args);
    }
}
