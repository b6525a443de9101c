package io.airbranch.routing.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.InstitutionPath;
import io.airbranch.routing.Alert.Level;
import io.airbranch.routing.Alert.Measure;
import io.airbranch.routing.alert.AlertRules.Change;
import io.airbranch.routing.alert.AlertRules.Figures;
import io.airbranch.routing.alert.AlertRules.RuleAndQueue;
import io.airbranch.routing.alert.AlertRules.State;
import io.airbranch.shared.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When an alert is raised, changes and ends. */
class AlertRulesTests {
    private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
    private static final InstitutionPath BANK = new InstitutionPath("sfb.bank.");
    private static final InstitutionPath OTHER = new InstitutionPath("sfb.other.");
    private static final UUID CARDS = new UUID(2, 1);
    private static final UUID LOANS = new UUID(2, 2);

    private State state = State.EMPTY;
    private Instant now = START;
    private long lastId;

    private static AlertRule rule(Measure measure, double limit, int forSeconds) {
        return rule(1, BANK, null, measure, limit, forSeconds, false);
    }

    private static AlertRule rule(
            int id,
            InstitutionPath at,
            @Nullable UUID queue,
            Measure measure,
            double limit,
            int forSeconds,
            boolean onlyOpen) {
        return new AlertRule(
                new UUID(1, id),
                at,
                Name.of("规则", "Rule"),
                queue,
                measure,
                limit,
                Duration.ofSeconds(forSeconds),
                Level.WARN,
                onlyOpen,
                true,
                1);
    }

    private static Figures cards(Measure measure, double value) {
        return new Figures(CARDS, BANK, true, Map.of(measure, value));
    }

    private List<Change> look(int second, List<AlertRule> rules, Figures... figures) {
        now = START.plusSeconds(second);
        var judged = AlertRules.judge(state, rules, List.of(figures), now, () -> new UUID(9, ++lastId));
        state = judged.next();
        return judged.changes();
    }

    @Test
    void alertIsRaisedWhenTheLimitHasBeenCrossedForAsLongAsTheRuleSays() {
        var rules = List.of(rule(Measure.WAITING, 5, 30));
        assertThat(look(0, rules, cards(Measure.WAITING, 6))).isEmpty();
        assertThat(look(29, rules, cards(Measure.WAITING, 9))).isEmpty();
        assertThat(look(30, rules, cards(Measure.WAITING, 8)))
                .singleElement()
                .isInstanceOfSatisfying(Change.Raise.class, raise -> {
                    assertThat(raise.since()).isEqualTo(START);
                    assertThat(raise.value()).isEqualTo(8);
                });
        assertThat(look(31, rules, cards(Measure.WAITING, 8))).as("once").isEmpty();
    }

    @Test
    void limitThatIsJustReachedIsNotCrossed() {
        assertThat(look(0, List.of(rule(Measure.WAITING, 5, 0)), cards(Measure.WAITING, 5)))
                .isEmpty();
        assertThat(look(1, List.of(rule(Measure.AGENTS_READY, 2, 0)), cards(Measure.AGENTS_READY, 2)))
                .isEmpty();
    }

    @Test
    void whatIsWorseTheLessItIsAlertsBelowItsLimit() {
        assertThat(look(0, List.of(rule(Measure.SERVICE_LEVEL, 0.8, 0)), cards(Measure.SERVICE_LEVEL, 0.79)))
                .hasSize(1);
        state = State.EMPTY;
        assertThat(look(0, List.of(rule(Measure.AGENTS_READY, 2, 0)), cards(Measure.AGENTS_READY, 1)))
                .hasSize(1);
        state = State.EMPTY;
        assertThat(look(0, List.of(rule(Measure.AGENTS_READY, 2, 0)), cards(Measure.AGENTS_READY, 5)))
                .isEmpty();
    }

    @Test
    void breakBeforeTheTimeIsUpBeginsAnew() {
        var rules = List.of(rule(Measure.WAITING, 5, 30));
        look(0, rules, cards(Measure.WAITING, 6));
        look(20, rules, cards(Measure.WAITING, 5));
        look(21, rules, cards(Measure.WAITING, 6));
        assertThat(look(45, rules, cards(Measure.WAITING, 6))).isEmpty();
        assertThat(look(51, rules, cards(Measure.WAITING, 6))).hasSize(1);
    }

    @Test
    void alertEndsWhenTheLimitHasBeenKeptAsLongAgain() {
        var rules = List.of(rule(Measure.WAITING, 5, 30));
        look(0, rules, cards(Measure.WAITING, 6));
        look(30, rules, cards(Measure.WAITING, 6));
        assertThat(look(40, rules, cards(Measure.WAITING, 5))).isEmpty();
        assertThat(look(60, rules, cards(Measure.WAITING, 6)))
                .as("crossed again")
                .isEmpty();
        assertThat(look(70, rules, cards(Measure.WAITING, 5))).isEmpty();
        assertThat(look(99, rules, cards(Measure.WAITING, 5))).isEmpty();
        assertThat(look(100, rules, cards(Measure.WAITING, 5)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.End.class, end -> assertThat(end.until()).isEqualTo(START.plusSeconds(70)));
        assertThat(state.pending()).isFalse();
    }

    @Test
    void ruleThatWaitsForNothingStillWaitsTenSecondsForTheEnd() {
        var rules = List.of(rule(Measure.WAITING, 5, 0));
        assertThat(look(0, rules, cards(Measure.WAITING, 6))).hasSize(1);
        assertThat(look(1, rules, cards(Measure.WAITING, 5))).isEmpty();
        assertThat(look(10, rules, cards(Measure.WAITING, 5))).isEmpty();
        assertThat(look(11, rules, cards(Measure.WAITING, 5))).hasSize(1);
    }

    @Test
    void valueThatGrowsIsToldEveryFiveSecondsAndNoOftener() {
        var rules = List.of(rule(Measure.LONGEST_WAIT, 5, 0));
        look(0, rules, cards(Measure.LONGEST_WAIT, 10));
        int told = 0;
        for (int second = 1; second <= 60; second++) {
            told += look(second, rules, cards(Measure.LONGEST_WAIT, 10.0 + second))
                    .size();
        }
        assertThat(told).isEqualTo(12);
    }

    @Test
    void anotherLimitOrLevelIsToldAtOnceAndRaisesNothingAnew() {
        look(0, List.of(rule(Measure.WAITING, 5, 0)), cards(Measure.WAITING, 9));
        assertThat(look(1, List.of(rule(Measure.WAITING, 7, 0)), cards(Measure.WAITING, 9)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Update.class,
                        update -> assertThat(update.limit()).isEqualTo(7));
        assertThat(look(2, List.of(rule(Measure.WAITING, 7, 0)), cards(Measure.WAITING, 9)))
                .isEmpty();
    }

    @Test
    void ruleThatMeasuresSomethingElseEndsWhatItRaised() {
        look(0, List.of(rule(Measure.WAITING, 5, 0)), cards(Measure.WAITING, 9));
        assertThat(look(1, List.of(rule(Measure.ABANDONED, 5, 0)), cards(Measure.ABANDONED, 9)))
                .extracting(c -> c.getClass().getSimpleName())
                .containsExactly("End", "Raise");
    }

    @Test
    void removedRuleAndQueueThatIsSwitchedOffEndTheirAlertsAtOnce() {
        var rules = List.of(rule(Measure.WAITING, 5, 600));
        look(0, rules, cards(Measure.WAITING, 9));
        look(600, rules, cards(Measure.WAITING, 9));
        var before = state;
        assertThat(look(601, List.of(), cards(Measure.WAITING, 9)))
                .singleElement()
                .isInstanceOf(Change.End.class);
        state = before;
        assertThat(look(601, rules)).singleElement().isInstanceOf(Change.End.class);
    }

    @Test
    void ruleCoversTheQueuesOfItsPlaceOrTheOneThatItNames() {
        var loans = new Figures(LOANS, BANK, true, Map.of(Measure.WAITING, 9.0));
        var elsewhere = new Figures(new UUID(2, 3), OTHER, true, Map.of(Measure.WAITING, 9.0));
        var all = rule(1, BANK, null, Measure.WAITING, 5, 0, false);
        var one = rule(2, BANK, LOANS, Measure.WAITING, 5, 0, false);
        assertThat(look(0, List.of(all, one), cards(Measure.WAITING, 9), loans, elsewhere))
                .extracting(Change::key)
                .containsExactlyInAnyOrder(
                        new RuleAndQueue(all.id(), CARDS),
                        new RuleAndQueue(all.id(), LOANS),
                        new RuleAndQueue(one.id(), LOANS));
    }

    @Test
    void closedQueueCrossesNoLimitOfARuleForOpenOnes() {
        var closed = new Figures(CARDS, BANK, false, Map.of(Measure.AGENTS_READY, 0.0));
        var open = new Figures(CARDS, BANK, true, Map.of(Measure.AGENTS_READY, 0.0));
        var rules = List.of(rule(1, BANK, null, Measure.AGENTS_READY, 1, 0, true));
        assertThat(look(0, rules, closed)).isEmpty();
        assertThat(look(1, rules, open)).hasSize(1);
        assertThat(look(2, rules, closed)).isEmpty();
        assertThat(look(12, rules, closed)).singleElement().isInstanceOf(Change.End.class);
        state = State.EMPTY;
        assertThat(look(13, List.of(rule(Measure.AGENTS_READY, 1, 0)), closed)).hasSize(1);
    }

    @Test
    void whatCannotBeMeasuredCrossesNothing() {
        var nothing = new Figures(CARDS, BANK, true, Map.of());
        assertThat(look(0, List.of(rule(Measure.SERVICE_LEVEL, 0.8, 0)), nothing))
                .isEmpty();
    }

    @Test
    void clockThatStepsBackRaisesAndEndsNothingEarly() {
        var rules = List.of(rule(Measure.WAITING, 5, 30));
        look(1_000, rules, cards(Measure.WAITING, 6));
        assertThat(look(0, rules, cards(Measure.WAITING, 6))).isEmpty();
        assertThat(look(29, rules, cards(Measure.WAITING, 6))).isEmpty();
        assertThat(look(30, rules, cards(Measure.WAITING, 6))).hasSize(1);
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 200);
    }

    /**
     * Whatever happens: at most one alert of a rule and queue is open; each is raised once, and only after the limit was crossed at
     * every look for as long as its rule says; it ends only after it was kept as long, or when nobody asks any more.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void everyOrderOfLooksKeepsThePromises(int seed) {
        var random = new Random(seed);
        var rules = new ArrayList<AlertRule>();
        for (int i = 1; i <= 3; i++) {
            rules.add(rule(
                    i,
                    BANK,
                    random.nextBoolean() ? null : CARDS,
                    Measure.WAITING,
                    3,
                    random.nextInt(3) * 7,
                    random.nextBoolean()));
        }
        var open = new HashMap<RuleAndQueue, UUID>();
        var crossedSince = new HashMap<RuleAndQueue, Instant>();
        var keptSince = new HashMap<RuleAndQueue, Instant>();
        int second = 0;
        for (int i = 0; i < 500; i++) {
            second += random.nextInt(6);
            boolean isOpen = random.nextInt(10) > 0;
            double cards = random.nextInt(8) * (second / 60 % 2);
            var figures = random.nextInt(60) == 0
                    ? List.<Figures>of()
                    : List.of(
                            new Figures(CARDS, BANK, isOpen, Map.of(Measure.WAITING, cards)),
                            new Figures(LOANS, BANK, isOpen, Map.of(Measure.WAITING, (double) random.nextInt(8))));
            var at = START.plusSeconds(second);
            for (var rule : rules) {
                for (var queue : List.of(CARDS, LOANS)) {
                    var key = new RuleAndQueue(rule.id(), queue);
                    var value = figures.stream()
                            .filter(f -> f.queue().equals(queue))
                            .filter(f -> rule.queue() == null || rule.queue().equals(queue))
                            .filter(f -> f.open() || !rule.onlyOpen())
                            .mapToDouble(f -> f.values().getOrDefault(Measure.WAITING, 0.0))
                            .findFirst()
                            .orElse(0);
                    if (value > 3) {
                        crossedSince.putIfAbsent(key, at);
                        keptSince.remove(key);
                    } else {
                        keptSince.putIfAbsent(key, at);
                        crossedSince.remove(key);
                    }
                }
            }
            for (var change : look(second, rules, figures.toArray(Figures[]::new))) {
                var lasting = rules.stream()
                        .filter(r -> r.id().equals(change.key().rule()))
                        .findFirst()
                        .orElseThrow()
                        .lasting();
                var calm = lasting.compareTo(AlertRules.LEAST_CALM) < 0 ? AlertRules.LEAST_CALM : lasting;
                switch (change) {
                    case Change.Raise raise -> {
                        assertThat(open.put(raise.key(), raise.alert()))
                                .as("seed " + seed)
                                .isNull();
                        assertThat(Duration.between(crossedSince.get(raise.key()), at))
                                .as("seed " + seed)
                                .isGreaterThanOrEqualTo(lasting);
                        assertThat(raise.since()).as("seed " + seed).isEqualTo(crossedSince.get(raise.key()));
                    }
                    case Change.Update update ->
                        assertThat(open).as("seed " + seed).containsEntry(update.key(), update.alert());
                    case Change.End end -> {
                        assertThat(open.remove(end.key())).as("seed " + seed).isEqualTo(end.alert());
                        if (!figures.isEmpty()) {
                            assertThat(Duration.between(keptSince.get(end.key()), at))
                                    .as("seed " + seed)
                                    .isGreaterThanOrEqualTo(calm);
                        }
                    }
                }
            }
            for (var crossed : crossedSince.entrySet()) {
                var rule = rules.stream()
                        .filter(r -> r.id().equals(crossed.getKey().rule()))
                        .findFirst()
                        .orElseThrow();
                if (Duration.between(crossed.getValue(), at).compareTo(rule.lasting()) >= 0) {
                    assertThat(open).as("seed " + seed).containsKey(crossed.getKey());
                }
            }
            assertThat(state.open().keySet()).as("seed " + seed).isEqualTo(open.keySet());
        }
    }
}
