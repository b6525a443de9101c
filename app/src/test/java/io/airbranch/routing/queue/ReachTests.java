package io.airbranch.routing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.access.BusinessHours;
import io.airbranch.access.InstitutionPath;
import io.airbranch.agent.Agent;
import io.airbranch.routing.Ask;
import io.airbranch.routing.Queue;
import io.airbranch.shared.Name;
import io.airbranch.shared.check.Finding;
import io.airbranch.shared.check.Finding.Level;
import io.airbranch.testkit.TestClock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The doctor names the link at which a queue's chain to its people is broken. */
class ReachTests {
    private static final InstitutionPath BANK = new InstitutionPath("sfb.bank.");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final BusinessHours ALWAYS = BusinessHours.always(ZONE);
    private static final Set<String> SKILLS = Set.of("cards", "loans");

    @Test
    void queueWithPeopleWhoHaveTheSkillsAndLanguagesIsWell() {
        var finding =
                reach(agent(Map.of("cards", 5), "zh", "en")).of(queue(Map.of("cards", 3)), ALWAYS, List.of("zh", "en"));
        assertThat(finding.level()).isEqualTo(Level.OK);
        assertThat(finding.what().en()).isEqualTo("Queue 'Cards' (sfb.bank.) can be served by one person");
    }

    @Test
    void queueThatIsSwitchedOffNeedsNobody() {
        assertThat(reach().of(queue(Map.of("cards", 3), false), ALWAYS, List.of("zh"))
                        .level())
                .isEqualTo(Level.OK);
    }

    @Test
    void hoursThatNeverComeAreNamed() {
        var never = new BusinessHours(ZONE, Map.of(), Map.of());
        broken(reach(agent(Map.of("cards", 5), "zh")).of(queue(Map.of()), never, List.of("zh")), "its hours");
    }

    @Test
    void missingPeopleAreNamed() {
        broken(reach().of(queue(Map.of()), ALWAYS, List.of("zh")), "there is nobody who may serve");
    }

    @Test
    void skillThatNobodyHasHighEnoughIsNamedWithTheBestLevel() {
        broken(
                reach(agent(Map.of("cards", 2), "zh")).of(queue(Map.of("cards", 3)), ALWAYS, List.of("zh")),
                "skill cards: level 3 is asked for, the best has 2");
    }

    @Test
    void skillThatDoesNotExistAnyMoreIsNamed() {
        broken(
                reach(agent(Map.of("cards", 9), "zh")).of(queue(Map.of("bonds", 1)), ALWAYS, List.of("zh")),
                "skill bonds: there is no such skill any more");
    }

    @Test
    void skillsThatNoOnePersonHasTogetherAreNamed() {
        broken(
                reach(agent(Map.of("cards", 9), "zh"), agent(Map.of("loans", 9), "zh"))
                        .of(queue(Map.of("cards", 1, "loans", 2)), ALWAYS, List.of("zh")),
                "nobody has all of cards ≥ 1, loans ≥ 2");
    }

    @Test
    void languageThatNobodyWithTheSkillsSpeaksIsAWarningAndAllOfThemABrokenLink() {
        var chinese = reach(agent(Map.of("cards", 5), "zh"), agent(Map.of("loans", 5), "en"));
        var partly = chinese.of(queue(Map.of("cards", 3)), ALWAYS, List.of("zh", "en"));
        assertThat(partly.level()).isEqualTo(Level.WARN);
        assertThat(partly.what().en()).contains("reaches nobody for customers who speak en");
        broken(chinese.of(queue(Map.of("cards", 3)), ALWAYS, List.of("en")), "of 1 with the skills nobody speaks en");
    }

    @Test
    void queueReachesWhomItsStepsReachAndIsWarnedOfWhereItLastsAreNobody() {
        var near = new Queue.Step(Duration.ofSeconds(20), List.of(Ask.institution(BANK), Ask.skill("cards", 3)));
        var wide = new Queue.Step(null, List.of(Ask.anyOf(Ask.skill("loans", 1), Ask.language("fr"))));
        var cards = reach(agent(Map.of("cards", 5), "zh"));
        assertThat(cards.of(queue(near), ALWAYS, List.of("zh")).level())
                .as("after the ring whoever fits a queue without skills")
                .isEqualTo(Level.OK);
        var lasting = cards.of(queue(near, wide), ALWAYS, List.of("zh"));
        assertThat(lasting.level()).isEqualTo(Level.WARN);
        assertThat(lasting.what().en()).contains("reaches nobody any more");
        broken(
                reach(agent(Map.of("cards", 2), "zh")).of(queue(near, wide), ALWAYS, List.of("zh")),
                "in none of them anybody has what it asks for");
    }

    private static Queue queue(Queue.Step... steps) {
        var plain = queue(Map.of());
        return new Queue(
                plain.id(),
                plain.institution(),
                plain.name(),
                plain.skills(),
                0,
                null,
                0.8,
                plain.targetWait(),
                plain.offerTimeout(),
                100,
                null,
                null,
                List.of(steps),
                null,
                null,
                true,
                1);
    }

    private static void broken(Finding finding, String link) {
        assertThat(finding.level()).isEqualTo(Level.FAIL);
        assertThat(finding.what().en())
                .startsWith("Queue 'Cards' (sfb.bank.) can reach nobody")
                .contains(link);
        assertThat(finding.remedy()).isNotNull();
    }

    private static Reach reach(Agent... agents) {
        return new Reach(List.of(agents), SKILLS, TestClock.START);
    }

    private static Agent agent(Map<String, Integer> skills, String... languages) {
        var spoken = java.util.Arrays.stream(languages)
                .collect(java.util.stream.Collectors.toMap(language -> language, language -> 8));
        return new Agent(new UUID(1, skills.hashCode()), BANK, skills, spoken, 3);
    }

    private static Queue queue(Map<String, Integer> skills) {
        return queue(skills, true);
    }

    private static Queue queue(Map<String, Integer> skills, boolean active) {
        return new Queue(
                new UUID(2, 2),
                BANK,
                Name.of("信用卡", "Cards"),
                skills,
                0,
                null,
                0.8,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                100,
                null,
                active,
                1);
    }
}
