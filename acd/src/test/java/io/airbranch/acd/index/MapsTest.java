package io.airbranch.acd.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both maps beside the usual one. */
class MapsTest {
    private record Person(UUID id) implements IdMap.Named {
        @Override
        public long idHigh() {
            return id.getMostSignificantBits();
        }

        @Override
        public long idLow() {
            return id.getLeastSignificantBits();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mapByNumbersAgreesWithAHashMap(long seed) {
        var random = new Random(seed);
        var map = new LongMap<String>();
        var plain = new HashMap<Long, String>();
        for (int i = 0; i < 20_000; i++) {
            long key = random.nextInt(400) * (seed % 2 == 0 ? 1L : 1L << 33);
            if (random.nextInt(5) > 2) {
                map.put(key, "v" + i);
                plain.put(key, "v" + i);
            } else {
                map.remove(key);
                plain.remove(key);
            }
            long asked = random.nextInt(400);
            assertThat(map.get(asked)).isEqualTo(plain.get(asked));
            assertThat(map.get(key)).isEqualTo(plain.get(key));
            assertThat(map.size()).isEqualTo(plain.size());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mapByIdsAgreesWithAHashMap(long seed) {
        var random = new Random(seed);
        var map = new IdMap<Person>();
        var plain = new HashMap<UUID, Person>();
        for (int i = 0; i < 20_000; i++) {
            var id = new UUID(random.nextInt(20), random.nextInt(30));
            var known = plain.remove(id);
            if (known != null) {
                map.remove(known);
                map.remove(known);
            } else if (random.nextInt(3) > 0) {
                plain.put(id, new Person(id));
                map.add(plain.get(id));
            }
            assertThat(map.get(id)).isSameAs(plain.get(id));
            var asked = new UUID(random.nextInt(20), random.nextInt(30));
            assertThat(map.get(asked)).isSameAs(plain.get(asked));
            assertThat(map.contains(asked)).isEqualTo(plain.containsKey(asked));
            assertThat(map.size()).isEqualTo(plain.size());
        }
        assertThat(map.list()).containsExactlyInAnyOrderElementsOf(plain.values());
    }
}
