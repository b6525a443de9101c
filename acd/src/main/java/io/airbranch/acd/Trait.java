package io.airbranch.acd;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something an agent has or has not: a skill at a level, a language, membership of a group; or one of several of these, so that a list
 * of traits, all of which are asked for, says any skill expression.
 *
 * @param name skill key, ISO 639-1 code or group; empty for {@link Kind#ANY_OF}
 * @param level least level of a skill, 1 to {@value #TOP_LEVEL}; 0 for all others
 * @param of the alternatives of {@link Kind#ANY_OF}, sorted; empty for all others
 */
public record Trait(Kind kind, String name, int level, List<Trait> of) {
    public static final int TOP_LEVEL = 10;
    private static final int MOST_ALTERNATIVES = 64;
    private static final int LONGEST_NAME = 200;

    private static final Comparator<Trait> ORDER = Comparator.comparing(Trait::kind)
            .thenComparing(Trait::name)
            .thenComparingInt(Trait::level)
            .thenComparing(t -> t.of().toString());

    public enum Kind {
        SKILL,
        LANGUAGE,
        GROUP,
        ANY_OF
    }

    /** Alternatives are sorted and named once, so that equal traits are written alike. */
    public Trait {
        of = of.isEmpty() ? List.of() : sorted(of);
    }

    public static Trait skill(String key, int atLeast) {
        return new Trait(Kind.SKILL, key, atLeast, List.of());
    }

    public static Trait language(String code) {
        return new Trait(Kind.LANGUAGE, code, 0, List.of());
    }

    public static Trait group(String group) {
        return new Trait(Kind.GROUP, group, 0, List.of());
    }

    public static Trait anyOf(Trait... traits) {
        return new Trait(Kind.ANY_OF, "", 0, Arrays.asList(traits));
    }

    /** Each once, in an order of their own, so that equal lists are written alike. */
    public static List<Trait> sorted(Collection<Trait> traits) {
        return traits.stream().distinct().sorted(ORDER).toList();
    }

    public boolean heldBy(AgentProfile agent) {
        return switch (kind) {
            case SKILL -> agent.skills().getOrDefault(name, 0) >= level;
            case LANGUAGE -> agent.languages().contains(name);
            case GROUP -> agent.groups().contains(name);
            case ANY_OF -> of.stream().anyMatch(t -> t.heldBy(agent));
        };
    }

    /** Why nobody could ever have this; null where somebody could. */
    public @Nullable String flaw() {
        if (kind == Kind.ANY_OF) {
            if (of.isEmpty() || of.size() > MOST_ALTERNATIVES) {
                return "any-of has " + of.size() + " alternatives, 1 to " + MOST_ALTERNATIVES + " are possible";
            }
            for (var alternative : of) {
                var flaw = alternative.kind == Kind.ANY_OF ? "any-of inside any-of" : alternative.flaw();
                if (flaw != null) {
                    return flaw;
                }
            }
            return null;
        }
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            return kind.name().toLowerCase(java.util.Locale.ROOT) + " without a name, or with one too long";
        }
        return kind == Kind.SKILL && (level < 1 || level > TOP_LEVEL)
                ? "level " + level + " of skill " + name + " is not 1 to " + TOP_LEVEL
                : null;
    }
}
