package io.airbranch.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.acd.Settings;
import io.airbranch.routing.deciding.RoutingSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class RoutingSettingsTests {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Bound.class);

    @EnableConfigurationProperties(RoutingSettings.class)
    static class Bound {}

    @Test
    void whoSetsNothingHasTheEnginesOwnRules() {
        application.run(context -> {
            var settings = context.getBean(RoutingSettings.class);
            assertThat(settings.engine()).isEqualTo(Settings.DEFAULT);
            assertThat(settings.keep()).isEqualTo(Duration.ofDays(31));
        });
    }

    @Test
    void everySettingReachesTheEngine() {
        application
                .withPropertyValues(
                        "airbranch.routing.unanswered-limit=5",
                        "airbranch.routing.refusal-pause=20s",
                        "airbranch.routing.after-contact-cap=2m",
                        "airbranch.routing.priority-worth=30s",
                        "airbranch.routing.rest.work=90m",
                        "airbranch.routing.rest.rest=5m",
                        "airbranch.routing.occupancy.limit=0.9",
                        "airbranch.routing.occupancy.window=30m")
                .run(context -> assertThat(
                                context.getBean(RoutingSettings.class).engine())
                        .isEqualTo(new Settings(
                                5,
                                Duration.ofSeconds(20),
                                Duration.ofMinutes(2),
                                Settings.DEFAULT.lineGrace(),
                                Settings.DEFAULT.transferWait(),
                                Duration.ofSeconds(30),
                                new Settings.Rest(Duration.ofMinutes(90), Duration.ofMinutes(5)),
                                new Settings.Occupancy(0.9, Duration.ofMinutes(30)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unanswered-limit=0",
                "refusal-pause=0s",
                "after-contact-cap=25h",
                "priority-worth=-1s",
                "rest.work=90m",
                "rest.rest=5m",
                "occupancy.limit=1.1",
                "keep=1m"
            })
    void whatCannotBeStopsTheStart(String setting) {
        application
                .withPropertyValues("airbranch.routing." + setting)
                .run(context -> assertThat(context).hasFailed());
    }
}
