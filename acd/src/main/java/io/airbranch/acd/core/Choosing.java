package io.airbranch.acd.core;

import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of those who may take a contact now is asked. The rule itself is {@link #order}; {@link #choose} finds its first without looking
 * at all: by seats for those idle longest, band after band for the least occupied, and only for rules that weigh skills by going through
 * all who fit.
 */
final class Choosing {
    private final State state;

    Choosing(State state) {
        this.state = state;
    }

    /** @param again among those who have let the contact pass, instead of among those who have not */
    @Nullable AgentState choose(ContactState contact, boolean again) {
        if (contact.current().named()) {
            return best(contact, contact.current().agents(), again);
        }
        if (again) {
            return best(contact, contact.letPassBy(), true);
        }
        var line = contact.line;
        if (line == null) {
            return null;
        }
        return switch (contact.queue.choice(contact.medium)) {
            case LONGEST_IDLE -> longestIdle(contact, line, -1);
            case LEAST_OCCUPIED -> leastOccupied(contact, line);
            case MOST_SKILLED, WEIGHTED -> bestOfAll(contact, line);
        };
    }

    private @Nullable AgentState best(ContactState contact, Iterable<UUID> among, boolean again) {
        var order = order(contact);
        AgentState best = null;
        for (var id : among) {
            var agent = state.staff.find(id);
            if (agent != null
                    && mayTake(contact, agent)
                    && contact.wasLetPassBy(agent) == again
                    && (best == null || order.compare(agent, best) < 0)) {
                best = agent;
            }
        }
        return best;
    }

    /** Could be asked right now, but for having let it pass. */
    static boolean mayTake(ContactState contact, AgentState agent) {
        return agent.openFor(contact.medium) && contact.mayBeServedBy(agent);
    }

    private @Nullable AgentState longestIdle(ContactState contact, Line line, int band) {
        var idle = state.staff.idle;
        var columns = line.requirement.columns(state.staff.traits.holders());
        int medium = contact.medium.number();
        for (int seat = idle.first(0, medium, band, columns);
                seat >= 0;
                seat = idle.first(seat + 1, medium, band, columns)) {
            var agent = idle.at(seat);
            if (!contact.wasLetPassBy(agent)) {
                return contact.seed == null ? agent : byLot(contact, agent, seat, band, columns);
            }
        }
        return null;
    }

    /** Of those who became idle at the same moment, the one on whom the lot falls. */
    private AgentState byLot(ContactState contact, AgentState first, int from, int band, int[] columns) {
        var idle = state.staff.idle;
        var order = order(contact);
        int medium = contact.medium.number();
        var best = first;
        for (int seat = idle.first(from + 1, medium, band, columns);
                seat >= 0 && idle.at(seat).idleSince == first.idleSince;
                seat = idle.first(seat + 1, medium, band, columns)) {
            if (!contact.wasLetPassBy(idle.at(seat)) && order.compare(idle.at(seat), best) < 0) {
                best = idle.at(seat);
            }
        }
        return best;
    }

    private @Nullable AgentState leastOccupied(ContactState contact, Line line) {
        var bands = state.staff.bands;
        for (int i = 0; i < bands.count(); i++) {
            var found = longestIdle(contact, line, bands.columnAt(i));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable AgentState bestOfAll(ContactState contact, Line line) {
        var idle = state.staff.idle;
        var order = order(contact);
        var columns = line.requirement.columns(state.staff.traits.holders());
        int medium = contact.medium.number();
        AgentState best = null;
        for (int seat = idle.first(0, medium, -1, columns);
                seat >= 0;
                seat = idle.first(seat + 1, medium, -1, columns)) {
            var agent = idle.at(seat);
            if (!contact.wasLetPassBy(agent) && (best == null || order.compare(agent, best) < 0)) {
                best = agent;
            }
        }
        return best;
    }

    /** Who is asked first: by score where the step names colleagues, then by the queue's choice, idle time, lot, and seat. */
    Comparator<AgentState> order(ContactState contact) {
        var scores = contact.current().scores();
        return (a, b) -> {
            int byScore =
                    scores.isEmpty() ? 0 : Integer.compare(scores.getOrDefault(b.id, 0), scores.getOrDefault(a.id, 0));
            if (byScore != 0) {
                return byScore;
            }
            int byMerit = Long.compare(merit(contact, b), merit(contact, a));
            if (byMerit != 0) {
                return byMerit;
            }
            int byIdle = Long.compare(a.idleSince, b.idleSince);
            if (byIdle != 0) {
                return byIdle;
            }
            int byLot = contact.seed == null ? 0 : Long.compare(lot(contact.seed, a.id), lot(contact.seed, b.id));
            return byLot != 0 ? byLot : Long.compare(a.stamp(), b.stamp());
        };
    }

    /** Points by the queue's choice; most are first. */
    static long merit(ContactState contact, AgentState agent) {
        return switch (contact.queue.choice(contact.medium)) {
            case LONGEST_IDLE -> 0;
            case LEAST_OCCUPIED -> -agent.share();
            case MOST_SKILLED -> surplus(contact, agent);
            case WEIGHTED -> {
                var weights = contact.queue.weights();
                yield weights.skill() * surplus(contact, agent)
                        - weights.idle() * Math.floorDiv(agent.idleSince, 60 * Times.SECOND)
                        - weights.occupancy() * (agent.share() * 10L / Bands.WHOLE);
            }
        };
    }

    private static long surplus(ContactState contact, AgentState agent) {
        var requirement =
                contact.current().named() || contact.line == null ? contact.ofNamed : contact.line.requirement;
        return requirement == null ? 0 : requirement.surplus(agent);
    }

    private static long lot(long seed, UUID agent) {
        long mixed = seed ^ agent.getMostSignificantBits() * 0x9E3779B97F4A7C15L ^ agent.getLeastSignificantBits();
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
