package io.airbranch.sim.theory;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.sim.theory.Agreement.Figure;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The engine against queueing theory: 100 calls in 30 min of 180 s, from seeds that never change. The intervals hold the truth with 99 %
 * confidence; the half-widths asserted say how small a fault would show.
 */
class TheoryTests {
    private static final double RATE = 100 / 1800.0;
    private static final double HANDLING = 180;
    private static final double PATIENCE = 300;

    @Test
    void withoutAbandonmentTheEngineIsErlangC() {
        var figures = figures(14, 0, 20, 400);
        var theory = new ErlangC(RATE, HANDLING, 14);
        assertAgrees(figures.get("waits"), theory.waitingProbability(), .005);
        assertAgrees(figures.get("answered within 20 s"), theory.answeredWithin(20), .004);
        assertAgrees(figures.get("mean wait"), theory.meanWait(), .4);
        assertThat(figures.get("abandons").simulated().mean()).isZero();
    }

    @Test
    void withPatienceTheEngineIsErlangA() {
        var figures = figures(14, PATIENCE, 20, 400);
        var theory = new ErlangA(RATE, HANDLING, PATIENCE, 14);
        assertAgrees(figures.get("waits"), theory.waitingProbability(), .005);
        assertAgrees(figures.get("abandons"), theory.abandonment(), .0008);
        assertAgrees(figures.get("answered within 20 s"), theory.answeredWithin(20), .004);
        assertAgrees(figures.get("mean wait"), theory.meanWait(), .2);
    }

    @Test
    void oneAgentLessIsFoundOutInEveryFigure() {
        var thirteen = figures(13, PATIENCE, 10, 200);
        var fourteen = new ErlangA(RATE, HANDLING, PATIENCE, 14);
        assertThat(thirteen.get("waits").simulated().contains(fourteen.waitingProbability()))
                .isFalse();
        assertThat(thirteen.get("abandons").simulated().contains(fourteen.abandonment()))
                .isFalse();
        assertThat(thirteen.get("answered within 20 s").simulated().contains(fourteen.answeredWithin(20)))
                .isFalse();
        assertThat(thirteen.get("mean wait").simulated().contains(fourteen.meanWait()))
                .isFalse();
        assertThat(thirteen.values())
                .as("thirteen are as theory says of thirteen")
                .allMatch(Figure::agrees);
    }

    private static Map<String, Figure> figures(int agents, double patience, int replications, int halfHours) {
        return new Agreement(100, HANDLING, patience, agents, replications, halfHours)
                .figures().stream().collect(Collectors.toMap(Figure::name, Function.identity()));
    }

    private static void assertAgrees(Figure figure, double theory, double halfWidth) {
        assertThat(figure.simulated().contains(theory))
                .as("%s: engine %s, theory %.5f", figure.name(), figure.simulated(), theory)
                .isTrue();
        assertThat(figure.simulated().halfWidth())
                .as("half-width of %s", figure.name())
                .isLessThan(halfWidth);
    }
}
