package io.airbranch.routing;

import io.airbranch.access.InstitutionPath;
import java.util.List;

/**
 * Something that a colleague must have to be asked: a skill at a level, a language, his home at or below an institution, or one of
 * several of these.
 *
 * @param name skill key, ISO 639-1 code or institution path; empty for {@link Kind#ANY_OF}
 * @param level least level of a skill, 1 to 10; 0 for all others
 * @param of the alternatives of {@link Kind#ANY_OF}, none of which is another one; empty for all others
 */
public record Ask(Kind kind, String name, int level, List<Ask> of) {

    public enum Kind {
        SKILL("skill"),
        LANGUAGE("language"),
        INSTITUTION("institution"),
        ANY_OF("any-of");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public Ask {
        of = List.copyOf(of);
    }

    public static Ask skill(String key, int atLeast) {
        return new Ask(Kind.SKILL, key, atLeast, List.of());
    }

    public static Ask language(String code) {
        return new Ask(Kind.LANGUAGE, code, 0, List.of());
    }

    public static Ask institution(InstitutionPath path) {
        return new Ask(Kind.INSTITUTION, path.value(), 0, List.of());
    }

    public static Ask anyOf(Ask... asks) {
        return new Ask(Kind.ANY_OF, "", 0, List.of(asks));
    }
}
