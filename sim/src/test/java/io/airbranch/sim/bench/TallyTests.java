package io.airbranch.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTests {

    @Test
    void whatIsMissingDoubledOrOutOfOrderIsCounted() {
        var tally = new Tally();
        for (int i = 0; i < 5; i++) {
            assertThat(tally.write()).isEqualTo(i);
        }
        List.of(0, 2, 1, 2).forEach(tally::arrive);
        assertThat(tally.missing()).isEqualTo(2);
        assertThat(tally.doubled()).isEqualTo(1);
        assertThat(tally.outOfOrder()).isEqualTo(1);
    }

    @Test
    void aFigureThatFallsShortSaysSoInTableAndJson() {
        var report = new Report(
                "x",
                Map.of("cores", 2),
                Map.of("rate", 1),
                "abc",
                List.of(Figure.below("p99", 60, "ms", 50).beside(10), Figure.exactly("lost", 0, "lines", 0)));
        assertThat(report.met()).isFalse();
        assertThat(report.table()).containsPattern("p99 +60 +ms +< 50 +NO +10 +6");
        assertThat(report.json()).contains("\"met\" : false", "\"ratio\" : 6.0", "\"reach\" : \"= 0\"");
    }
}
