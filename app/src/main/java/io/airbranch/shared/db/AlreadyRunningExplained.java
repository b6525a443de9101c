package io.airbranch.shared.db;

import io.airbranch.postgres.PostgresServer.AlreadyRunning;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Two sentences instead of two pages of stack trace. Named in META-INF/spring.factories. */
final class AlreadyRunningExplained extends AbstractFailureAnalyzer<AlreadyRunning> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, AlreadyRunning cause) {
        return new FailureAnalysis(
                "Airbranch is already running on this folder: pid " + cause.pid() + ", database port " + cause.port()
                        + ".",
                "Stop that process first, or give this one a folder of its own by AIRBRANCH_HOME.",
                cause);
    }
}
