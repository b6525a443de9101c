package io.airbranch.shared.check;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A list of what to do instead of a stack trace. Named in META-INF/spring.factories. */
final class StartRefusedExplained extends AbstractFailureAnalyzer<StartRefusedException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StartRefusedException cause) {
        return new FailureAnalysis(
                "Airbranch does not serve anybody like this:\n  - " + String.join("\n  - ", cause.sentences()),
                "Each line says what to do; docs/operations/serve.md explains every setting, and ./airbranch doctor looks"
                        + " over the whole installation.",
                cause);
    }
}
