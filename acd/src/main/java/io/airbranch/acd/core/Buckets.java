package io.airbranch.acd.core;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lines that are not empty, each in the bucket of the rarest trait it asks for, ordered by their first contacts: a heap for each trait.
 * Whoever is freed searches the buckets of the traits he has, and goes down in each only where the first contact stands before the best
 * one found so far; what a line asks for is compared once for all its contacts.
 */
final class Buckets {
    private @Nullable Line[][] heaps = new @Nullable Line[64][];
    private int[] sizes = new int[64];
    private long[] used = new long[1];

    private @Nullable ContactState best;

    /** The line's first contact may be another one now. @param rarest the trait whose bucket it enters where it was empty */
    void changed(Line line, int rarest) {
        line.head = line.roll.first();
        if (line.bucket < 0) {
            if (line.head != null) {
                enter(line, rarest);
            }
        } else if (line.head == null) {
            leave(line);
        } else {
            var heap = heap(line.bucket);
            up(heap, line, line.place);
            down(heap, sizes[line.bucket], line, line.place);
        }
    }

    /** The first contact that asks for no more than the agent has and that he has not let pass. */
    @Nullable ContactState firstFor(AgentState agent, @Nullable ContactState already) {
        best = already;
        var has = agent.columns();
        int words = Math.min(has.length, used.length);
        for (int word = 0; word < words; word++) {
            long bits = has[word] & used[word];
            while (bits != 0) {
                int bucket = (word << 6) + Long.numberOfTrailingZeros(bits);
                bits &= bits - 1;
                search(heap(bucket), sizes[bucket], 0, agent);
            }
        }
        var found = best;
        best = null;
        return found;
    }

    private void search(@Nullable Line[] heap, int size, int at, AgentState agent) {
        if (at >= size) {
            return;
        }
        var line = line(heap, at);
        if (!isBefore(line.head, best)) {
            return;
        }
        if (agent.openFor(line.medium) && line.requirement.metBy(agent)) {
            for (var c = line.head; isBefore(c, best); c = c == null ? null : line.roll.after(c)) {
                if (c != null && !c.wasLetPassBy(agent)) {
                    best = c;
                }
            }
        }
        search(heap, size, 2 * at + 1, agent);
        search(heap, size, 2 * at + 2, agent);
    }

    private static boolean isBefore(@Nullable ContactState c, @Nullable ContactState best) {
        return c != null && (best == null || c.before(best));
    }

    private void enter(Line line, int bucket) {
        if (bucket >= heaps.length) {
            heaps = Arrays.copyOf(heaps, bucket * 2);
            sizes = Arrays.copyOf(sizes, bucket * 2);
        }
        if (bucket >> 6 >= used.length) {
            used = Arrays.copyOf(used, (bucket >> 6) + 1);
        }
        var heap = heaps[bucket];
        if (heap == null || sizes[bucket] == heap.length) {
            heap = heap == null ? new @Nullable Line[2] : Arrays.copyOf(heap, heap.length * 2);
            heaps[bucket] = heap;
        }
        used[bucket >> 6] |= 1L << bucket;
        line.bucket = bucket;
        up(heap, line, sizes[bucket]++);
    }

    private void leave(Line line) {
        int bucket = line.bucket;
        var heap = heap(bucket);
        int size = --sizes[bucket];
        var last = line(heap, size);
        heap[size] = null;
        if (last != line) {
            up(heap, last, line.place);
            down(heap, size, last, last.place);
        }
        if (size == 0) {
            used[bucket >> 6] &= ~(1L << bucket);
        }
        line.bucket = -1;
        line.place = -1;
    }

    private @Nullable Line[] heap(int bucket) {
        var heap = heaps[bucket];
        if (heap == null) {
            throw new IllegalStateException("Nothing was ever in bucket " + bucket);
        }
        return heap;
    }

    private static Line line(@Nullable Line[] heap, int at) {
        var line = heap[at];
        if (line == null) {
            throw new IllegalStateException("A heap of lines has a hole at " + at);
        }
        return line;
    }

    private static void up(@Nullable Line[] heap, Line line, int from) {
        int at = from;
        while (at > 0) {
            var above = line(heap, (at - 1) >>> 1);
            if (!isBefore(line.head, above.head)) {
                break;
            }
            put(heap, above, at);
            at = (at - 1) >>> 1;
        }
        put(heap, line, at);
    }

    private static void down(@Nullable Line[] heap, int size, Line line, int from) {
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && isBefore(line(heap, child + 1).head, line(heap, child).head)) {
                child++;
            }
            var below = line(heap, child);
            if (!isBefore(below.head, line.head)) {
                break;
            }
            put(heap, below, at);
            at = child;
        }
        put(heap, line, at);
    }

    private static void put(@Nullable Line[] heap, Line line, int at) {
        heap[at] = line;
        line.place = at;
    }
}
