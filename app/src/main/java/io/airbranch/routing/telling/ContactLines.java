package io.airbranch.routing.telling;

import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.Contacts;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Scope;
import java.util.Map;
import java.util.NavigableSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes decisions into contacts, one line per contact: an event is handed over when the one before it is stored, and again until it is
 * stored or refused. Remembers up to which record everything was handed over, so that a restart repeats no more than needed.
 */
@Component
class ContactLines {
    private static final Logger LOG = LoggerFactory.getLogger(ContactLines.class);

    private final Contacts contacts;
    private final Map<UUID, CompletableFuture<Boolean>> tails = new ConcurrentHashMap<>();
    private final NavigableSet<Long> open = new ConcurrentSkipListSet<>();
    private volatile long reached;

    ContactLines(Contacts contacts) {
        this.contacts = contacts;
    }

    void begin(long heard) {
        reached = heard;
    }

    void reached(long seq) {
        reached = seq;
    }

    long heard() {
        long upTo = reached;
        var first = open.isEmpty() ? null : open.ceiling(0L);
        return first == null ? upTo : Math.min(upTo, first - 1);
    }

    /** True = stored; false = the contact refused it. Called by one thread. */
    CompletableFuture<Boolean> append(long seq, UUID contact, ContactEvent event, UUID key) {
        open.add(seq);
        var before = tails.getOrDefault(contact, CompletableFuture.completedFuture(true));
        var appended = before.thenCompose(done -> store(contact, event, key));
        tails.put(contact, appended);
        var settled = appended.whenComplete((done, failure) -> {
            open.remove(seq);
            tails.remove(contact, appended);
        });
        return settled.exceptionally(failure -> false);
    }

    private CompletableFuture<Boolean> store(UUID contact, ContactEvent event, UUID key) {
        return Scope.within(Scope.system(), () -> contacts.append(contact, event, key))
                .handle((outcome, failure) -> {
                    if (failure != null) {
                        LOG.error("Contact {} could not take {}: {}", contact, event, failure.toString());
                        return Answer.REFUSED;
                    }
                    return answer(outcome);
                })
                .thenCompose(answer -> switch (answer) {
                    case STORED -> CompletableFuture.completedFuture(true);
                    case REFUSED -> CompletableFuture.completedFuture(false);
                    case LATER -> pause().thenCompose(over -> store(contact, event, key));
                });
    }

    private enum Answer {
        STORED,
        REFUSED,
        LATER
    }

    private static Answer answer(Outcome<Contacts.Recorded> outcome) {
        return switch (outcome) {
            case Outcome.Done<Contacts.Recorded> stored -> Answer.STORED;
            case Outcome.Refused<Contacts.Recorded> refused ->
                passing(refused.refusal()) ? Answer.LATER : Answer.REFUSED;
        };
    }

    private static CompletableFuture<Boolean> pause() {
        return new CompletableFuture<Boolean>().completeOnTimeout(true, 500, TimeUnit.MILLISECONDS);
    }

    private static boolean passing(Refusal refusal) {
        return !refusal.code().equals("shutting-down")
                && (refusal.kind() == Refusal.Kind.UNAVAILABLE || refusal.kind() == Refusal.Kind.TOO_MANY);
    }
}
