package io.airbranch.acd;

import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agent as the engine knows him now. Changed by {@link State} alone. */
final class AgentState {
    /** Least occupied first; of equally occupied ones whoever was given something, or finished something, longest ago. */
    static final Comparator<AgentState> IDLEST_FIRST = (a, b) -> {
        int byShare = Integer.compare(a.used() * b.profile.capacity(), b.used() * a.profile.capacity());
        if (byShare != 0) {
            return byShare;
        }
        int byIdle = a.idleSince.compareTo(b.idleSince);
        return byIdle != 0 ? byIdle : a.id.compareTo(b.id);
    };

    final UUID id;
    AgentProfile profile;
    boolean ready;
    boolean connected;
    Instant idleSince = Instant.EPOCH;
    int unanswered;

    @Nullable Instant returnAt;

    /** Ids of contacts: being served, being rung for, and ended but not wrapped up. */
    final Set<UUID> serving = new TreeSet<>();

    final Set<UUID> ringing = new TreeSet<>();
    final Set<UUID> after = new TreeSet<>();

    /** Queues whose requirement he meets. */
    final Set<QueueState> queues = new TreeSet<>(Comparator.comparing((QueueState q) -> q.id));

    AgentState(AgentProfile profile) {
        this.id = profile.id();
        this.profile = profile;
    }

    int used() {
        return serving.size() + ringing.size() + after.size();
    }

    boolean onDuty() {
        return ready && connected;
    }

    boolean free() {
        return onDuty() && used() < profile.capacity();
    }

    boolean speaks(String language) {
        return language.isEmpty() || profile.languages().contains(language);
    }
}
