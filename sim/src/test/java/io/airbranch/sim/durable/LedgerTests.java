package io.airbranch.sim.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerTests {
    private final Ledger ledger = new Ledger(1);
    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @Test
    void whoeverIsGivenAContactThatAnotherHasIsFound() {
        var contact = UUID.randomUUID();
        ledger.given(contact, one);
        ledger.given(contact, other);
        assertThat(ledger.doubled()).isEqualTo(1);
        assertThat(ledger.aboveCapacity()).isZero();
        assertThat(ledger.free(other)).isTrue();
    }

    @Test
    void aContactIsGivenOnceInItsLifeAlsoAfterItsRelease() {
        var contact = UUID.randomUUID();
        ledger.given(contact, one);
        ledger.released(contact);
        ledger.given(contact, one);
        assertThat(ledger.doubled()).isEqualTo(1);
    }

    @Test
    void anAgentWithTwoWhereOneIsTheMostIsFound() {
        ledger.given(UUID.randomUUID(), one);
        ledger.given(UUID.randomUUID(), one);
        assertThat(ledger.aboveCapacity()).isEqualTo(1);
        assertThat(ledger.doubled()).isZero();
    }

    @Test
    void whoWasReleasedIsFreeForTheNext() {
        var contact = UUID.randomUUID();
        ledger.given(contact, one);
        assertThat(ledger.free(one)).isFalse();
        ledger.released(contact);
        ledger.given(UUID.randomUUID(), one);
        assertThat(ledger.aboveCapacity()).isZero();
        assertThat(ledger.doubled()).isZero();
    }
}
