package io.airbranch.acd;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.acd.Reply.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nobody should send is answered with a reason and changes nothing. */
class BadInputTest extends Story {
    private static final UUID QUEUE = UUID.nameUUIDFromBytes(new byte[] {1});

    record Bad(Command command, Reason reason) {}

    static List<Bad> bad() {
        return List.of(
                new Bad(place(List.of(Step.asking(null, Trait.skill("cards", 11)))), Reason.REQUIREMENT_IMPOSSIBLE),
                new Bad(place(List.of(Step.asking(null, Trait.skill("", 1)))), Reason.REQUIREMENT_IMPOSSIBLE),
                new Bad(place(List.of(Step.asking(null, Trait.anyOf()))), Reason.REQUIREMENT_IMPOSSIBLE),
                new Bad(
                        place(List.of(Step.asking(null, Trait.anyOf(Trait.anyOf(Trait.group("a")))))),
                        Reason.REQUIREMENT_IMPOSSIBLE),
                new Bad(place(List.of(new Step(Set.of(), Duration.ZERO))), Reason.OUT_OF_RANGE),
                new Bad(place(List.of(new Step(Set.of(), Duration.ofSeconds(Long.MAX_VALUE)))), Reason.OUT_OF_RANGE),
                new Bad(
                        new Command.Place(UUID.randomUUID(), QUEUE, "zh", Integer.MIN_VALUE, Centre.START, List.of()),
                        Reason.OUT_OF_RANGE),
                new Bad(
                        new Command.Place(UUID.randomUUID(), QUEUE, "zh", 0, Instant.MIN, List.of()),
                        Reason.OUT_OF_RANGE),
                new Bad(new Command.SetPriority(UUID.randomUUID(), QUEUE, 1), Reason.CONTACT_UNKNOWN),
                new Bad(new Command.KeepPlace(UUID.randomUUID()), Reason.CONTACT_UNKNOWN),
                new Bad(new Command.Accept(-1, QUEUE), Reason.OFFER_GONE),
                new Bad(new Command.Decline(Long.MIN_VALUE, QUEUE, null), Reason.OFFER_GONE),
                new Bad(queue(Duration.ZERO, Map.of()), Reason.OUT_OF_RANGE),
                new Bad(queue(Centre.LEASE, Map.of("cards", 12)), Reason.REQUIREMENT_IMPOSSIBLE),
                new Bad(
                        new Command.SetAgent(new AgentProfile(QUEUE, Map.of(), Set.of(), 1_000_000)),
                        Reason.OUT_OF_RANGE));
    }

    private static Command place(List<Step> steps) {
        return new Command.Place(UUID.randomUUID(), QUEUE, "zh", 0, Centre.START, steps);
    }

    private static Command queue(Duration lease, Map<String, Integer> skills) {
        return new Command.SetQueue(new QueueProfile(UUID.randomUUID(), skills, 0, lease, 10));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void isRefusedWithAReasonAndChangesNothing(Bad bad) {
        centre.tell(new Command.SetQueue(new QueueProfile(QUEUE, Map.of(), 0, Centre.LEASE, 10)));
        var before = centre.engine.snapshot();
        assertThat(centre.tell(bad.command()))
                .isInstanceOfSatisfying(
                        Reply.Refused.class, r -> assertThat(r.reason()).isEqualTo(bad.reason()));
        assertThat(centre.engine.snapshot()).isEqualTo(before);
    }

    @Test
    void moreTraitsThanCanBeKeptApartAreRefusedAndForgottenOnesMakeRoom() {
        centre.queue("cards");
        int placed = 0;
        Reply reply = Reply.DONE;
        for (int i = 0; i < 5_000 && reply.equals(Reply.DONE); i++) {
            reply = centre.arrives("c" + i, "cards", 0, "", Step.asking(null, Trait.group("group " + i)));
            placed++;
            centre.tell(new Command.SetPriority(centre.id("c" + i), centre.id("chief"), 1));
        }
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        r -> assertThat(r.reason()).isIn(Reason.TOO_MANY_TRAITS, Reason.QUEUE_FULL));
        assertThat(placed).isGreaterThan(900);
        IntStream.range(0, placed).forEach(i -> centre.tell(new Command.End(centre.id("c" + i), "gone")));
        assertThat(centre.arrives("late", "cards", 0, "", Step.asking(null, Trait.group("another"))))
                .isEqualTo(Reply.DONE);
        centre.member("Li", "another");
        centre.ready("Li");
        assertThat(centre.ringsAt("late")).isEqualTo("Li");
    }
}
