package io.airbranch.routing.why;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.airbranch.acd.Fact;
import io.airbranch.routing.journal.JournalRows;
import io.airbranch.routing.why.Why.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What routing did with a contact, oldest first. What people wrote beside a decision stays with the contact's own events. */
@Component
public class ContactStory {
    static final int MOST = 1_000;

    private final JournalRows journal;
    private final Persons persons;

    ContactStory(JournalRows journal, Persons persons) {
        this.journal = journal;
        this.persons = persons;
    }

    /** @param agent absent where nobody was concerned, or nobody whom the asker sees */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Happening(
            Instant at,
            String kind,
            @Nullable Person agent,
            @Nullable Person queue,
            Map<String, Object> values) {}

    public List<Happening> of(UUID contact) {
        return journal.story(contact, MOST).stream()
                .flatMap(fact -> told(fact).stream())
                .toList();
    }

    private Optional<Happening> told(Fact fact) {
        return switch (fact) {
            case Fact.Placed f ->
                happened(
                        f.at(),
                        "placed",
                        null,
                        f.queue(),
                        "medium",
                        Explanations.code(f.medium()),
                        "priority",
                        f.priority(),
                        "tier",
                        f.tier(),
                        "since",
                        f.since(),
                        "steps",
                        f.steps().size());
            case Fact.PrioritySet f -> happened(f.at(), "priority", f.by(), f.queue(), "priority", f.priority());
            case Fact.PlaceKept f -> happened(f.at(), "place-kept", null, f.queue());
            case Fact.StepEntered f -> happened(f.at(), "step", null, null, "step", f.step(), "until", f.until());
            case Fact.Offered f ->
                happened(f.at(), "offered", f.agent(), f.queue(), "until", f.expiresAt(), "callback", f.callback());
            case Fact.OfferEnded f ->
                happened(
                        f.at(),
                        "offer-ended",
                        f.agent(),
                        f.queue(),
                        "end",
                        f.end().code(),
                        "pauseUntil",
                        f.pauseUntil());
            case Fact.Assigned f ->
                happened(
                        f.at(),
                        "assigned",
                        f.agent(),
                        f.queue(),
                        "waitedSeconds",
                        Duration.between(f.since(), f.at()).toSeconds());
            case Fact.Transferred f ->
                happened(
                        f.at(),
                        "transferred",
                        f.by(),
                        f.queue(),
                        "from",
                        persons.colleague(f.from()),
                        "to",
                        persons.colleague(f.toAgent()));
            case Fact.Returned f -> happened(f.at(), "returned", f.agent(), f.queue());
            case Fact.Restored f -> happened(f.at(), "restored", f.agent(), f.queue());
            case Fact.Left f -> happened(f.at(), "left", null, f.queue(), "reason", f.reason());
            case Fact.AfterContact f -> happened(f.at(), "after-contact", f.agent(), f.queue(), "until", f.until());
            case Fact.Freed f -> happened(f.at(), "freed", f.agent(), f.queue());
            case Fact.PauseOver f -> Optional.empty();
            case Fact.AgentSet f -> Optional.empty();
            case Fact.AgentPresence f -> Optional.empty();
            case Fact.AgentLine f -> Optional.empty();
            case Fact.AgentSetAway f -> Optional.empty();
            case Fact.AgentRests f -> Optional.empty();
            case Fact.AgentRested f -> Optional.empty();
            case Fact.QueueSet f -> Optional.empty();
        };
    }

    private Optional<Happening> happened(
            Instant at, String kind, @Nullable UUID agent, @Nullable UUID queue, @Nullable Object... namesAndValues) {
        var values = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var value = namesAndValues[i + 1];
            if (value != null) {
                values.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return Optional.of(
                new Happening(at, kind, persons.colleague(agent), queue == null ? null : persons.queue(queue), values));
    }
}
