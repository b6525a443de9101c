package io.airbranch.acd.core;

import io.airbranch.acd.Trait;
import java.util.List;

/** Traits that are asked for together. Equal ones are one object while anybody uses it. */
final class Requirement {
    final List<Trait> traits;
    private final Traits.Entry[] entries;
    private int[] columns;
    private long sortedAt = -1;
    int uses;

    Requirement(List<Trait> traits, Traits.Entry[] entries) {
        this.traits = traits;
        this.entries = entries;
        this.columns = new int[entries.length];
    }

    /** Rarest first. @param holders changes whenever somebody learns or forgets something */
    int[] columns(long holders) {
        if (sortedAt != holders) {
            sortedAt = holders;
            java.util.Arrays.sort(entries, (a, b) -> Integer.compare(a.holders, b.holders));
            var sorted = new int[entries.length];
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = entries[i].column;
            }
            columns = sorted;
        }
        return columns;
    }

    boolean metBy(AgentState agent) {
        for (var entry : entries) {
            if (!agent.has(entry.column)) {
                return false;
            }
        }
        return true;
    }

    void release() {
        for (var entry : entries) {
            entry.uses--;
        }
    }

    /** Levels over the least that is asked for, of all skills together. */
    int surplus(AgentState agent) {
        int surplus = 0;
        for (var trait : traits) {
            if (trait.kind() == Trait.Kind.SKILL) {
                surplus += agent.profile.skills().getOrDefault(trait.name(), 0) - trait.level();
            }
        }
        return surplus;
    }
}
