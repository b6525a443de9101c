package io.airbranch.acd.index;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Objects by the id that they carry themselves, without a node for each: open addressing, at most half full. Hashes stand apart, so that
 * looking for an id that is not here reads one place of memory, and for one that is here two besides the object.
 */
public final class IdMap<V extends IdMap.Named> {

    /** Something with an id that never changes. */
    public interface Named {
        long idHigh();

        long idLow();
    }

    /** 0 = nobody. */
    private int[] hashes = new int[16];

    private @Nullable Object[] values = new @Nullable Object[16];
    private int size;

    public int size() {
        return size;
    }

    public boolean contains(UUID id) {
        return get(id) != null;
    }

    public @Nullable V get(UUID id) {
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        int hash = hash(high, low);
        int mask = hashes.length - 1;
        for (int at = hash & mask; hashes[at] != 0; at = (at + 1) & mask) {
            if (hashes[at] == hash) {
                var found = at(at);
                if (found.idLow() == low && found.idHigh() == high) {
                    return found;
                }
            }
        }
        return null;
    }

    /** Nobody with this id is here. */
    public void add(V value) {
        if (++size * 2 > hashes.length) {
            grow();
        }
        put(hash(value.idHigh(), value.idLow()), value);
    }

    public void remove(V value) {
        int mask = hashes.length - 1;
        int hole = hash(value.idHigh(), value.idLow()) & mask;
        while (!value.equals(values[hole])) {
            if (hashes[hole] == 0) {
                return;
            }
            hole = (hole + 1) & mask;
        }
        size--;
        // Whoever stands behind the hole moves up, unless he stands where he belongs.
        for (int at = (hole + 1) & mask; hashes[at] != 0; at = (at + 1) & mask) {
            if (((at - hashes[at]) & mask) >= ((at - hole) & mask)) {
                hashes[hole] = hashes[at];
                values[hole] = values[at];
                hole = at;
            }
        }
        hashes[hole] = 0;
        values[hole] = null;
    }

    /** In no order. */
    public List<V> list() {
        var all = new ArrayList<V>(size);
        for (int i = 0; i < hashes.length; i++) {
            if (hashes[i] != 0) {
                all.add(at(i));
            }
        }
        return all;
    }

    @SuppressWarnings("unchecked") // only add() fills values
    private V at(int place) {
        var value = values[place];
        if (value == null) {
            throw new IllegalStateException("Nobody at " + place + ", where somebody has left his hash");
        }
        return (V) value;
    }

    private void put(int hash, Object value) {
        int mask = hashes.length - 1;
        int at = hash & mask;
        while (hashes[at] != 0) {
            at = (at + 1) & mask;
        }
        hashes[at] = hash;
        values[at] = value;
    }

    private void grow() {
        var oldHashes = hashes;
        var oldValues = values;
        hashes = new int[oldHashes.length * 2];
        values = new @Nullable Object[oldHashes.length * 2];
        for (int i = 0; i < oldHashes.length; i++) {
            var value = oldValues[i];
            if (value != null) {
                put(oldHashes[i], value);
            }
        }
    }

    private static int hash(long high, long low) {
        long mixed = (high ^ low * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        int hash = (int) (mixed >>> 32);
        return hash == 0 ? 1 : hash;
    }
}
