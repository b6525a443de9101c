package io.airbranch.routing.queue;

import io.airbranch.access.InstitutionPath;
import io.airbranch.acd.AgentProfile;
import io.airbranch.acd.QueueProfile;
import io.airbranch.acd.Step;
import io.airbranch.acd.Trait;
import io.airbranch.agent.Agent;
import io.airbranch.agent.Medium;
import io.airbranch.routing.Ask;
import io.airbranch.routing.Queue;
import io.airbranch.routing.Routing;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bank's words in the engine's, and back. An agent's groups are the institution of his home and all above it. */
public final class Traits {
    private Traits() {}

    public static Trait of(Ask ask) {
        return switch (ask.kind()) {
            case SKILL -> Trait.skill(ask.name(), ask.level());
            case LANGUAGE -> Trait.language(ask.name());
            case INSTITUTION -> Trait.group(ask.name());
            case ANY_OF -> Trait.anyOf(ask.of().stream().map(Traits::of).toArray(Trait[]::new));
        };
    }

    public static Ask ask(Trait trait) {
        return switch (trait.kind()) {
            case SKILL -> Ask.skill(trait.name(), trait.level());
            case LANGUAGE -> Ask.language(trait.name());
            case GROUP -> new Ask(Ask.Kind.INSTITUTION, trait.name(), 0, List.of());
            case ANY_OF -> Ask.anyOf(trait.of().stream().map(Traits::ask).toArray(Ask[]::new));
        };
    }

    private static @Nullable List<Trait> of(@Nullable List<Ask> asks) {
        return asks == null ? null : asks.stream().map(Traits::of).toList();
    }

    public static Step step(Routing.Step step) {
        return new Step(step.agents(), step.expiry(), of(step.asks()), step.scores());
    }

    static QueueProfile profile(Queue queue) {
        var weights = queue.weights();
        var limits = queue.limits();
        var choice = queue.choice();
        return new QueueProfile(
                queue.id(),
                queue.skills(),
                queue.priority(),
                queue.offerTimeout(),
                queue.maxWaiting(),
                choice == null ? null : QueueProfile.Choice.valueOf(choice.name()),
                weights == null ? null : new QueueProfile.Weights(weights.skill(), weights.idle(), weights.occupancy()),
                queue.steps().stream()
                        .map(s -> new Step(Set.of(), s.expiry(), of(s.asks()), Map.of()))
                        .toList(),
                limits == null ? null : new QueueProfile.Limits(limits.expectedWait(), limits.oldestWait()));
    }

    /** What each ring of the queue asks for, one after the other; one entry where it has no steps. @param language of the contact */
    public static List<List<Trait>> rings(
            Map<String, Integer> skills, List<Queue.Step> steps, @Nullable String language) {
        var base = skills.entrySet().stream()
                .map(s -> Trait.skill(s.getKey(), s.getValue()))
                .toList();
        if (steps.isEmpty()) {
            return List.of(spoken(base, language));
        }
        return steps.stream()
                .map(step -> spoken(Optional.ofNullable(of(step.asks())).orElse(base), language))
                .toList();
    }

    private static List<Trait> spoken(List<Trait> asks, @Nullable String language) {
        if (language == null || asks.stream().anyMatch(t -> t.kind() == Trait.Kind.LANGUAGE)) {
            return asks;
        }
        return java.util.stream.Stream.concat(asks.stream(), java.util.stream.Stream.of(Trait.language(language)))
                .toList();
    }

    public static AgentProfile profile(Agent agent) {
        var groups = new HashSet<String>();
        for (var path = Optional.of(agent.home()); path.isPresent(); path = path.flatMap(InstitutionPath::parent)) {
            groups.add(path.get().value());
        }
        var usual = AgentProfile.usual(agent.chatCapacity());
        var media = new EnumMap<io.airbranch.acd.Medium, AgentProfile.Share>(io.airbranch.acd.Medium.class);
        agent.media().forEach((medium, most) -> {
            var as = of(medium);
            var share = usual.get(as);
            media.put(as, new AgentProfile.Share(most, share == null ? Set.of() : share.alongside()));
        });
        return new AgentProfile(
                agent.id(), agent.skills(), agent.languages().keySet(), agent.chatCapacity(), groups, media);
    }

    public static io.airbranch.acd.Medium of(Medium medium) {
        return switch (medium) {
            case VOICE -> io.airbranch.acd.Medium.VOICE;
            case VIDEO -> io.airbranch.acd.Medium.VIDEO;
            case CHAT -> io.airbranch.acd.Medium.CHAT;
            case MAIL -> io.airbranch.acd.Medium.MAIL;
            case TASK -> io.airbranch.acd.Medium.TASK;
        };
    }
}
