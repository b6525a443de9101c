package io.airbranch.acd.core;

import io.airbranch.acd.AgentProfile;
import io.airbranch.acd.Medium;
import io.airbranch.acd.Snapshot.Phase;
import io.airbranch.acd.index.IdleOrder;
import io.airbranch.acd.index.Roll;
import io.airbranch.acd.index.Timers.Timer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agent as the engine knows him now. Changed by {@link Staff} alone. */
final class AgentState extends IdleOrder.Member {
    private static final int MEDIA = Medium.values().length;

    final UUID id;
    AgentProfile profile;
    boolean ready;
    boolean connected;

    /** Last given something, or rid of something, or come on duty. */
    long idleSince = Times.NEVER;

    int unanswered;

    /** What may be offered to him now, as bits of media. */
    int open;

    final Timer returnTimer;
    final Timer restTimer;

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

    private ContactState[] hand = new ContactState[1];
    private int inHand;
    int working;
    private final int[] counts = new int[MEDIA];
    private final int[] most = new int[MEDIA];
    private final int[] against = new int[MEDIA];
    private int media;

    /** For {@link Looks}. */
    List<UUID> queues = List.of();

    long queuesAt = -1;

    AgentState(AgentProfile profile) {
        this.id = profile.id();
        this.profile = profile;
        long tie = id.getMostSignificantBits() ^ id.getLeastSignificantBits();
        this.returnTimer = new Timer(this, tie);
        this.restTimer = new Timer(this, tie);
    }

    void become(AgentProfile newProfile) {
        profile = newProfile;
        queuesAt = -1;
        Arrays.fill(most, 0);
        newProfile.media().forEach((medium, share) -> {
            int along = 1 << medium.number();
            for (var other : share.alongside()) {
                along |= 1 << other.number();
            }
            most[medium.number()] = share.max();
            against[medium.number()] = ~along;
        });
    }

    void take(ContactState contact) {
        if (inHand == hand.length) {
            hand = Arrays.copyOf(hand, inHand * 2);
        }
        hand[inHand++] = contact;
        int medium = contact.medium.number();
        counts[medium]++;
        media |= 1 << medium;
    }

    void drop(ContactState contact) {
        for (int i = 0; i < inHand; i++) {
            if (hand[i] == contact) {
                System.arraycopy(hand, i + 1, hand, i, --inHand - i);
                hand[inHand] = hand[0];
                int medium = contact.medium.number();
                if (--counts[medium] == 0) {
                    media &= ~(1 << medium);
                }
                return;
            }
        }
    }

    int used() {
        return inHand;
    }

    int used(Medium medium) {
        return counts[medium.number()];
    }

    int most(Medium medium) {
        return most[medium.number()];
    }

    boolean ringing() {
        for (int i = 0; i < inHand; i++) {
            if (hand[i].phase == Phase.OFFERED) {
                return true;
            }
        }
        return false;
    }

    /** In a fixed order, whatever came when. */
    List<ContactState> in(Phase phase) {
        return Arrays.stream(hand, 0, inHand)
                .filter(c -> c.phase == phase)
                .sorted(Comparator.comparingLong(ContactState::arrival))
                .toList();
    }

    /** What blending lets him take beside what he has, as bits of media. */
    int takeable() {
        int takeable = 0;
        for (int m = 0; m < MEDIA; m++) {
            if (counts[m] < most[m] && (media & against[m]) == 0) {
                takeable |= 1 << m;
            }
        }
        return takeable;
    }

    /** Share of the capacity in hand, in parts of {@link Bands#WHOLE}. */
    int share() {
        if (inHand == 0) {
            return 0;
        }
        long share = 0;
        for (int m = 0; m < MEDIA; m++) {
            if (counts[m] > 0) {
                share += (long) counts[m] * Bands.WHOLE / Math.max(1, most[m]);
            }
        }
        return (int) Math.min(share, Integer.MAX_VALUE);
    }

    boolean onDuty() {
        return ready && connected;
    }

    boolean resting() {
        return restDue || restTimer.set();
    }

    boolean openFor(Medium medium) {
        return (open & 1 << medium.number()) != 0;
    }
}
