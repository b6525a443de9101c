package io.airbranch.operations;

import io.airbranch.operations.serve.SecretFiles;
import io.airbranch.shared.TimeAndIds;
import io.airbranch.shared.check.StartRefusedException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * {@code ./airbranch doctor}: a program of its own that reads the settings as the server would, prints what it found, and ends with
 * status 1 if something fails. Beside a running server or without one; starts no web server and writes nothing.
 */
public final class Doctor {
    private static final Set<String> OPTIONS = Set.of("--json", "--production", "--demo", "--lang=zh", "--lang=en");

    private Doctor() {}

    public static void main(String[] arguments) {
        quiet();
        System.exit(run(arguments, System.getenv(), new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }

    /** @param arguments options of ours, and settings as {@code --name=value} */
    static int run(String[] arguments, Map<String, String> variables, PrintStream out) {
        var options = new ArrayList<String>();
        var settings = new ArrayList<String>();
        for (var argument : arguments) {
            (OPTIONS.contains(argument) ? options : settings).add(argument);
        }
        var unknown = settings.stream()
                .filter(argument -> !argument.matches("--[a-z][a-z0-9.-]*\\.[a-z0-9.-]+=.*"))
                .findFirst();
        if (unknown.isPresent()) {
            out.println(
                    "doctor does not know '" + unknown.get() + "'; it knows --json, --production, --demo, --lang=zh,"
                            + " --lang=en, and settings such as --airbranch.home=/srv/airbranch");
            return 2;
        }
        try {
            var findings = Checkup.of(environment(options, settings, variables), TimeAndIds.wallClock());
            var printout = new Printout(findings);
            out.print(options.contains("--json") ? printout.json() : printout.text(language(options, variables)));
            return printout.failed() ? 1 : 0;
        } catch (StartRefusedException e) {
            out.println(e.getMessage());
            return 1;
        }
    }

    /** A bank's database means a production installation, unless somebody says otherwise. */
    private static ConfigurableEnvironment environment(
            List<String> options, List<String> settings, Map<String, String> variables) {
        var environment = new StandardEnvironment();
        if (!settings.isEmpty()) {
            environment
                    .getPropertySources()
                    .addFirst(new SimpleCommandLinePropertySource(settings.toArray(String[]::new)));
        }
        ConfigurationPropertySources.attach(environment);
        boolean own = !environment.getProperty("airbranch.database.url", "").isBlank();
        if (options.contains("--production")
                || (own
                        && !options.contains("--demo")
                        && variables.getOrDefault("SPRING_PROFILES_ACTIVE", "").isEmpty())) {
            environment.addActiveProfile("production");
        }
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        ConfigurationPropertySources.attach(environment);
        SecretFiles.readInto(environment);
        return environment;
    }

    private static Locale language(List<String> options, Map<String, String> variables) {
        if (options.contains("--lang=zh")) {
            return Locale.CHINESE;
        }
        var system = first(variables.get("LC_ALL"), variables.get("LC_MESSAGES"), variables.get("LANG"));
        return options.contains("--lang=en") || system.startsWith("en") ? Locale.ENGLISH : Locale.CHINESE;
    }

    private static String first(@Nullable String... values) {
        for (var value : values) {
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /** What is found is said by findings. */
    private static void quiet() {
        ILoggerFactory loggers = LoggerFactory.getILoggerFactory();
        if (loggers instanceof ch.qos.logback.classic.LoggerContext context) {
            context.getLogger("ROOT").setLevel(ch.qos.logback.classic.Level.OFF);
        }
    }
}
