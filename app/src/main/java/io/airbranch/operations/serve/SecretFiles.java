package io.airbranch.operations.serve;

import io.airbranch.shared.check.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Secrets from files, as orchestrators mount them: where {@code <name>-file} is set, the first line of that file is the value of
 * {@code <name>}. Named in META-INF/spring.factories.
 */
public final class SecretFiles implements EnvironmentPostProcessor, Ordered {
    static final List<String> SECRETS = List.of(
            "airbranch.database.password", "airbranch.database.owner-password", "airbranch.login.client-secret");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        readInto(environment);
    }

    public static void readInto(ConfigurableEnvironment environment) {
        var settings = Binder.get(environment);
        var found = new LinkedHashMap<String, Object>();
        for (var secret : SECRETS) {
            settings.bind(secret + "-file", String.class).map(String::strip).ifBound(file -> {
                if (!file.isEmpty()) {
                    found.put(secret, firstLine(secret, Path.of(file)));
                }
            });
        }
        if (!found.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource("secretFiles", found));
        }
    }

    private static String firstLine(String secret, Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().map(String::strip).orElse("");
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new StartRefusedException(List.of("The file " + file + " that " + variable(secret + "-file")
                    + " names cannot be read (" + e.getClass().getSimpleName()
                    + "). Let it exist and be readable for the user that runs Airbranch, or set " + variable(secret)
                    + "."));
        }
    }

    /** The environment variable of a setting. */
    static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** After configuration files were read, before {@link ProductionGate}. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 10;
    }
}
