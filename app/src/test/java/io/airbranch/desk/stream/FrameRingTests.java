package io.airbranch.desk.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrameRingTests {
    private final FrameRing ring = new FrameRing(3);

    @Test
    void framesAreNumberedFromOne() {
        assertThat(ring.last()).isZero();
        assertThat(ring.add("me", "{}")).isEqualTo("{\"seq\":1,\"topic\":\"me\",\"data\":{}}");
        assertThat(ring.add("me", "1")).isEqualTo("{\"seq\":2,\"topic\":\"me\",\"data\":1}");
        assertThat(ring.last()).isEqualTo(2);
    }

    @Test
    void whatCameAfterANumberIsGivenInOrder() {
        var frames = List.of(ring.add("a", "1"), ring.add("a", "2"), ring.add("a", "3"));
        assertThat(ring.after(0)).contains(frames);
        assertThat(ring.after(2)).contains(frames.subList(2, 3));
        assertThat(ring.after(3)).contains(List.of());
    }

    @Test
    void whatIsForgottenOrWasNeverThereIsNotPretendedToBeComplete() {
        for (int i = 1; i <= 5; i++) {
            ring.add("a", Integer.toString(i));
        }
        assertThat(ring.after(1)).isEmpty();
        assertThat(ring.after(2))
                .hasValueSatisfying(frames -> assertThat(frames).hasSize(3));
        assertThat(ring.after(6)).isEmpty();
    }
}
