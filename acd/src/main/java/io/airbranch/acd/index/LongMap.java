package io.airbranch.acd.index;

import org.jspecify.annotations.Nullable;

/** From positive numbers to objects, without a box or a node for each: open addressing, at most half full. */
public final class LongMap<V> {
    private long[] keys = new long[16];
    private @Nullable Object[] values = new @Nullable Object[16];
    private int size;

    public int size() {
        return size;
    }

    @SuppressWarnings("unchecked") // only put() fills values
    public @Nullable V get(long key) {
        int at = find(key);
        return (V) values[at];
    }

    public void put(long key, V value) {
        int at = find(key);
        if (values[at] == null && ++size * 2 > keys.length) {
            grow();
            at = find(key);
        }
        keys[at] = key;
        values[at] = value;
    }

    public void remove(long key) {
        int hole = find(key);
        if (values[hole] == null) {
            return;
        }
        size--;
        int mask = keys.length - 1;
        values[hole] = null;
        // Whoever stands behind the hole moves up, unless he stands where he belongs.
        for (int at = (hole + 1) & mask; values[at] != null; at = (at + 1) & mask) {
            int home = home(keys[at]);
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                keys[hole] = keys[at];
                values[hole] = values[at];
                values[at] = null;
                hole = at;
            }
        }
    }

    private int find(long key) {
        int mask = keys.length - 1;
        int at = home(key);
        while (values[at] != null && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private int home(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & (keys.length - 1);
    }

    private void grow() {
        var oldKeys = keys;
        var oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new @Nullable Object[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
