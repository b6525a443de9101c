package io.airbranch.routing;

import io.airbranch.shared.Outcome;
import org.junit.jupiter.api.AfterEach;

/** Routing and agents as they are, over a real database of the test's own. */
abstract class RoutingTest {
    final TestCentre centre = new TestCentre();

    @AfterEach
    void close() {
        centre.close();
    }

    static String code(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?> refused ? refused.refusal().code() : "done";
    }
}
