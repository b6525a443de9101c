package io.airbranch.sim.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airbranch.sim.Options;
import io.airbranch.sim.client.Json;
import io.airbranch.sim.day.Worker;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BankDayTests {
    static IntStream seeds() {
        return IntStream.rangeClosed(1, Integer.getInteger("airbranch.seeds", 200) / 10);
    }

    /** A day checks each of its thousands of records; so a tenth of the seeds of the engine's own random days is enough. */
    @ParameterizedTest
    @MethodSource("seeds")
    void invariantsHoldAfterEveryRecordOfTheDay(int seed) {
        var lived = BankDay.of(seed, 500, seed % 2 == 0 ? 0 : 10).live(true);
        assertThat(lived.checks()).isGreaterThan(500);
        assertThat(lived.left())
                .as("contacts in the centre when the day is over, seed %d", seed)
                .isZero();
        assertThat(lived.book().total().offered())
                .isEqualTo(lived.day().arrivals().size());
    }

    @Test
    void sameSeedIsTheSameDay() {
        var once = BankDay.of(7, 800, 0).live(false);
        var again = BankDay.of(7, 800, 0).live(true);
        assertThat(again.hash()).isEqualTo(once.hash());
        assertThat(BankDay.of(8, 800, 0).live(false).hash()).isNotEqualTo(once.hash());
    }

    @Test
    void moreAgentsForTheSameCustomersLoseFewer() {
        var few = BankDay.of(7, 2_000, 20);
        var many = BankDay.of(7, 2_000, 40);
        assertThat(few.workers()).hasSize(20);
        assertThat(many.workers()).hasSize(40);
        assertThat(many.arrivals()).isEqualTo(few.arrivals());
        assertThat(many.live(false).book().total().abandonment())
                .isLessThan(few.live(false).book().total().abandonment() / 2);
    }

    @Test
    void agentsAreAtWorkWhileTheBankIsOpenAndRestInBetween() {
        var workers = BankDay.of(7, 4_000, 0).workers();
        assertThat(workers).hasSizeBetween(30, 100);
        for (var worker : workers) {
            var spans = worker.atWork();
            assertThat(spans).as(worker.name()).hasSizeBetween(2, 4);
            for (int i = 0; i < spans.size(); i++) {
                assertThat(spans.get(i).to()).isGreaterThan(spans.get(i).from());
                assertThat(i == 0 || spans.get(i).from() > spans.get(i - 1).to())
                        .as("a break before")
                        .isTrue();
            }
        }
        assertThat(workers.stream()
                        .flatMap(w -> w.atWork().stream())
                        .mapToLong(Worker.Span::from)
                        .min())
                .hasValue(7 * 3_600_000_000L);
    }

    @Test
    void reportShowsEachHalfHourAndTheSameFiguresToMachines() {
        var found = DayCommand.run(Options.parse(new String[] {"--seed", "3", "--contacts", "600", "--check"}, 0));
        assertThat(found.text())
                .contains("seed 3")
                .containsPattern("(?m)^07:00 ")
                .containsPattern("(?m)^21:30 ")
                .containsPattern("(?m)^vip ")
                .contains("times a rule held");
        var json = Json.read(found.json());
        assertThat(found.text()).contains(json.get("recordsSha256").asString());
        int offered = 0;
        for (var half : json.get("halfHours")) {
            offered += half.get("offered").asInt();
        }
        assertThat(offered).isEqualTo(json.get("contacts").asInt()).isPositive();
    }

    @Test
    void dayWithoutContactsIsRefused() {
        assertThatThrownBy(() -> DayCommand.run(Options.parse(new String[] {"--contacts", "0"}, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--contacts of at least 1");
    }
}
