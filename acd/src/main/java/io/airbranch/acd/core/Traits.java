package io.airbranch.acd.core;

import io.airbranch.acd.Medium;
import io.airbranch.acd.Trait;
import io.airbranch.acd.index.IdleOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Every trait that is asked for has a column in the idle order; which agents have it is found out once, when it is first asked for, and
 * when an agent changes. Traits that nobody asks for any more keep their column until another one needs it.
 */
final class Traits {
    static final int EVERYBODY = Medium.values().length;
    static final int MOST = 4_096;

    static final class Entry {
        final Trait trait;
        final int column;
        int uses;
        int holders;

        Entry(Trait trait, int column) {
            this.trait = trait;
            this.column = column;
        }
    }

    private final IdleOrder<AgentState> idle;
    private final Collection<AgentState> agents;
    private final Map<Trait, Entry> entries = new HashMap<>();
    private final Map<String, List<Entry>> byName = new HashMap<>();
    private final List<Entry> anyOf = new ArrayList<>();
    private final Map<List<Trait>, Requirement> requirements = new HashMap<>();
    private final List<Integer> freeColumns = new ArrayList<>();
    private int columns = EVERYBODY + 1;

    /** Grows with every change of who has what. */
    private long holders;

    Traits(IdleOrder<AgentState> idle, Collection<AgentState> agents) {
        this.idle = idle;
        this.agents = agents;
    }

    long holders() {
        return holders;
    }

    int columns() {
        return columns;
    }

    int newColumn() {
        if (!freeColumns.isEmpty()) {
            return freeColumns.removeLast();
        }
        idle.widen(columns + 1);
        return columns++;
    }

    /** How many traits would be in use if these were too. */
    int inUseWith(Collection<Trait> more) {
        var asked = new HashSet<>(more);
        for (var entry : entries.values()) {
            if (entry.uses > 0) {
                asked.add(entry.trait);
            }
        }
        return asked.size();
    }

    boolean nearlyFull() {
        return entries.size() > MOST / 2;
    }

    /** One more use. @param traits sorted */
    Requirement use(List<Trait> traits) {
        var requirement = requirements.get(traits);
        if (requirement == null) {
            var found = new Entry[traits.size()];
            for (int i = 0; i < found.length; i++) {
                found[i] = entry(traits.get(i));
                found[i].uses++;
            }
            requirement = new Requirement(traits, found);
            requirements.put(traits, requirement);
        }
        requirement.uses++;
        return requirement;
    }

    void release(Requirement requirement) {
        if (--requirement.uses == 0) {
            requirement.release();
            requirements.remove(requirement.traits);
        }
    }

    private Entry entry(Trait trait) {
        var known = entries.get(trait);
        if (known != null) {
            return known;
        }
        if (entries.size() >= MOST) {
            forgetUnused();
        }
        var entry = new Entry(trait, newColumn());
        entries.put(trait, entry);
        (trait.kind() == Trait.Kind.ANY_OF ? anyOf : byName.computeIfAbsent(trait.name(), n -> new ArrayList<>(2)))
                .add(entry);
        for (var agent : agents) {
            if (trait.heldBy(agent.profile)) {
                idle.give(agent, entry.column);
                entry.holders++;
            }
        }
        holders++;
        return entry;
    }

    private void forgetUnused() {
        for (var entry : List.copyOf(entries.values())) {
            if (entry.uses == 0) {
                entries.remove(entry.trait);
                anyOf.remove(entry);
                var named = byName.get(entry.trait.name());
                if (named != null) {
                    named.remove(entry);
                }
                idle.wipe(entry.column);
                agents.forEach(a -> a.take(entry.column));
                freeColumns.add(entry.column);
            }
        }
    }

    /** Of an agent without a seat: finds out anew what he has. */
    void learn(AgentState agent) {
        for (var entry : entries.values()) {
            if (agent.has(entry.column)) {
                agent.take(entry.column);
                entry.holders--;
            }
        }
        agent.give(EVERYBODY);
        var profile = agent.profile;
        learn(agent, profile.skills().keySet());
        learn(agent, profile.languages());
        learn(agent, profile.groups());
        learn(agent, anyOf);
        holders++;
    }

    private void learn(AgentState agent, Collection<String> names) {
        for (var name : names) {
            learn(agent, byName.getOrDefault(name, List.of()));
        }
    }

    private static void learn(AgentState agent, List<Entry> candidates) {
        for (var entry : candidates) {
            if (!agent.has(entry.column) && entry.trait.heldBy(agent.profile)) {
                agent.give(entry.column);
                entry.holders++;
            }
        }
    }
}
