package io.airbranch.routing.why;

import io.airbranch.acd.Explanation;
import io.airbranch.acd.Fact;
import io.airbranch.acd.Step;
import io.airbranch.acd.Trait;
import io.airbranch.routing.journal.JournalRows;
import io.airbranch.routing.queue.StepShape.AskShape;
import io.airbranch.routing.queue.Traits;
import io.airbranch.routing.why.RoutingMoments.Look;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Why a contact stands where it stands, told in the bank's words to whoever the running scope is of. */
@Component
public class Explanations {
    private final RoutingMoments moments;
    private final JournalRows journal;
    private final Persons persons;
    private final Clock clock;

    Explanations(RoutingMoments moments, JournalRows journal, Persons persons, Clock clock) {
        this.moments = moments;
        this.journal = journal;
        this.persons = persons;
        this.clock = clock;
    }

    /** Refused: {@code routing.not-then}. */
    public Outcome<Why> now(UUID contact) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return moments.now(contact)
                .map(look -> Outcome.done(told(look, now)))
                .orElseGet(() -> Outcome.refused(notThen(contact, now)));
    }

    /** Of a past moment; a future one is now. Refused: {@code routing.not-then}, {@code routing.too-old}. */
    public Outcome<Why> at(UUID contact, Instant asked) {
        var moment = asked.truncatedTo(ChronoUnit.MICROS);
        if (moment.isAfter(clock.instant())) {
            return now(contact);
        }
        var since = moments.since();
        if (since.isPresent() && moment.isBefore(since.get())) {
            return Outcome.refused(Refusal.conflict(
                    "routing.too-old",
                    "What was decided before " + since.get() + " is kept no more. Choose a later moment",
                    "contact",
                    contact,
                    "since",
                    since.get()));
        }
        return moments.at(contact, moment)
                .map(look -> Outcome.done(told(look, moment)))
                .orElseGet(() -> Outcome.refused(notThen(contact, moment)));
    }

    private Refusal notThen(UUID contact, Instant moment) {
        var story = journal.story(contact, ContactStory.MOST);
        if (story.isEmpty()) {
            return Refusal.conflict(
                    "routing.not-then",
                    "Contact " + contact + " never waited for a colleague, or long ago",
                    "contact",
                    contact);
        }
        var last = story.getLast();
        boolean over = last instanceof Fact.Left || last instanceof Fact.Freed;
        var from = story.getFirst().at();
        return over
                ? Refusal.conflict(
                        "routing.not-then",
                        "At " + moment + " contact " + contact + " was not in routing's hands: it was from " + from
                                + " until " + last.at(),
                        "contact",
                        contact,
                        "from",
                        from,
                        "until",
                        last.at())
                : Refusal.conflict(
                        "routing.not-then",
                        "At " + moment + " contact " + contact + " was not in routing's hands: it is since " + from,
                        "contact",
                        contact,
                        "from",
                        from);
    }

    private Why told(Look look, Instant at) {
        var e = look.explanation();
        var contact = look.contact();
        var estimate = look.estimate();
        var error = estimate == null ? null : estimate.typicalError();
        return new Why(
                e.contact(),
                at,
                persons.queue(e.queue()),
                code(e.medium()),
                code(e.phase()),
                contact.priority(),
                contact.tier(),
                contact.since(),
                e.position(),
                e.step(),
                e.steps().stream().map(this::step).toList(),
                asks(e.asks()),
                code(e.choice()),
                e.candidates().stream()
                        .limit(Explanation.NAMED)
                        .map(this::candidate)
                        .toList(),
                e.candidates().size(),
                e.excluded().stream().map(this::excluded).toList(),
                e.ahead(),
                e.stepUntil(),
                e.pauseUntil(),
                e.offerUntil(),
                e.chosen() == null ? null : candidate(e.chosen()),
                estimate == null
                        ? null
                        : new Why.Wait(
                                seconds(estimate.expected()),
                                error == null ? null : seconds(error),
                                code(estimate.method())));
    }

    private Why.Step step(Step step) {
        var asks = step.asks();
        var seen = seen(List.copyOf(step.agents()));
        return new Why.Step(
                step.expiry() == null ? null : seconds(step.expiry()),
                asks == null ? null : asks(asks),
                seen,
                step.agents().size() - seen.size());
    }

    private Why.Candidate candidate(Explanation.Candidate c) {
        return new Why.Candidate(persons.colleague(c.agent()), c.score(), c.merit(), c.idleSince(), c.occupancy());
    }

    private Why.Excluded excluded(Explanation.Excluded x) {
        return new Why.Excluded(
                code(x.reason()),
                x.missing() == null ? null : AskShape.of(Traits.ask(x.missing())),
                x.count(),
                seen(x.agents()));
    }

    private List<Why.Person> seen(List<UUID> colleagues) {
        return colleagues.stream()
                .map(persons::colleague)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<AskShape> asks(List<Trait> traits) {
        return traits.stream().map(t -> AskShape.of(Traits.ask(t))).toList();
    }

    private static int seconds(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE, duration.toSeconds());
    }

    /** {@code after-contact} for {@code AFTER_CONTACT}. */
    static String code(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
