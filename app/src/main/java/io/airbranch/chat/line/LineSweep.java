package io.airbranch.chat.line;

import io.airbranch.contact.ContactEvent.Channel;
import io.airbranch.contact.Contacts;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.db.Outages;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What happens to lines by the passing of time: graces run out, messages left are placed once the queue opens, read marks are stored.
 * Decides nothing by itself: {@link Grace} does.
 */
@Component
public class LineSweep {
    private static final Logger LOG = LoggerFactory.getLogger(LineSweep.class);

    private final ObjectProvider<Contacts> contacts;
    private final ConversationRows rows;
    private final Placement placement;
    private final Lines lines;
    private final Clock clock;

    LineSweep(ObjectProvider<Contacts> contacts, ConversationRows rows, Placement placement, Lines lines, Clock clock) {
        this.contacts = contacts;
        this.rows = rows;
        this.placement = placement;
        this.lines = lines;
        this.clock = clock;
    }

    /** After a start nobody is connected: graces begin anew, and what was opened but not placed is placed by the next sweep. */
    @EventListener(ApplicationReadyEvent.class)
    public void expectCustomers() {
        Scope.within(Scope.system(), () -> {
            var live = contacts.getObject().live().stream()
                    .filter(c -> c.channel() == Channel.CHAT)
                    .toList();
            for (var contact : live) {
                var visitor = contact.visitor();
                if (visitor != null) {
                    lines.expect(visitor, contact.institution(), contact.id());
                }
            }
            LOG.info("{} conversations were under way when the server stopped", live.size());
        });
    }

    public void sweep() {
        var now = clock.instant();
        Scope.within(Scope.system(), () -> {
            for (var line : lines.all()) {
                try {
                    sweep(line, now);
                } catch (RuntimeException e) {
                    tell("The line of visitor " + line.visitor() + " could not be looked after", e);
                }
            }
            store();
        });
    }

    private void sweep(Line line, Instant now) {
        var talk = line.talk();
        if (talk == null || !talk.stage().live()) {
            return;
        }
        var side = line.side();
        var verdict = Grace.verdict(
                talk.stage(), line.goneSince(), side.left(), Duration.ofSeconds(side.graceSeconds()), now);
        if (verdict.isPresent()) {
            placement.end(talk.contact(), verdict.get(), null);
        } else if (talk.stage() == Talk.Stage.OPEN) {
            place(line, talk);
        }
    }

    private void place(Line line, Talk talk) {
        var queue = line.side().queue();
        // While a page starts the conversation, it places it itself.
        if (queue == null || !line.starting().tryLock()) {
            return;
        }
        try {
            if (placement.hours(queue, line.institution()).open()) {
                Outcome<?> placed = placement.place(
                        talk.contact(),
                        queue,
                        contacts.getObject().find(talk.contact()).orElseThrow().language());
                if (placed instanceof Outcome.Refused<?>(Refusal refusal)) {
                    LOG.warn("Contact {} still cannot wait in queue {}: {}", talk.contact(), queue, refusal.message());
                }
            }
        } finally {
            line.starting().unlock();
        }
    }

    private void store() {
        var changed = new ArrayList<Line>();
        var values = new ArrayList<ConversationRows.Changed>();
        for (var line : lines.all()) {
            var contact = line.contact();
            if (contact != null && line.takeSideChanged()) {
                changed.add(line);
                values.add(new ConversationRows.Changed(contact, line.side(), line.goneSince()));
            }
        }
        if (values.isEmpty()) {
            return;
        }
        try {
            rows.update(values);
        } catch (RuntimeException e) {
            changed.forEach(Line::sideNotStored);
            tell("Read marks could not be stored; the next sweep tries again", e);
        }
    }

    private static void tell(String what, RuntimeException e) {
        if (Outages.refusal(e).isPresent()) {
            LOG.warn("{}: {}", what, e.getMessage());
        } else {
            LOG.error("{}", what, e);
        }
    }
}
