package io.airbranch.contact;

import io.airbranch.contact.ContactEvent.*;
import io.airbranch.contact.ContactMilestone.*;
import io.airbranch.contact.Contacts.NewContact;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.db.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one commit will hold, decided without touching anything: commands in the order they came, what stands, what was recorded
 * before under the same keys, and one moment in; answers, new events and changed contacts out.
 */
final class ContactBatch {

    /** What a caller wants, with the JSON already written and the caller's scope, which the writing thread does not have. */
    @SuppressWarnings("ArrayRecordComponent") // commands are handed over, never compared
    sealed interface Command {
        UUID contact();

        Scope scope();

        byte[] json();

        record Open(NewContact fresh, Scope scope, byte[] json) implements Command {
            @Override
            public UUID contact() {
                return fresh.id();
            }
        }

        record Append(
                UUID contact, ContactEvent event, @Nullable UUID key, Scope scope, byte[] json) implements Command {}
    }

    /** @param recorded null where a contact was opened that stands already */
    record Answer(Contact contact, @Nullable Recorded recorded) {}

    private final Map<UUID, ContactLife> lives = new HashMap<>();
    private final Map<EventRows.Key, Recorded> byKey = new HashMap<>();
    private final Map<UUID, ContactLife> fresh = new LinkedHashMap<>();
    private final Map<UUID, ContactLife> changed = new LinkedHashMap<>();
    private final List<EventRows.Row> rows = new ArrayList<>();
    private final List<Outcome<Answer>> answers = new ArrayList<>();
    private final Instant at;

    private ContactBatch(Instant at) {
        this.at = at;
    }

    static ContactBatch decide(
            List<? extends Command> commands,
            Collection<ContactLife> standing,
            Collection<Recorded> repeats,
            Instant at) {
        var batch = new ContactBatch(at);
        standing.forEach(life -> batch.lives.put(life.contact().id(), life));
        repeats.forEach(batch::remember);
        for (var command : commands) {
            batch.answers.add(batch.decide(command));
        }
        return batch;
    }

    /** One per command, in order. */
    List<Outcome<Answer>> answers() {
        return answers;
    }

    List<EventRows.Row> rows() {
        return rows;
    }

    List<ContactLife> fresh() {
        return List.copyOf(fresh.values());
    }

    List<ContactLife> changed() {
        return List.copyOf(changed.values());
    }

    List<Recorded> recorded() {
        return rows.stream().map(EventRows.Row::recorded).toList();
    }

    private Outcome<Answer> decide(Command command) {
        var life = lives.get(command.contact());
        if (life != null && !command.scope().sees(life.contact().institution().value())) {
            return ContactRefusals.unknown(command.contact());
        }
        return switch (command) {
            case Command.Open open -> life == null ? open(open) : Outcome.done(new Answer(life.contact(), null));
            case Command.Append append ->
                life == null ? ContactRefusals.unknown(append.contact()) : append(life, append);
        };
    }

    private Outcome<Answer> open(Command.Open command) {
        if (!command.scope().sees(command.fresh().institution().value())) {
            return ContactRefusals.unknown(command.contact());
        }
        var life = ContactLife.open(command.fresh(), at);
        lives.put(command.contact(), life);
        fresh.put(command.contact(), life);
        return Outcome.done(record(life, 0, command.fresh().opened(), null, command.json()));
    }

    private Outcome<Answer> append(ContactLife life, Command.Append command) {
        if (command.key() != null) {
            var first = byKey.get(new EventRows.Key(command.contact(), command.key()));
            if (first != null) {
                return Outcome.done(new Answer(life.contact(), first));
            }
        }
        return life.after(command.event(), at).map(next -> {
            lives.put(command.contact(), next);
            (fresh.containsKey(command.contact()) ? fresh : changed).put(command.contact(), next);
            return record(next, life.contact().lastShown(), command.event(), command.key(), command.json());
        });
    }

    private Answer record(ContactLife life, long prevShown, ContactEvent event, @Nullable UUID key, byte[] json) {
        var contact = life.contact();
        var recorded = new Recorded(contact.id(), contact.lastSeq(), prevShown, at, event, key, false);
        rows.add(new EventRows.Row(recorded, json, contact.institution().value()));
        remember(recorded);
        return new Answer(contact, recorded);
    }

    private void remember(Recorded r) {
        if (r.key() != null) {
            byKey.put(
                    new EventRows.Key(r.contact(), r.key()),
                    new Recorded(r.contact(), r.seq(), r.prevShown(), r.at(), r.event(), r.key(), true));
        }
    }

    /** What is worth the event registry: others must hear of it even if the server dies right after the commit. */
    static @Nullable ContactMilestone milestone(Recorded r) {
        return switch (r.event()) {
            case Joined e -> new ContactJoined(r.contact(), e.agent());
            case Ended e -> new ContactEnded(r.contact());
            case Confirmed e -> new ContactConfirmed(r.contact(), e.solved());
            case Identified e -> new ContactIdentified(r.contact(), e.customer());
            case WrappedUp e -> new ContactWrappedUp(r.contact(), e.agent());
            case Opened e -> null;
            case Queued e -> null;
            case Offered e -> null;
            case OfferEnded e -> null;
            case Message e -> null;
            case Note e -> null;
            case Transferred e -> null;
            case Returned e -> null;
            case Watching e -> null;
            case SteppedIn e -> null;
            case CaseAttached e -> null;
            case AskedSolved e -> null;
        };
    }
}
