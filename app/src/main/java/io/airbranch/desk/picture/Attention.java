package io.airbranch.desk.picture;

import io.airbranch.chat.Conversations;
import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent.Author.Role;
import io.airbranch.contact.ContactEvent.Confirmed;
import io.airbranch.contact.ContactEvent.Message;
import io.airbranch.contact.Contacts;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.shared.db.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a contact wants of whoever serves it: how many of the customer's lines he has not looked at, and since when the customer waits
 * for an answer: who says that it is solved does not. Both follow from what is stored, the events and the number up to which he has read; memory only spares the reading.
 */
@Component
public class Attention {
    /** Further back nobody looks: what is older counts as seen, and a wait begins with the oldest line found. */
    static final int WINDOW = 200;

    private final Map<UUID, Wanted> known = new ConcurrentHashMap<>();
    private final Contacts contacts;
    private final Conversations conversations;

    Attention(Contacts contacts, Conversations conversations) {
        this.contacts = contacts;
        this.conversations = conversations;
    }

    /**
     * @param unread lines of the customer that were not looked at
     * @param unansweredSince when he wrote the first line after our last one; null where we spoke last
     * @param upTo number of the last event that is counted in
     */
    public record Wanted(int unread, @Nullable Instant unansweredSince, long upTo) {
        static final Wanted NOTHING = new Wanted(0, null, 0);

        Wanted after(Recorded recorded, long read) {
            if (recorded.seq() <= upTo) {
                return this;
            }
            if (recorded.event() instanceof Confirmed confirmed && confirmed.solved()) {
                return new Wanted(unread, null, recorded.seq());
            }
            var role = recorded.event() instanceof Message message
                    ? message.author().role()
                    : Role.SYSTEM;
            return switch (role) {
                case CUSTOMER ->
                    new Wanted(
                            recorded.seq() > read ? unread + 1 : unread,
                            unansweredSince == null ? recorded.at() : unansweredSince,
                            recorded.seq());
                case AGENT -> new Wanted(unread, null, recorded.seq());
                case SYSTEM -> new Wanted(unread, unansweredSince, recorded.seq());
            };
        }
    }

    static Wanted of(List<Recorded> events, long read) {
        var wanted = Wanted.NOTHING;
        for (var event : events) {
            wanted = wanted.after(event, read);
        }
        return wanted;
    }

    public Wanted of(Contact contact) {
        if (contact.state() == Contact.State.WRAPPED) {
            return Wanted.NOTHING;
        }
        return known.computeIfAbsent(contact.id(), id -> stored(id, contact.lastSeq()));
    }

    private Wanted stored(UUID contact, long lastSeq) {
        // Counted for whoever serves it, not for whoever happens to look.
        return Scope.within(
                Scope.system(),
                () -> of(
                        contacts.events(contact, Math.max(0, lastSeq - WINDOW), 2 * WINDOW),
                        conversations.agentRead(contact)));
    }

    public void follow(Recorded recorded) {
        known.computeIfPresent(recorded.contact(), (id, now) -> now.after(recorded, 0));
    }

    /** After the reading is noted. True if anything was unread. */
    public boolean read(UUID contact, long seq) {
        var before = known.get(contact);
        if (before != null && before.unread() == 0) {
            return false;
        }
        known.computeIfPresent(
                contact, (id, now) -> seq >= now.upTo() ? new Wanted(0, now.unansweredSince(), now.upTo()) : null);
        return true;
    }

    /** It is nobody's for now; who takes it finds what is stored. */
    public void forget(UUID contact) {
        known.remove(contact);
    }
}
