package io.airbranch.sim.day;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airbranch.sim.day.Watcher.Why;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule, broken once: a check that cannot fail proves nothing. */
class InvariantsTests {
    private static final long LEASE = 20_000_000;
    private final Worker first = worker("first", 1);
    private final Worker second = worker("second", 2);
    private final Invariants invariants = new Invariants(List.of(Line.of("calls")), List.of(first, second));

    private static Worker worker(String name, int capacity) {
        return new Worker(name, Map.of(), Set.of("zh"), Map.of(Medium.VOICE, capacity), List.of());
    }

    private static Customer customer(long number, long at, String language) {
        return new Customer(number, new Arrival(at, 0, language, 0, 0, Law.ENDLESS, 0, 0));
    }

    private final Customer ann = customer(1, 10, "zh");
    private final Customer bo = customer(2, 20, "zh");
    private final Customer english = customer(3, 5, "en");

    /** Who the engine says is asked. */
    private final Map<Long, Integer> explained = new HashMap<>();

    private void offered(Customer customer, long offer, int worker, long expiresAt, long now) {
        invariants.offered(customer, offer, worker, expiresAt, now);
        explained.put(customer.number, worker);
    }

    private void settled(long now) {
        invariants.settled(now, c -> new Why(explained.getOrDefault(c.number, -1), 0, 2));
    }

    @BeforeEach
    void firstAgentIsOnDuty() {
        invariants.duty(0, true, 0);
    }

    @Test
    void dayAsItShouldBeIsNoBreach() {
        invariants.arrived(ann, 10);
        offered(ann, 1, 0, 10 + LEASE, 10);
        settled(10);
        invariants.arrived(bo, 20);
        settled(20);
        invariants.answered(ann, 1, 0, 30);
        settled(30);
        invariants.freed(ann, 0, 40);
        offered(bo, 2, 0, 40 + LEASE, 40);
        settled(40);
        invariants.offerEnded(bo, 2, 0, -1, 50);
        invariants.lost(bo, 50);
        assertThatCode(() -> settled(50)).doesNotThrowAnyException();
    }

    @Test
    void contactAtTwoAgentsIsFound() {
        invariants.duty(1, true, 0);
        invariants.arrived(ann, 10);
        offered(ann, 1, 0, LEASE, 10);
        assertThatThrownBy(() -> offered(ann, 2, 1, LEASE, 10)).hasMessageContaining("rings at agents 0 and 1");
    }

    @Test
    void agentAboveCapacityIsFound() {
        invariants.arrived(ann, 10);
        invariants.arrived(bo, 20);
        offered(ann, 1, 0, LEASE, 20);
        assertThatThrownBy(() -> offered(bo, 2, 0, LEASE, 20)).hasMessageContaining("one more beside");
    }

    @Test
    void agentOffDutyIsFound() {
        invariants.arrived(ann, 10);
        assertThatThrownBy(() -> offered(ann, 1, 1, LEASE, 10)).hasMessageContaining("off duty");
    }

    @Test
    void agentWhoDoesNotFitIsFound() {
        invariants.arrived(english, 10);
        assertThatThrownBy(() -> offered(english, 1, 0, LEASE, 10)).hasMessageContaining("was asked for");
    }

    @Test
    void waitingBesideAFreeAgentIsFound() {
        invariants.arrived(ann, 10);
        assertThatThrownBy(() -> settled(10)).hasMessageContaining("somebody is free");
    }

    @Test
    void passingOverAnEqualIsFound() {
        invariants.arrived(ann, 10);
        invariants.arrived(bo, 20);
        offered(bo, 1, 0, LEASE, 20);
        assertThatThrownBy(() -> settled(20)).hasMessageContaining("before 1, which stands before it");
    }

    @Test
    void leaseThatOutlivesItselfIsFound() {
        invariants.arrived(ann, 10);
        offered(ann, 1, 0, LEASE, 10);
        assertThatThrownBy(() -> settled(LEASE)).hasMessageContaining("is over, and it rings");
    }

    @Test
    void secondAnswerToAnOfferIsFound() {
        invariants.arrived(ann, 10);
        offered(ann, 1, 0, LEASE, 10);
        invariants.answered(ann, 1, 0, 20);
        assertThatThrownBy(() -> invariants.answered(ann, 1, 0, 30)).hasMessageContaining("rings elsewhere");
    }

    @Test
    void agentAtRestIsFound() {
        invariants.rests(0, true, 5);
        invariants.arrived(ann, 10);
        assertThatThrownBy(() -> offered(ann, 1, 0, LEASE, 10)).hasMessageContaining("while he rests");
        assertThatCode(() -> settled(10)).doesNotThrowAnyException();
    }

    @Test
    void explanationThatDisagreesIsFound() {
        invariants.arrived(ann, 10);
        offered(ann, 1, 0, LEASE, 10);
        explained.put(ann.number, 1);
        assertThatThrownBy(() -> settled(10)).hasMessageContaining("explained is agent 1");
    }

    @Test
    void explanationThatForgetsAnAgentIsFound() {
        invariants.duty(0, false, 5);
        invariants.arrived(ann, 10);
        assertThatThrownBy(() -> invariants.settled(10, c -> new Why(-1, 0, 1))).hasMessageContaining("of 2 agents");
    }
}
