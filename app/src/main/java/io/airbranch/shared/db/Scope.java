package io.airbranch.shared.db;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Which parts of the institution tree the running code may see: a set of path prefixes such as {@code sfb.cn.bank.}. Bound to the
 * running code, carried to the database on every connection, enforced there by row-level security. Code with no scope sees nothing.
 */
public final class Scope {
    private static final ScopedValue<Scope> CURRENT = ScopedValue.newInstance();
    private static final Scope SYSTEM = new Scope(List.of(""), "*");
    private static final Scope NOTHING = new Scope(List.of(), "-");

    private final List<String> prefixes;
    private final String setting;

    private Scope(List<String> prefixes, String setting) {
        this.prefixes = prefixes;
        this.setting = setting;
    }

    /** Everything. For work on nobody's behalf; the caller says why. */
    public static Scope system() {
        return SYSTEM;
    }

    public static Scope nothing() {
        return NOTHING;
    }

    public static Scope of(String... prefixes) {
        return of(Arrays.asList(prefixes));
    }

    /** A scope of these paths and all below them; paths below another of the set are dropped, the empty path is the whole tree. */
    public static Scope of(Collection<String> paths) {
        var kept = paths.stream()
                .distinct()
                .filter(path -> paths.stream().noneMatch(other -> !other.equals(path) && path.startsWith(other)))
                .sorted()
                .toList();
        if (kept.isEmpty()) {
            return NOTHING;
        }
        if (kept.getFirst().isEmpty()) {
            return SYSTEM;
        }
        for (var path : kept) {
            if (!path.endsWith(".") || path.indexOf(',') >= 0) {
                throw new IllegalArgumentException(
                        "'" + path + "' is no institution path. Maybe the dot at its end is missing");
            }
        }
        return new Scope(kept, kept.stream().collect(Collectors.joining(",")));
    }

    /** The scope of the running code. */
    public static Scope current() {
        return CURRENT.isBound() ? CURRENT.get() : NOTHING;
    }

    public static <T> T within(Scope scope, Supplier<T> work) {
        return ScopedValue.where(CURRENT, scope).call(work::get);
    }

    public static void within(Scope scope, Runnable work) {
        ScopedValue.where(CURRENT, scope).run(work);
    }

    /** As {@link #within(Scope, Supplier)} for work that throws a checked exception, such as the rest of a filter chain. */
    public static <T, X extends Throwable> T call(Scope scope, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(CURRENT, scope).call(work);
    }

    /** True for an institution inside this scope. */
    public boolean sees(String institution) {
        return prefixes.stream().anyMatch(institution::startsWith);
    }

    public List<String> prefixes() {
        return prefixes;
    }

    /** The value of the database setting {@code airbranch.scope}: {@code *}, {@code -}, or the prefixes joined by commas. */
    String setting() {
        return setting;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scope that && setting.equals(that.setting);
    }

    @Override
    public int hashCode() {
        return setting.hashCode();
    }

    @Override
    public String toString() {
        return "Scope[" + setting + "]";
    }
}
