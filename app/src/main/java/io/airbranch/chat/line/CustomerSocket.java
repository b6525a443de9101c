package io.airbranch.chat.line;

import io.airbranch.chat.Widget;
import io.airbranch.chat.protocol.Close;
import io.airbranch.chat.protocol.EventFrames;
import io.airbranch.chat.protocol.FrameAllowance;
import io.airbranch.chat.protocol.Sentences;
import io.airbranch.chat.protocol.ServerFrame;
import io.airbranch.contact.Contacts.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One open socket of a customer's page, and how far it has been told of the conversation. Events come live from the journal; while
 * older ones are read from the database for it, the live ones are left out and read as well, so that each goes out once, in order.
 */
public final class CustomerSocket {
    private static final int PAGE = 200;

    /** The way out: hands over and returns; a reader that is too slow is cut by it. */
    public interface Wire {
        void send(String text);

        void close(Close why);
    }

    /** Reads a conversation's events from the database. */
    public interface Past {
        List<Recorded> after(UUID contact, long seq, int limit);
    }

    private final Widget widget;
    private final Wire wire;
    private final FrameAllowance allowance;
    private final Instant openedAt;
    private volatile Locale locale = Locale.SIMPLIFIED_CHINESE;
    private volatile @Nullable Line line;
    private volatile Instant heardAt;
    private volatile boolean greeted;
    private volatile boolean closed;
    private volatile @Nullable String page;
    private volatile @Nullable UUID customer;

    private final ReentrantLock catchingUp = new ReentrantLock();
    private final ReentrantLock told = new ReentrantLock();
    private @Nullable UUID conversation;
    private long lastTold;
    private boolean live;
    private boolean missed;

    public CustomerSocket(Widget widget, Wire wire, Instant now) {
        this.widget = widget;
        this.wire = wire;
        this.allowance = new FrameAllowance(now);
        this.openedAt = now;
        this.heardAt = now;
    }

    public Widget widget() {
        return widget;
    }

    public Locale locale() {
        return locale;
    }

    public void speak(String language) {
        locale = Sentences.locale(language);
    }

    /** Null before the hello. */
    public @Nullable Line line() {
        return line;
    }

    void belongTo(Line visitorsLine) {
        line = visitorsLine;
    }

    /** It has had its welcome; before that it is told nothing else. */
    public boolean greeted() {
        return greeted;
    }

    public void welcome(ServerFrame.Welcome frame) {
        send(frame);
        greeted = true;
    }

    /** The socket is gone; whoever joins it to a line afterwards takes it out again. */
    public void closed() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }

    /** The page it stands on, and the customer where the visitor is known. */
    public void visits(@Nullable String address) {
        page = address;
    }

    public @Nullable String page() {
        return page;
    }

    public void customer(@Nullable UUID known) {
        customer = known;
    }

    public @Nullable UUID customer() {
        return customer;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public Instant heardAt() {
        return heardAt;
    }

    /** A frame or a pong came in. */
    public void heard(Instant now) {
        heardAt = now;
    }

    public boolean mayHear(Instant now) {
        heardAt = now;
        return allowance.take(now);
    }

    public void send(ServerFrame frame) {
        wire.send(frame.json());
    }

    public void refuse(@Nullable UUID id, String code, Map<String, Object> values, Object... inSentence) {
        send(new ServerFrame.Refused(id, code, Sentences.say(code, locale, inSentence), values));
    }

    public void close(Close why) {
        wire.close(why);
    }

    /** From here on it is told of this conversation, after what it says it holds. */
    public void follow(UUID contact, long after, Past past) {
        told.lock();
        try {
            conversation = contact;
            lastTold = after;
            live = false;
        } finally {
            told.unlock();
        }
        catchUp(past);
    }

    public void resume(long after, Past past) {
        told.lock();
        try {
            lastTold = after;
            live = false;
        } finally {
            told.unlock();
        }
        catchUp(past);
    }

    /** @return false if it has missed something and must be brought up from the database */
    boolean tell(Recorded r, String rendered) {
        told.lock();
        try {
            if (!Objects.equals(conversation, r.contact()) || (live && r.seq() <= lastTold)) {
                return true;
            }
            if (!live) {
                missed = true;
                return true;
            }
            if (r.prevShown() > lastTold) {
                live = false;
                return false;
            }
            wire.send(rendered);
            lastTold = r.seq();
            return true;
        } finally {
            told.unlock();
        }
    }

    void catchUp(Past past) {
        catchingUp.lock();
        try {
            while (true) {
                UUID contact;
                long from;
                told.lock();
                try {
                    contact = conversation;
                    from = lastTold;
                    live = false;
                    missed = false;
                } finally {
                    told.unlock();
                }
                if (contact == null) {
                    return;
                }
                long scanned = from;
                boolean more = true;
                while (more) {
                    var page = past.after(contact, scanned, PAGE);
                    for (var event : page) {
                        scanned = event.seq();
                        tellOld(contact, event);
                    }
                    more = page.size() == PAGE;
                }
                if (live(contact)) {
                    return;
                }
            }
        } finally {
            catchingUp.unlock();
        }
    }

    private void tellOld(UUID contact, Recorded r) {
        var frame = EventFrames.of(r, locale);
        told.lock();
        try {
            if (frame.isPresent() && contact.equals(conversation) && r.seq() > lastTold) {
                wire.send(frame.get().json());
                lastTold = r.seq();
            }
        } finally {
            told.unlock();
        }
    }

    /** Live from now on, unless something came in the meantime or the socket turned to another conversation. */
    private boolean live(UUID contact) {
        told.lock();
        try {
            if (missed || !contact.equals(conversation)) {
                return false;
            }
            live = true;
            return true;
        } finally {
            told.unlock();
        }
    }
}
