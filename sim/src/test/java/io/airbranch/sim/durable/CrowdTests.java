package io.airbranch.sim.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.acd.AgentProfile;
import io.airbranch.sim.engine.Population;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CrowdTests {
    private final Population population = new Population(60, 7);
    private final Crowd crowd = new Crowd(population, 50, 10, 11);

    /** Gives to the first who is free and fits, and takes nobody out of the line later. */
    private final class Simple implements Crowd.Centre {
        final List<UUID> released = new ArrayList<>();
        final HashSet<UUID> left = new HashSet<>();
        final HashSet<UUID> busy = new HashSet<>();

        @Override
        public void place(Crowd.Visit visit) {
            var free = population.agents.stream()
                    .filter(a -> !busy.contains(a.id()))
                    .filter(a -> fits(a, visit))
                    .findFirst();
            free.ifPresent(a -> {
                busy.add(a.id());
                crowd.assigned(visit.contact(), a.id());
            });
        }

        @Override
        public void release(UUID contact, UUID agent) {
            released.add(contact);
            busy.remove(agent);
        }

        @Override
        public void giveUp(UUID contact) {
            left.add(contact);
        }
    }

    private static boolean fits(AgentProfile agent, Crowd.Visit visit) {
        return agent.languages().contains(visit.language()) && Population.fits(visit.queue(), agent);
    }

    @Test
    void staysAsBusyAsItShallBeAndLetsTheLongestWaitingGoWhenTooManyWait() {
        var centre = new Simple();
        for (int i = 0; i < 2_000; i++) {
            crowd.cycle(centre);
        }
        assertThat(crowd.filled()).isTrue();
        assertThat(centre.busy).hasSize(30);
        assertThat(crowd.assigned()).isEqualTo(centre.released.size() + 30L);
        assertThat(centre.left).isNotEmpty();
        assertThat(crowd.delays().count()).isEqualTo(crowd.assigned());
    }

    @Test
    void whoWaitsBesideAFreeColleagueWhoFitsIsCounted() {
        var visit = crowd.comes();
        long fitting = population.agents.stream().filter(a -> fits(a, visit)).count();
        assertThat(crowd.stranded()).isEqualTo(fitting > 0 ? 1 : 0);
        population.agents.stream()
                .filter(a -> fits(a, visit))
                .forEach(a -> crowd.ledger().given(UUID.randomUUID(), a.id()));
        assertThat(crowd.stranded()).isZero();
    }

    @Test
    void measuringAnewForgetsWhatWasMeasuredAndNotWhoIsServed() {
        var centre = new Simple();
        for (int i = 0; i < 200; i++) {
            crowd.cycle(centre);
        }
        crowd.measureAnew();
        assertThat(crowd.assigned()).isZero();
        assertThat(crowd.delays().count()).isZero();
        crowd.cycle(centre);
        assertThat(crowd.ledger().doubled()).isZero();
        assertThat(crowd.ledger().aboveCapacity()).isZero();
    }
}
