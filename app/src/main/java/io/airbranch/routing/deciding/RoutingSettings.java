package io.airbranch.routing.deciding;

import io.airbranch.acd.Settings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code airbranch.routing}: what holds for every queue and agent.
 *
 * @param unansweredLimit so many unanswered offers in a row set an agent away
 * @param refusalPause a contact that was declined or not answered is offered to who let it pass only after this pause
 * @param afterContactCap after-contact work occupies capacity at most this long
 * @param priorityWorth one step of priority goes before whoever has waited this much longer
 * @param rest after long work; absent = none is given
 * @param occupancy bound on how busy one may be; absent = none
 * @param keep so long any moment can be explained
 */
@Validated
@ConfigurationProperties("airbranch.routing")
public record RoutingSettings(
        @DefaultValue("3") @Min(1) @Max(100) int unansweredLimit,

        @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration refusalPause,

        @DefaultValue("10m") @DurationMin(seconds = 1) @DurationMax(hours = 24)
        Duration afterContactCap,

        @DefaultValue("60s") @DurationMin(seconds = 1) @DurationMax(hours = 24)
        Duration priorityWorth,

        @Valid @Nullable Rest rest,
        @Valid @Nullable Occupancy occupancy,

        @DefaultValue("31d") @DurationMin(hours = 1) @DurationMax(days = 3660)
        Duration keep) {

    /** After so much {@code work} without a pause as long as {@code rest}, nothing is offered for the rest's length. */
    public record Rest(
            @DurationMin(minutes = 1) @DurationMax(hours = 24)
            Duration work,

            @DurationMin(seconds = 10) @DurationMax(hours = 8)
            Duration rest) {
        public Rest {
            if (work == null || rest == null) {
                throw new IllegalArgumentException(
                        "airbranch.routing.rest needs both: work, after which a rest is due, and rest, how long it is");
            }
        }
    }

    /** @param limit share of the time in work, 0 to 1, above which nothing is offered; @param window over which it is reckoned */
    public record Occupancy(
            @DecimalMin("0.1") @DecimalMax("1") double limit,

            @DefaultValue("1h") @DurationMin(minutes = 1) @DurationMax(hours = 24)
            Duration window) {}

    public Settings engine() {
        var usual = Settings.DEFAULT;
        return new Settings(
                unansweredLimit,
                refusalPause,
                afterContactCap,
                usual.lineGrace(),
                usual.transferWait(),
                priorityWorth,
                rest == null ? null : new Settings.Rest(rest.work(), rest.rest()),
                occupancy == null ? null : new Settings.Occupancy(occupancy.limit(), occupancy.window()));
    }
}
