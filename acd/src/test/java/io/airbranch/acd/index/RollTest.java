package io.airbranch.acd.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside a sorted set that is asked the slow way. */
class RollTest {
    private static final class Stander extends Standing {
        Stander(long key, long arrival, long begun) {
            super(arrival, begun);
            this.key = key;
        }
    }

    private final Roll<Stander> roll = new Roll<>();
    private final TreeSet<Stander> plain =
            new TreeSet<>(Comparator.comparingLong(Stander::key).thenComparingLong(Stander::arrival));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithASortedSet(long seed) {
        var random = new Random(seed);
        boolean byAge = random.nextBoolean();
        for (int i = 0; i < 6_000; i++) {
            boolean grows = (i / 1_500) % 2 == 0;
            if (plain.isEmpty() || random.nextInt(10) < (grows ? 7 : 3)) {
                var e = new Stander(byAge ? i : random.nextInt(500), i, random.nextInt(10_000));
                plain.add(e);
                assertThat(roll.add(e)).as("first").isEqualTo(plain.first() == e);
            } else {
                var e = random.nextBoolean() ? plain.first() : any(random);
                boolean first = plain.first() == e;
                plain.remove(e);
                assertThat(roll.remove(e)).isEqualTo(first);
                assertThat(roll.remove(e)).as("who is gone is nobody's first").isFalse();
            }
            if (i % 50 == 0) {
                compare(random);
            }
        }
        compare(random);
    }

    private Stander any(Random random) {
        var all = List.copyOf(plain);
        return all.get(random.nextInt(all.size()));
    }

    private void compare(Random random) {
        assertThat(roll.list(Integer.MAX_VALUE)).containsExactlyElementsOf(plain);
        assertThat(roll.size()).isEqualTo(plain.size());
        assertThat(roll.oldest())
                .isEqualTo(plain.stream().mapToLong(s -> s.begun).min().orElse(Long.MAX_VALUE));
        if (plain.isEmpty()) {
            assertThat(roll.first()).isNull();
            return;
        }
        var e = any(random);
        assertThat(roll.first()).isSameAs(plain.first());
        assertThat(roll.before(e)).isEqualTo(plain.headSet(e).size());
        assertThat(roll.after(e)).isSameAs(plain.higher(e));
        assertThat(roll.list(3)).isEqualTo(new ArrayList<>(plain).subList(0, Math.min(3, plain.size())));
    }
}
