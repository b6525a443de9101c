package io.airbranch.acd.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ordered list that knows places: who is first, who comes after somebody, how many stand before him. Sorted pages of at most
 * {@value #PAGE}; entering at the end and leaving from the front, the usual, touch one page only.
 */
public final class Roll<E extends Standing> {
    private static final int PAGE = 128;

    private static final class Page {
        final @Nullable Standing[] in;
        int from;
        int to;
        long oldest = Long.MAX_VALUE;
        boolean oldestKnown = true;

        Page(int length) {
            in = new @Nullable Standing[length];
        }

        Standing get(int at) {
            var found = in[at];
            if (found == null) {
                throw new IllegalStateException("Nobody stands at " + at + " of " + from + " to " + to);
            }
            return found;
        }

        /** The first place whose holder does not stand before the given one. */
        int find(Standing e) {
            if (from == to || e.before(get(from)) || e.equals(in[from])) {
                return from;
            }
            if (get(to - 1).before(e)) {
                return to;
            }
            int low = from;
            int high = to - 1;
            while (low < high) {
                int mid = (low + high) >>> 1;
                if (get(mid).before(e)) {
                    low = mid + 1;
                } else {
                    high = mid;
                }
            }
            return low;
        }

        long oldest() {
            if (!oldestKnown) {
                oldest = Long.MAX_VALUE;
                for (int i = from; i < to; i++) {
                    oldest = Math.min(oldest, get(i).begun);
                }
                oldestKnown = true;
            }
            return oldest;
        }
    }

    private Page[] pages = {new Page(4)};
    private int count = 1;
    private int size;

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public @Nullable E first() {
        return size == 0 ? null : cast(pages[0].in[pages[0].from]);
    }

    /** True where he is the first now. */
    public boolean add(E e) {
        int at = pageOf(e);
        var page = pages[at];
        if (page.to == page.in.length) {
            page = room(at, e);
            at = pages[at] == page ? at : at + 1;
        }
        int place = page.find(e);
        if (place == page.from && page.from > 0) {
            page.in[--page.from] = e;
            place = page.from;
        } else {
            System.arraycopy(page.in, place, page.in, place + 1, page.to - place);
            page.in[place] = e;
            page.to++;
        }
        page.oldest = page.oldestKnown ? Math.min(page.oldest, e.begun) : page.oldest;
        size++;
        return at == 0 && place == page.from;
    }

    /** True where he was the first; nothing happens where he does not stand here. */
    public boolean remove(E e) {
        int at = pageOf(e);
        var page = pages[at];
        int place = page.find(e);
        if (place == page.to || !e.equals(page.in[place])) {
            return false;
        }
        boolean first = at == 0 && place == page.from;
        if (place == page.from) {
            page.in[page.from++] = null;
        } else {
            System.arraycopy(page.in, place + 1, page.in, place, page.to - place - 1);
            page.in[--page.to] = null;
        }
        if (e.begun <= page.oldest) {
            page.oldestKnown = false;
        }
        size--;
        if (page.from == page.to) {
            empty(at);
        }
        return first;
    }

    /** How many stand before him. */
    public int before(E e) {
        int at = pageOf(e);
        int before = pages[at].find(e) - pages[at].from;
        for (int i = 0; i < at; i++) {
            before += pages[i].to - pages[i].from;
        }
        return before;
    }

    /** Whoever stands behind him; null at the end. */
    public @Nullable E after(E e) {
        int at = pageOf(e);
        var page = pages[at];
        int place = page.find(e);
        if (place < page.to && e.equals(page.in[place])) {
            place++;
        }
        if (place < page.to) {
            return cast(page.in[place]);
        }
        return at + 1 < count ? cast(pages[at + 1].in[pages[at + 1].from]) : null;
    }

    /** Smallest {@code begun}; {@link Long#MAX_VALUE} of an empty list. */
    public long oldest() {
        long oldest = Long.MAX_VALUE;
        for (int i = 0; i < count && size > 0; i++) {
            oldest = Math.min(oldest, pages[i].oldest());
        }
        return oldest;
    }

    /** In order, at most so many. */
    public List<E> list(int most) {
        var all = new ArrayList<E>(Math.min(most, size));
        for (int p = 0; p < count; p++) {
            for (int i = pages[p].from; i < pages[p].to && all.size() < most; i++) {
                all.add(cast(pages[p].get(i)));
            }
        }
        return all;
    }

    @SuppressWarnings("unchecked") // only add() fills pages
    private E cast(@Nullable Standing standing) {
        if (standing == null) {
            throw new IllegalStateException("A page of " + size + " has a hole");
        }
        return (E) standing;
    }

    /** The last page whose first does not stand behind him. */
    private int pageOf(Standing e) {
        int high = count - 1;
        if (high == 0 || !e.before(pages[high].get(pages[high].from))) {
            return high;
        }
        int low = 0;
        while (low < high) {
            int mid = (low + high + 1) >>> 1;
            if (e.before(pages[mid].get(pages[mid].from))) {
                high = mid - 1;
            } else {
                low = mid;
            }
        }
        return low;
    }

    /** Makes room in a page that is filled to its end: moves up, grows, or splits; the page that he belongs to. */
    private Page room(int at, Standing e) {
        var page = pages[at];
        int held = page.to - page.from;
        if (page.from > page.in.length / 4 || (page.from > 0 && page.in.length == PAGE && held < PAGE / 2)) {
            System.arraycopy(page.in, page.from, page.in, 0, held);
            Arrays.fill(page.in, held, page.to, null);
            page.from = 0;
            page.to = held;
            return page;
        }
        if (page.in.length < PAGE) {
            var larger = copy(page, page.from, page.to, page.in.length * 2);
            pages[at] = larger;
            return larger;
        }
        // Whoever enters at the very end begins a page of his own: lists that grow by age stay full.
        int cut = at == count - 1 && page.get(page.to - 1).before(e) ? page.to : (page.from + page.to) >>> 1;
        var behind = copy(page, cut, page.to, PAGE);
        Arrays.fill(page.in, cut, page.to, null);
        page.to = cut;
        page.oldestKnown = false;
        if (count == pages.length) {
            pages = Arrays.copyOf(pages, count * 2);
        }
        System.arraycopy(pages, at + 1, pages, at + 2, count - at - 1);
        pages[at + 1] = behind;
        count++;
        return behind.from == behind.to || !e.before(behind.get(behind.from)) ? behind : page;
    }

    private static Page copy(Page page, int from, int to, int length) {
        var copy = new Page(length);
        System.arraycopy(page.in, from, copy.in, 0, to - from);
        copy.to = to - from;
        copy.oldestKnown = false;
        return copy;
    }

    private void empty(int at) {
        var page = pages[at];
        if (count == 1) {
            page.from = 0;
            page.to = 0;
            page.oldest = Long.MAX_VALUE;
            page.oldestKnown = true;
            return;
        }
        System.arraycopy(pages, at + 1, pages, at, count - at - 1);
        count--;
        pages[count] = pages[0];
    }
}
