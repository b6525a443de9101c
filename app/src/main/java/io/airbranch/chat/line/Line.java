package io.airbranch.chat.line;

import io.airbranch.access.InstitutionPath;
import io.airbranch.chat.protocol.ServerFrame;
import io.airbranch.contact.Contacts.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One visitor's line: all sockets, and the conversation they are about. Kept while a socket is open or the conversation lives. */
public final class Line {
    private final UUID visitor;
    private final InstitutionPath institution;
    private final CopyOnWriteArrayList<CustomerSocket> sockets = new CopyOnWriteArrayList<>();

    /** Held while one of the visitor's pages starts a conversation, so that two tabs do not start two. */
    private final ReentrantLock starting = new ReentrantLock();

    private volatile @Nullable Talk talk;
    private @Nullable List<Recorded> meanwhile;
    private volatile @Nullable Instant goneSince;
    private volatile Side side = Side.NONE;
    private ServerFrame.@Nullable Waiting lastPosition;
    private volatile boolean sideChanged;
    private volatile boolean agentLost;

    /**
     * What is known beside the contact's events.
     *
     * @param left a message was left while we were closed, and the customer has not come back since
     */
    public record Side(
            long customerRead,
            long agentRead,
            boolean left,
            @Nullable UUID queue,
            int graceSeconds) {
        static final Side NONE = new Side(0, 0, false, null, 120);

        Side customerRead(long seq) {
            return new Side(Math.max(seq, customerRead), agentRead, left, queue, graceSeconds);
        }

        Side agentRead(long seq) {
            return new Side(customerRead, Math.max(seq, agentRead), left, queue, graceSeconds);
        }

        Side left(boolean value) {
            return new Side(customerRead, agentRead, value, queue, graceSeconds);
        }
    }

    Line(UUID visitor, InstitutionPath institution) {
        this.visitor = visitor;
        this.institution = institution;
    }

    public UUID visitor() {
        return visitor;
    }

    public InstitutionPath institution() {
        return institution;
    }

    public ReentrantLock starting() {
        return starting;
    }

    public List<CustomerSocket> sockets() {
        return sockets;
    }

    public boolean connected() {
        return !sockets.isEmpty();
    }

    void add(CustomerSocket socket) {
        sockets.add(socket);
        goneSince = null;
    }

    /** @return true if it was the last one */
    boolean remove(CustomerSocket socket, Instant now) {
        if (!sockets.remove(socket) || !sockets.isEmpty()) {
            return false;
        }
        goneSince = now;
        return true;
    }

    /** The colleague's own line is broken at present. */
    public boolean agentLost() {
        return agentLost;
    }

    void agentLost(boolean lost) {
        agentLost = lost;
    }

    @Nullable Instant goneSince() {
        return goneSince;
    }

    void goneSince(Instant at) {
        goneSince = at;
    }

    /** The conversation this line is about; null before the first, and while it is being read. */
    public @Nullable Talk talk() {
        return talk;
    }

    public @Nullable UUID contact() {
        var current = talk;
        return current == null ? null : current.contact();
    }

    public Side side() {
        return side;
    }

    synchronized void side(Side value, boolean store) {
        side = value;
        sideChanged |= store;
    }

    /** True once after a change that is to be stored. */
    synchronized boolean takeSideChanged() {
        boolean changed = sideChanged;
        sideChanged = false;
        return changed;
    }

    void sideNotStored() {
        sideChanged = true;
    }

    /** From here until {@link #loaded} live events are kept aside. */
    synchronized void loading() {
        if (meanwhile == null) {
            meanwhile = new ArrayList<>();
        }
    }

    synchronized Talk loaded(Talk read, Side known) {
        var current = read;
        var kept = meanwhile;
        meanwhile = null;
        if (kept != null) {
            for (var event : kept) {
                current = event.contact().equals(current.contact()) ? current.after(event) : current;
            }
        }
        var before = talk;
        if (before != null && before.contact().equals(current.contact()) && before.lastSeq() > current.lastSeq()) {
            current = before;
        }
        talk = current;
        side = known;
        lastPosition = null;
        return current;
    }

    /** @return the conversation after the event, or null if it is not about this line's */
    synchronized @Nullable Talk after(Recorded event) {
        if (meanwhile != null) {
            meanwhile.add(event);
        }
        var current = talk;
        if (current == null || !current.contact().equals(event.contact())) {
            return null;
        }
        var next = current.after(event);
        agentLost = agentLost && next.stage() == Talk.Stage.ACTIVE && next.stage() == current.stage();
        talk = next;
        return next;
    }

    /** @return true if the customer has not been told just this */
    synchronized boolean positionChanged(ServerFrame.Waiting position) {
        if (position.equals(lastPosition)) {
            return false;
        }
        lastPosition = position;
        return true;
    }

    synchronized void forgetPosition() {
        lastPosition = null;
    }

    public void send(ServerFrame frame) {
        for (var socket : sockets) {
            if (socket.greeted()) {
                socket.send(frame);
            }
        }
    }
}
