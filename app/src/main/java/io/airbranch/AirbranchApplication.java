package io.airbranch;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application: every module below this package, one process. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AirbranchApplication {
    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";
    private static final int LEAST_CARRIERS = 16;

    public static void main(String[] args) {
        giveCarriers();
        SpringApplication.run(AirbranchApplication.class, args);
    }

    /**
     * More carriers of virtual threads than a small machine has cores. Who loads a class keeps his carrier while he waits; with two
     * carriers, two who wait for the program's jar and a third who holds its lock without a carrier would stand still for ever.
     */
    private static void giveCarriers() {
        if (System.getProperty(CARRIERS) == null) {
            int cores = Runtime.getRuntime().availableProcessors();
            System.setProperty(CARRIERS, Integer.toString(Math.max(LEAST_CARRIERS, cores)));
        }
    }
}
