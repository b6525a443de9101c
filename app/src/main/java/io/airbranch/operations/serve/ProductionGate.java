package io.airbranch.operations.serve;

import io.airbranch.shared.check.Finding;
import io.airbranch.shared.check.StartRefusedException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/** Stops a start in profile {@code production} before it touches anything, if its settings will not do. Named in spring.factories. */
final class ProductionGate implements EnvironmentPostProcessor, Ordered {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.acceptsProfiles(Profiles.of("production"))) {
            return;
        }
        var sentences = ProductionRules.look(environment).stream()
                .filter(finding -> finding.level() == Finding.Level.FAIL)
                .map(finding -> finding.what().en()
                        + (finding.remedy() == null
                                ? ""
                                : " " + finding.remedy().en()))
                .toList();
        if (!sentences.isEmpty()) {
            throw new StartRefusedException(sentences);
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
