package io.airbranch.acd.core;

import io.airbranch.acd.AgentProfile;
import io.airbranch.acd.Medium;
import io.airbranch.acd.Snapshot.Phase;
import io.airbranch.acd.index.IdleOrder;
import io.airbranch.acd.index.Roll;
import io.airbranch.acd.index.Timers.Timer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agent as the engine knows him now. Changed by {@link Staff} alone. */
final class AgentState extends IdleOrder.Member {
    private static final int MEDIA = Medium.values().length;
    private static final int ALL = (1 << MEDIA) - 1;
    private static final int BITS = 12;

    /** In hand or capacity of one medium. */
    static final int MOST = (1 << BITS) - 1;

    final UUID id;
    AgentProfile profile;
    boolean ready;
    boolean connected;

    /** Last given something, or rid of something, or come on duty. */
    long idleSince = Times.NEVER;

    int unanswered;

    /** What may be offered to him now, as bits of media. */
    int open;

    /** Most never need these two. */
    @Nullable Timer returnTimer;

    @Nullable Timer restTimer;

    /** Since when he has worked without a long pause, and since when his hands are empty. */
    long workSince = Times.NEVER;

    long emptySince = Times.NEVER;

    /** A rest is due once his hands are empty; or he rests, with the timer set. */
    boolean restDue;

    /** Share of the time in work, as it was at {@code occupancyAt}. */
    double occupancy;

    long occupancyAt = Times.NEVER;

    /** Contacts that wait for him by name; null = none yet. */
    @Nullable Roll<ContactState> named;

    /** Contacts in line that he has let pass. */
    final List<ContactState> passed = new ArrayList<>(0);

    /** Marked for {@link Matching}. */
    boolean marked;

    /** What he has in hand, linked through the contacts; latest first. */
    private @Nullable ContactState inHand;

    private int used;
    int working;

    /** A number of {@value #BITS} bits for each medium: how many he has in hand, and how many he may have. */
    private long counts;

    private long most;

    /** As many bits for each medium: beside which others it may not be offered. */
    private int against;

    /** Those in hand, as bits. */
    private int media;

    /** For {@link Looks}. */
    List<UUID> queues = List.of();

    long queuesAt = -1;

    AgentState(AgentProfile profile) {
        this.id = profile.id();
        this.profile = profile;
    }

    void become(AgentProfile newProfile) {
        profile = newProfile;
        queuesAt = -1;
        most = 0;
        against = 0;
        newProfile.media().forEach((medium, share) -> {
            int along = 1 << medium.number();
            for (var other : share.alongside()) {
                along |= 1 << other.number();
            }
            most |= (long) share.max() << (BITS * medium.number());
            against |= (~along & ALL) << (MEDIA * medium.number());
        });
    }

    void take(ContactState contact) {
        contact.nextInHand = inHand;
        if (inHand != null) {
            inHand.previousInHand = contact;
        }
        inHand = contact;
        used++;
        counts += 1L << (BITS * contact.medium.number());
        media |= 1 << contact.medium.number();
    }

    void drop(ContactState contact) {
        var next = contact.nextInHand;
        var previous = contact.previousInHand;
        if (previous == null) {
            inHand = next;
        } else {
            previous.nextInHand = next;
        }
        if (next != null) {
            next.previousInHand = previous;
        }
        contact.nextInHand = null;
        contact.previousInHand = null;
        used--;
        counts -= 1L << (BITS * contact.medium.number());
        if (used(contact.medium) == 0) {
            media &= ~(1 << contact.medium.number());
        }
    }

    int used() {
        return used;
    }

    int used(Medium medium) {
        return part(counts, medium.number());
    }

    private static int part(long numbers, int medium) {
        return (int) (numbers >>> (BITS * medium)) & MOST;
    }

    boolean ringing() {
        for (var contact = inHand; contact != null; contact = contact.nextInHand) {
            if (contact.phase == Phase.OFFERED) {
                return true;
            }
        }
        return false;
    }

    /** In a fixed order, whatever came when. */
    List<ContactState> in(Phase phase) {
        var found = new ArrayList<ContactState>();
        for (var contact = inHand; contact != null; contact = contact.nextInHand) {
            if (contact.phase == phase) {
                found.add(contact);
            }
        }
        found.sort(Comparator.comparingLong(ContactState::arrival));
        return found;
    }

    /** What blending lets him take beside what he has, as bits of media. */
    int takeable() {
        int takeable = 0;
        for (int m = 0; m < MEDIA; m++) {
            if (part(counts, m) < part(most, m) && (media & (against >>> (MEDIA * m)) & ALL) == 0) {
                takeable |= 1 << m;
            }
        }
        return takeable;
    }

    /** Share of the capacity in hand, in parts of {@link Bands#WHOLE}. */
    int share() {
        long share = 0;
        for (int m = 0; used > 0 && m < MEDIA; m++) {
            int count = part(counts, m);
            if (count > 0) {
                share += (long) count * Bands.WHOLE / Math.max(1, part(most, m));
            }
        }
        return (int) Math.min(share, Integer.MAX_VALUE);
    }

    Timer returnTimer() {
        if (returnTimer == null) {
            returnTimer = timer();
        }
        return returnTimer;
    }

    Timer restTimer() {
        if (restTimer == null) {
            restTimer = timer();
        }
        return restTimer;
    }

    private Timer timer() {
        return new Timer(this, id.getMostSignificantBits() ^ id.getLeastSignificantBits());
    }

    boolean returns() {
        return returnTimer != null && returnTimer.set();
    }

    boolean timedRest() {
        return restTimer != null && restTimer.set();
    }

    boolean onDuty() {
        return ready && connected;
    }

    boolean resting() {
        return restDue || timedRest();
    }

    boolean openFor(Medium medium) {
        return (open & 1 << medium.number()) != 0;
    }
}
