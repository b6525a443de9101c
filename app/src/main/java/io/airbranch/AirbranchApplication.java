package io.airbranch;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application: every module below this package, one process. */
@SpringBootApplication
public class AirbranchApplication {

    public static void main(String[] args) {
        SpringApplication.run(AirbranchApplication.class, args);
    }
}
