package io.airbranch.chat.line;

import io.airbranch.access.InstitutionPath;
import io.airbranch.chat.Conversations.Signal;
import io.airbranch.chat.protocol.Close;
import io.airbranch.chat.protocol.EventFrames;
import io.airbranch.contact.ContactEvent.Ended;
import io.airbranch.contact.ContactListener;
import io.airbranch.contact.Contacts;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.shared.db.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** All customers' lines of this server: who is connected, and the way of each event to the sockets it belongs to. */
@Component
public class Lines implements ContactListener {
    private static final Logger LOG = LoggerFactory.getLogger(Lines.class);
    private static final int PAGE = 500;

    private final Map<UUID, Line> byVisitor = new ConcurrentHashMap<>();
    private final Map<UUID, Line> byContact = new ConcurrentHashMap<>();
    private final ObjectProvider<Contacts> contacts;
    private final ConversationRows rows;
    private final ApplicationEventPublisher signals;
    private final Clock clock;

    Lines(ObjectProvider<Contacts> contacts, ConversationRows rows, ApplicationEventPublisher signals, Clock clock) {
        this.contacts = contacts;
        this.rows = rows;
        this.signals = signals;
        this.clock = clock;
    }

    public Line join(UUID visitor, InstitutionPath institution, CustomerSocket socket) {
        var line = byVisitor.compute(visitor, (id, known) -> {
            var joined = known == null ? new Line(visitor, institution) : known;
            joined.add(socket);
            return joined;
        });
        socket.belongTo(line);
        var talk = line.talk();
        if (talk != null && line.sockets().size() == 1) {
            signals.publishEvent(new Signal.CustomerLine(talk.contact(), true));
        }
        return line;
    }

    public void leave(CustomerSocket socket) {
        var line = socket.line();
        if (line == null) {
            return;
        }
        byVisitor.compute(line.visitor(), (id, known) -> {
            if (line.remove(socket, clock.instant())) {
                var talk = line.talk();
                if (talk == null || !talk.stage().live()) {
                    forget(line);
                    return null;
                }
            }
            return known;
        });
        var talk = line.talk();
        if (talk != null && !line.connected()) {
            signals.publishEvent(new Signal.CustomerLine(talk.contact(), false));
        }
    }

    private void forget(Line line) {
        var contact = line.contact();
        if (contact != null) {
            byContact.remove(contact, line);
        }
    }

    /** A line without sockets, whose customer may come back: after a start of the server. */
    void expect(UUID visitor, InstitutionPath institution, UUID contact) {
        var line = byVisitor.computeIfAbsent(visitor, id -> new Line(visitor, institution));
        if (!line.connected()) {
            line.goneSince(clock.instant());
        }
        load(line, contact);
    }

    /** Reads the conversation and makes it the one this line is about. */
    public Talk load(Line line, UUID contact) {
        var known = line.talk();
        if (known != null && known.contact().equals(contact)) {
            return known;
        }
        line.loading();
        var before = line.contact();
        byContact.put(contact, line);
        var talk = read(line.institution(), contact);
        var side = Scope.within(Scope.of(line.institution().value()), () -> rows.find(contact));
        var loaded = line.loaded(talk, side);
        if (before != null && !before.equals(contact)) {
            byContact.remove(before, line);
        }
        return loaded;
    }

    public Talk read(InstitutionPath institution, UUID contact) {
        return Talk.of(contact, events(institution, contact));
    }

    private List<Recorded> events(InstitutionPath institution, UUID contact) {
        var all = new ArrayList<Recorded>();
        var past = past(institution);
        long after = 0;
        while (true) {
            var page = past.after(contact, after, PAGE);
            all.addAll(page);
            if (page.size() < PAGE) {
                return all;
            }
            after = page.getLast().seq();
        }
    }

    /** The visitor reads in the scope of his widget's institution: the database would not show him another's. */
    public CustomerSocket.Past past(InstitutionPath institution) {
        var scope = Scope.of(institution.value());
        return (contact, seq, limit) ->
                Scope.within(scope, () -> contacts.getObject().events(contact, seq, limit));
    }

    public @Nullable Line ofContact(UUID contact) {
        return byContact.get(contact);
    }

    public Collection<Line> all() {
        return byVisitor.values();
    }

    /** On the journal's thread: renders and hands over, waits for nothing. */
    @Override
    public void recorded(List<Recorded> events) {
        for (var event : events) {
            var line = byContact.get(event.contact());
            if (line != null) {
                tell(line, event);
            }
        }
    }

    private void tell(Line line, Recorded event) {
        var talk = line.after(event);
        if (event.shown() && line.connected()) {
            var rendered = new HashMap<Locale, String>();
            for (var socket : line.sockets()) {
                var text = rendered.computeIfAbsent(
                        socket.locale(),
                        locale -> EventFrames.of(event, locale).orElseThrow().json());
                if (!socket.tell(event, text)) {
                    bringUp(line, socket);
                }
            }
        }
        if (event.event() instanceof Ended && talk != null && !line.connected()) {
            drop(line);
        }
    }

    /** A socket missed something: read on a thread of its own, away from the journal's. */
    private void bringUp(Line line, CustomerSocket socket) {
        Thread.ofVirtual().name("chat-catch-up").start(() -> {
            try {
                socket.catchUp(past(line.institution()));
            } catch (RuntimeException e) {
                LOG.warn(
                        "Cannot read a conversation for a socket that missed events; cutting it so that it resumes", e);
                socket.close(Close.TOO_SLOW);
            }
        });
    }

    private void drop(Line line) {
        byVisitor.computeIfPresent(line.visitor(), (id, known) -> {
            if (known != line || line.connected()) {
                return known;
            }
            forget(line);
            return null;
        });
    }

    void signal(Signal signal) {
        signals.publishEvent(signal);
    }

    public void customerTyping(Line line, boolean on) {
        var contact = line.contact();
        if (contact != null) {
            signal(new Signal.CustomerTyping(contact, on));
        }
    }

    public void customerRead(Line line, long seq) {
        var talk = line.talk();
        if (talk == null) {
            return;
        }
        long read = Math.min(seq, talk.lastShown());
        if (read > line.side().customerRead()) {
            line.side(line.side().customerRead(read), true);
            signal(new Signal.CustomerRead(talk.contact(), read));
        }
    }

    public void left(Line line, boolean left) {
        if (line.side().left() != left) {
            line.side(line.side().left(left), true);
        }
    }

    Instant now() {
        return clock.instant();
    }
}
