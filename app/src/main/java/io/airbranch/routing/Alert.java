package io.airbranch.routing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Name;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A queue is beyond the limit of a rule, or was.
 *
 * @param institution the queue's: who watches its floor hears of it
 * @param limit of the rule, when it was last looked at; {@code value} what was measured then
 * @param since when the limit was crossed for good
 * @param until when it was kept again; null while it is not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Alert(
        UUID id,
        Named rule,
        InstitutionPath institution,
        Named queue,
        Measure measure,
        double limit,
        double value,
        Level level,
        Instant since,
        @Nullable Instant until,
        @Nullable Acknowledged acknowledged) {

    public Alert with(double newLimit, double newValue, Level newLevel) {
        return new Alert(
                id, rule, institution, queue, measure, newLimit, newValue, newLevel, since, until, acknowledged);
    }

    public Alert endedAt(Instant end) {
        return new Alert(id, rule, institution, queue, measure, limit, value, level, since, end, acknowledged);
    }

    public record Named(UUID id, Name name) {}

    public record Acknowledged(Named by, Instant at) {}

    /** What is measured, of one queue. Where there is no ground for a figure, no limit is crossed. */
    public enum Measure {
        /** Contacts in line. */
        WAITING,
        /** Seconds that the longest waiting contact has waited. */
        LONGEST_WAIT,
        /** Seconds that whoever joined the line now would be told. */
        EXPECTED_WAIT,
        /** Share answered within the target wait, 0 to 1, of the half-hour that runs and the one before; from 10 contacts on. */
        SERVICE_LEVEL,
        /** Contacts that gave up in the half-hour that runs and the one before. */
        ABANDONED,
        /** Colleagues on duty who have the queue's skills. */
        AGENTS_READY,
        /** Share of those colleagues who have something in hand, 0 to 1. */
        OCCUPANCY,
        /** 1 where nobody at all has the queue's skills, otherwise 0. */
        REACHES_NOBODY;

        /** The less the worse. */
        public boolean below() {
            return this == SERVICE_LEVEL || this == AGENTS_READY;
        }

        /** {@code longest-wait} for {@code LONGEST_WAIT}. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        static Measure of(String code) {
            return Arrays.stream(values())
                    .filter(m -> m.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + code + "' is no measure"));
        }
    }

    public enum Level {
        WARN,
        /** Somebody has to act now. */
        ACT;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Level of(String code) {
            return Arrays.stream(values())
                    .filter(l -> l.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + code + "' is no level: warn or act"));
        }
    }
}
