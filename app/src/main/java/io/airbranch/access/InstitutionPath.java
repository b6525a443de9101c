package io.airbranch.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An institution's place in the tree: codes from the group down, each followed by a dot, such as {@code sfb.cn.bank.}. The trailing
 * dot makes "is below" a plain prefix test, in Java and in the database's row-level security alike. Paths never change.
 */
public record InstitutionPath(@JsonValue String value) implements Comparable<InstitutionPath> {
    private static final Pattern SHAPE = Pattern.compile("([a-z0-9][a-z0-9-]{0,31}\\.){1,8}");

    @JsonCreator
    public InstitutionPath {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value
                    + "' is no institution path. Maybe the dot at the end is missing, as in 'sfb.cn.bank.'");
        }
    }

    /** True for a text that can be a path, whether or not there is such an institution. */
    public static boolean isPath(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** True for the institution itself and for everything below it. */
    public boolean contains(InstitutionPath other) {
        return other.value.startsWith(value);
    }

    /** Those that lie below no other of them. */
    public static List<InstitutionPath> outermost(Collection<InstitutionPath> paths) {
        return paths.stream()
                .distinct()
                .filter(p -> paths.stream().noneMatch(other -> !other.equals(p) && other.contains(p)))
                .toList();
    }

    public InstitutionPath child(String code) {
        return new InstitutionPath(value + code + ".");
    }

    /** Empty for the group. */
    public Optional<InstitutionPath> parent() {
        int dot = value.lastIndexOf('.', value.length() - 2);
        return dot < 0 ? Optional.empty() : Optional.of(new InstitutionPath(value.substring(0, dot + 1)));
    }

    @Override
    public int compareTo(InstitutionPath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
