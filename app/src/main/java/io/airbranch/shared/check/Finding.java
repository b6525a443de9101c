package io.airbranch.shared.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.airbranch.shared.Name;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param id what, in dotted words: {@code database.row-security}
 * @param what one sentence with the values that were found
 * @param remedy what to do, where something is to be done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
        String id, Level level, Name what, @Nullable Name remedy) {

    public enum Level {
        OK,
        /** It works, but not for long, or not for everybody. */
        WARN,
        FAIL;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Finding ok(String id, Name what) {
        return new Finding(id, Level.OK, what, null);
    }

    public static Finding warn(String id, Name what, Name remedy) {
        return new Finding(id, Level.WARN, what, remedy);
    }

    public static Finding fail(String id, Name what, Name remedy) {
        return new Finding(id, Level.FAIL, what, remedy);
    }
}
