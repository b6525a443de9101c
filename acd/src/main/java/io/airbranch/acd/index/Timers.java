package io.airbranch.acd.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What becomes due by itself, earliest first: a binary heap whose members know their place, so that each is cancelled without a search. */
public final class Timers {

    /** Due at one moment, or not at all. Its owner keeps it and sets it anew. */
    public static final class Timer {
        private final Object subject;
        private final long tie;
        private int kind;
        private long due;
        private int at = -1;

        /** @param tie orders timers of one kind that are due at once; unique within the kind */
        public Timer(Object subject, long tie) {
            this.subject = subject;
            this.tie = tie;
        }

        public Object subject() {
            return subject;
        }

        public int kind() {
            return kind;
        }

        public long due() {
            return due;
        }

        public boolean set() {
            return at >= 0;
        }

        private boolean before(Timer other) {
            if (due != other.due) {
                return due < other.due;
            }
            return kind != other.kind ? kind < other.kind : tie < other.tie;
        }
    }

    private @Nullable Timer[] heap = new @Nullable Timer[64];
    private int size;

    public @Nullable Timer first() {
        return size == 0 ? null : heap[0];
    }

    public void set(Timer timer, int kind, long due) {
        cancel(timer);
        timer.kind = kind;
        timer.due = due;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        up(timer, size++);
    }

    public void cancel(@Nullable Timer timer) {
        if (timer == null || timer.at < 0) {
            return;
        }
        int hole = timer.at;
        timer.at = -1;
        var last = heap[--size];
        heap[size] = null;
        if (last != null && last != timer) {
            up(last, hole);
            if (last.at == hole) {
                down(last, hole);
            }
        }
    }

    private void up(Timer timer, int from) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            var above = heap[parent];
            if (above == null || !timer.before(above)) {
                break;
            }
            put(above, at);
            at = parent;
        }
        put(timer, at);
    }

    private void down(Timer timer, int from) {
        int at = from;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            var below = heap[child];
            var right = child + 1 < size ? heap[child + 1] : null;
            if (below != null && right != null && right.before(below)) {
                child++;
                below = right;
            }
            if (below == null || !below.before(timer)) {
                break;
            }
            put(below, at);
            at = child;
        }
        put(timer, at);
    }

    private void put(Timer timer, int at) {
        heap[at] = timer;
        timer.at = at;
    }
}
