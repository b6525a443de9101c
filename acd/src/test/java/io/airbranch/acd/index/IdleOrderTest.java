package io.airbranch.acd.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside a list that is sorted and searched. */
class IdleOrderTest {
    private static final int TRAITS = 40;

    private static final class Person extends IdleOrder.Member {
        boolean[] mayTake = new boolean[3];
        int inBand = -1;
        boolean here;
    }

    private final IdleOrder<Person> order = new IdleOrder<>();
    private final List<Person> people = new ArrayList<>();
    private long stamp;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void firstWithAllColumnsIsTheLongestHere(long seed) {
        var random = new Random(seed);
        order.widen(TRAITS + 200);
        int count = 20 + random.nextInt(700);
        for (int i = 0; i < count; i++) {
            var person = new Person();
            for (int column = 10; column < TRAITS; column++) {
                if (random.nextInt(4) == 0) {
                    person.give(column);
                }
            }
            people.add(person);
        }
        for (int i = 0; i < 8_000; i++) {
            var person = people.get(random.nextInt(count));
            switch (random.nextInt(5)) {
                case 0, 1 -> sit(person, random);
                case 2 -> {
                    order.leave(person);
                    person.here = false;
                }
                case 3 -> show(person, random);
                default -> learn(person, random);
            }
            if (i % 7 == 0) {
                compare(random);
            }
        }
    }

    private void sit(Person person, Random random) {
        order.leave(person);
        // Now and then somebody comes back to where he was.
        person.stamp(random.nextInt(10) == 0 && person.stamp() > 0 ? person.stamp() : ++stamp);
        order.seat(person);
        person.here = true;
        person.mayTake = new boolean[3];
        person.inBand = -1;
        show(person, random);
    }

    private void show(Person person, Random random) {
        if (!person.here) {
            return;
        }
        int bits = random.nextInt(8);
        for (int m = 0; m < 3; m++) {
            person.mayTake[m] = (bits & 1 << m) != 0;
        }
        person.inBand = bits == 0 ? -1 : 5 + random.nextInt(3);
        order.show(person, bits, person.inBand);
    }

    private void learn(Person person, Random random) {
        order.give(person, 10 + random.nextInt(TRAITS - 10));
    }

    private void compare(Random random) {
        int medium = random.nextInt(3);
        int inBand = random.nextBoolean() ? -1 : 5 + random.nextInt(3);
        var columns = random.ints(random.nextInt(4), 10, TRAITS).distinct().toArray();
        var expected = people.stream()
                .filter(p -> p.here && p.mayTake[medium] && (inBand < 0 || p.inBand == inBand))
                .filter(p -> java.util.Arrays.stream(columns).allMatch(p::has))
                .sorted(Comparator.comparingLong(Person::stamp))
                .toList();
        var found = new ArrayList<Person>();
        for (int seat = order.first(0, medium, inBand, columns);
                seat >= 0;
                seat = order.first(seat + 1, medium, inBand, columns)) {
            found.add(order.at(seat));
        }
        assertThat(found).containsExactlyElementsOf(expected);
    }
}
