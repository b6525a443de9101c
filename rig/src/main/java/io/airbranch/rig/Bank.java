package io.airbranch.rig;

import io.airbranch.access.Institution;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Institutions;
import io.airbranch.access.Operators;
import io.airbranch.acd.AgentProfile;
import io.airbranch.acd.QueueProfile;
import io.airbranch.agent.Agent;
import io.airbranch.agent.Agents;
import io.airbranch.agent.Presence;
import io.airbranch.agent.Skills;
import io.airbranch.routing.Queue;
import io.airbranch.routing.Queues;
import io.airbranch.shared.Name;
import io.airbranch.shared.db.Scope;
import io.airbranch.sim.engine.Population;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.springframework.context.ApplicationContext;

/** Makes an empty installation the centre of a population: institution, skills, queues, operators who are agents, with one contact each. */
final class Bank {
    static final InstitutionPath PATH = new InstitutionPath("bench.");
    private static final Name NAME = Name.of("测试中心", "Bench");
    private static final int HANDS = 12;

    private final Institutions institutions;
    private final Skills skills;
    private final Queues queues;
    private final Operators operators;
    private final Agents agents;

    Bank(ApplicationContext context) {
        institutions = context.getBean(Institutions.class);
        skills = context.getBean(Skills.class);
        queues = context.getBean(Queues.class);
        operators = context.getBean(Operators.class);
        agents = context.getBean(Agents.class);
    }

    /** The population's agents have the ids of their operators afterwards, and are at their consoles; ready, or away. */
    void open(Population population, boolean ready) {
        system(() -> {
            institutions
                    .create(new Institutions.NewInstitution(
                            PATH, Institution.Kind.GROUP, NAME, ZoneId.of("UTC"), List.of("zh", "en"), null))
                    .orElseThrow();
            for (int i = 0; i < Population.SKILLS; i++) {
                skills.define(new Skills.Skill("skill-" + i, PATH, NAME, 0)).orElseThrow();
            }
            for (var queue : population.queues) {
                queues.save(queue(queue)).orElseThrow();
            }
            return null;
        });
        var profiles = List.copyOf(population.agents);
        try (var hands = Executors.newFixedThreadPool(HANDS)) {
            var employed = profiles.stream()
                    .map(p -> hands.submit(() -> system(() -> employed(p, ready))))
                    .toList();
            population.agents.clear();
            for (var one : employed) {
                population.agents.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("An agent could not be employed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Queue queue(QueueProfile profile) {
        return new Queue(
                profile.id(),
                PATH,
                NAME,
                profile.skills(),
                profile.priority(),
                null,
                0.8,
                Duration.ofSeconds(20),
                profile.offerLease(),
                100_000,
                null,
                true,
                0);
    }

    private AgentProfile employed(AgentProfile profile, boolean ready) {
        var operator = operators
                .create(new Operators.NewOperator("agent-" + profile.id(), NAME, PATH, "zh", List.of(), null, false))
                .orElseThrow();
        var languages = new HashMap<String, Integer>();
        profile.languages().forEach(language -> languages.put(language, 10));
        agents.employ(new Agent(operator.id(), PATH, profile.skills(), languages, 1))
                .orElseThrow();
        agents.connected(operator.id());
        if (ready) {
            agents.become(operator.id(), Presence.State.READY, null).orElseThrow();
        }
        return new AgentProfile(operator.id(), profile.skills(), profile.languages(), 1);
    }

    static <T> T system(Callable<T> work) {
        return Scope.within(Scope.system(), () -> {
            try {
                return work.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
