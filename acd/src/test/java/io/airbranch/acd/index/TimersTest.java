package io.airbranch.acd.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.acd.index.Timers.Timer;
import java.util.Comparator;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimersTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void firstIsAlwaysTheEarliest(long seed) {
        var random = new Random(seed);
        var timers = new Timers();
        var all = IntStream.range(0, 300).mapToObj(i -> new Timer("t" + i, i)).toList();
        var plain = new TreeSet<>(Comparator.comparingLong(Timer::due)
                .thenComparingInt(Timer::kind)
                .thenComparingInt(all::indexOf));
        for (int i = 0; i < 10_000; i++) {
            var timer = all.get(random.nextInt(all.size()));
            plain.remove(timer);
            if (random.nextInt(3) > 0) {
                timers.set(timer, random.nextInt(3), random.nextInt(50));
                plain.add(timer);
            } else {
                timers.cancel(timer);
            }
            assertThat(timers.first()).isSameAs(plain.isEmpty() ? null : plain.first());
            assertThat(timer.set()).isEqualTo(plain.contains(timer));
        }
    }
}
