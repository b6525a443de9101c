package io.airbranch.acd.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Members in the order of their stamps, found by what they have: each has a seat, whoever comes takes the next one, and for every
 * <i>column</i> (a trait, a medium, a share of capacity) one bit per seat says who has it. The first one with several columns is the
 * first set bit of their conjunction.
 *
 * <p>64 seats are a row with a word for each column, so that one member's bits lie together; a summary row above says which of 64 rows
 * have any bit in a column. When seats run out all members move up, and when somebody comes with an old stamp all are seated anew: both
 * cost as much as all members together have bits, the first once in so many arrivals as there are empty seats.
 */
public final class IdleOrder<M extends IdleOrder.Member> {
    private static final int SHARE_SEATED = 4;

    /** Somebody who can have a seat. The bits of {@code has} may be changed only through the order while he is seated. */
    public abstract static class Member {
        int seat = -1;
        int band = -1;
        int media;

        /** When he came, as a number that grows; unique. */
        long stamp;

        /** Columns he has wherever he sits; grows with the columns. */
        long[] has = new long[1];

        public final boolean seated() {
            return seat >= 0;
        }

        public final boolean has(int column) {
            int word = column >> 6;
            return word < has.length && (has[word] & 1L << column) != 0;
        }

        public final void give(int column) {
            int word = column >> 6;
            if (word >= has.length) {
                has = Arrays.copyOf(has, word + 1);
            }
            has[word] |= 1L << column;
        }

        public final void take(int column) {
            if (column >> 6 < has.length) {
                has[column >> 6] &= ~(1L << column);
            }
        }

        /** The columns as a set of bits, for reading. */
        public final long[] columns() {
            return has;
        }

        public final long stamp() {
            return stamp;
        }

        /** Only while he has no seat. */
        public final void stamp(long newStamp) {
            stamp = newStamp;
        }
    }

    private int width = 64;
    private long[][] rows = new long[0][];
    private long[][] sums = new long[0][];
    private @Nullable Member[] seats = new @Nullable Member[0];
    private int next;
    private int seated;
    private long lastStamp = Long.MIN_VALUE;

    public IdleOrder() {
        renew(64);
    }

    public int seated() {
        return seated;
    }

    /** Takes a seat in the order of his stamp, with what he has; no medium and no band yet. */
    public void seat(M member) {
        member.media = 0;
        member.band = -1;
        if (member.stamp < lastStamp) {
            seatAnew(member);
        } else if (next == seats.length) {
            seatAnew(member);
        } else {
            append(member);
        }
    }

    public void leave(M member) {
        if (member.seat < 0) {
            return;
        }
        show(member, 0, -1);
        each(member, false);
        seats[member.seat] = null;
        member.seat = -1;
        seated--;
    }

    /** What may be offered to a seated member now, as bits of media columns, and the band column he is in; -1 = none. */
    public void show(M member, int newMedia, int newBand) {
        int changed = member.media ^ newMedia;
        while (changed != 0) {
            int column = Integer.numberOfTrailingZeros(changed);
            changed &= changed - 1;
            if ((newMedia & 1 << column) != 0) {
                set(column, member.seat);
            } else {
                clear(column, member.seat);
            }
        }
        member.media = newMedia;
        if (member.band != newBand) {
            if (member.band >= 0) {
                clear(member.band, member.seat);
            }
            if (newBand >= 0) {
                set(newBand, member.seat);
            }
            member.band = newBand;
        }
    }

    /** Nothing may be offered to him now. He keeps his seat, and his band, which shows nothing without a medium. */
    public void hide(M member) {
        show(member, 0, member.band);
    }

    /** He has this column from now on. */
    public void give(M member, int column) {
        member.give(column);
        if (member.seat >= 0) {
            set(column, member.seat);
        }
    }

    /** Columns up to this number can be used. */
    public void widen(int columns) {
        if (columns <= width) {
            return;
        }
        width = Math.max(columns, width * 2);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOf(rows[i], width);
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] = Arrays.copyOf(sums[i], width);
        }
    }

    /** Nobody has this column any more. */
    public void wipe(int column) {
        for (var row : rows) {
            row[column] = 0;
        }
        for (var sum : sums) {
            sum[column] = 0;
        }
    }

    /** The first member from the given seat on who has all these columns; -1 = none. @param band one more column, or -1 */
    public int first(int from, int medium, int band, int[] columns) {
        int fifth = band < 0 ? medium : band;
        for (int top = from >> 12; top < sums.length; top++) {
            var sum = sums[top];
            long some = sum[medium] & sum[fifth];
            for (int column : columns) {
                some &= sum[column];
            }
            if (top == from >> 12) {
                some &= -1L << (from >> 6);
            }
            while (some != 0) {
                int block = (top << 6) + Long.numberOfTrailingZeros(some);
                some &= some - 1;
                var row = rows[block];
                long bits = row[medium] & row[fifth];
                for (int column : columns) {
                    bits &= row[column];
                }
                if (block == from >> 6) {
                    bits &= -1L << from;
                }
                if (bits != 0) {
                    return (block << 6) + Long.numberOfTrailingZeros(bits);
                }
            }
        }
        return -1;
    }

    @SuppressWarnings("unchecked") // only seat() fills seats
    public M at(int seat) {
        var member = seats[seat];
        if (member == null) {
            throw new IllegalStateException("Nobody has seat " + seat);
        }
        return (M) member;
    }

    private void append(Member member) {
        member.seat = next;
        seats[next++] = member;
        lastStamp = member.stamp;
        seated++;
        each(member, true);
        int shown = member.media;
        while (shown != 0) {
            set(Integer.numberOfTrailingZeros(shown), member.seat);
            shown &= shown - 1;
        }
        if (member.band >= 0) {
            set(member.band, member.seat);
        }
    }

    private void each(Member member, boolean on) {
        int seat = member.seat;
        var row = rows[seat >> 6];
        var sum = sums[seat >> 12];
        long bit = 1L << seat;
        long sumBit = 1L << (seat >> 6);
        var has = member.has;
        for (int word = 0; word < has.length; word++) {
            long bits = has[word];
            while (bits != 0) {
                int column = (word << 6) + Long.numberOfTrailingZeros(bits);
                bits &= bits - 1;
                if (on) {
                    row[column] |= bit;
                    sum[column] |= sumBit;
                } else if ((row[column] &= ~bit) == 0) {
                    sum[column] &= ~sumBit;
                }
            }
        }
    }

    private void set(int column, int seat) {
        rows[seat >> 6][column] |= 1L << seat;
        sums[seat >> 12][column] |= 1L << (seat >> 6);
    }

    private void clear(int column, int seat) {
        var row = rows[seat >> 6];
        if ((row[column] &= ~(1L << seat)) == 0) {
            sums[seat >> 12][column] &= ~(1L << (seat >> 6));
        }
    }

    private void seatAnew(Member added) {
        List<Member> all = new ArrayList<>(seated + 1);
        for (int i = 0; i < next; i++) {
            var member = seats[i];
            if (member != null) {
                all.add(member);
            }
        }
        all.add(added);
        if (added.stamp < lastStamp) {
            all.sort(Comparator.comparingLong(m -> m.stamp));
        }
        renew(Math.max(64, Integer.highestOneBit(all.size() * SHARE_SEATED - 1) * 2));
        all.forEach(this::append);
    }

    private void renew(int capacity) {
        next = 0;
        seated = 0;
        lastStamp = Long.MIN_VALUE;
        if (capacity == seats.length) {
            Arrays.fill(seats, null);
            for (var row : rows) {
                Arrays.fill(row, 0);
            }
            for (var sum : sums) {
                Arrays.fill(sum, 0);
            }
            return;
        }
        seats = new @Nullable Member[capacity];
        rows = new long[capacity >> 6][width];
        sums = new long[(capacity + 4095) >> 12][width];
    }
}
