package io.airbranch.rig;

import io.airbranch.AirbranchApplication;
import io.airbranch.contact.ContactListener;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;

/** The application as the server starts it, with what the rig adds. */
final class Application {
    private Application() {}

    /** @param added configuration without a stereotype, so that nobody finds it who scans */
    static ApplicationContext start(Class<?> added) {
        return new SpringApplicationBuilder(AirbranchApplication.class, added).run("--server.port=0");
    }

    /** Through which routing hears of contacts. */
    static ContactListener hearing(ApplicationContext context) {
        return context.getBeansOfType(ContactListener.class).values().stream()
                .filter(listener -> listener.getClass().getPackageName().startsWith("io.airbranch.routing"))
                .findFirst()
                .orElseThrow();
    }
}
