package io.airbranch.acd;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What an agent can do.
 *
 * @param skills level, 0 to {@value Trait#TOP_LEVEL}, by skill key
 * @param languages spoken, as ISO 639-1 codes
 * @param capacity contacts at once of the media that {@code media} does not name, at least 1; pending offers and after-contact work count
 * @param groups teams, sites, entities and whatever else a step may ask for by name
 * @param media how much of each medium, and beside what; missing media follow {@link #usual}
 */
public record AgentProfile(
        UUID id,
        Map<String, Integer> skills,
        Set<String> languages,
        int capacity,
        Set<String> groups,
        Map<Medium, Share> media) {

    /**
     * @param max contacts of this medium at once; 0 = none
     * @param alongside other media that may be in hand while one of this medium is offered
     */
    public record Share(int max, Set<Medium> alongside) {
        public Share {
            alongside = sorted(alongside);
        }

        private static Set<Medium> sorted(Collection<Medium> media) {
            var copy = EnumSet.noneOf(Medium.class);
            copy.addAll(media);
            return Collections.unmodifiableSet(copy);
        }
    }

    /** Sorted copies, so that equal profiles are written alike. Records of older journals know neither groups nor media. */
    public AgentProfile {
        skills = Collections.unmodifiableMap(new TreeMap<>(skills));
        languages = Collections.unmodifiableSet(new TreeSet<>(languages));
        groups = groups == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(groups));
        var shares = new EnumMap<Medium, Share>(Medium.class);
        shares.putAll(usual(capacity));
        if (media != null) {
            shares.putAll(media);
        }
        media = Collections.unmodifiableMap(shares);
    }

    /** In no group, with the usual blending. */
    public AgentProfile(UUID id, Map<String, Integer> skills, Set<String> languages, int capacity) {
        this(id, skills, languages, capacity, Set.of(), Map.of());
    }

    /** One call or video, or so many chats, or mails, or tasks; a call interrupts mails and tasks. */
    public static Map<Medium, Share> usual(int capacity) {
        var call = new Share(1, Set.of(Medium.MAIL, Medium.TASK));
        var alone = new Share(capacity, Set.of());
        return Map.of(
                Medium.VOICE, call,
                Medium.VIDEO, call,
                Medium.CHAT, alone,
                Medium.MAIL, alone,
                Medium.TASK, alone);
    }
}
