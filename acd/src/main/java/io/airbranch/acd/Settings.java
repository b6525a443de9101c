package io.airbranch.acd;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every queue and agent.
 *
 * @param unansweredLimit so many unanswered offers in a row set an agent away
 * @param refusalPause a contact that was declined or not answered is offered to a colleague who let it pass only after this pause
 * @param afterContactCap after-contact work occupies capacity at most this long
 * @param lineGrace an agent whose line is broken keeps his contacts this long
 * @param transferWait a contact handed to a named colleague waits for him this long before anybody else may take it
 * @param priorityWorth one step of priority goes before whoever has waited this much longer
 * @param rest after long work; null = none is given
 * @param occupancy bound on how busy one may be; null = none
 */
public record Settings(
        int unansweredLimit,
        Duration refusalPause,
        Duration afterContactCap,
        Duration lineGrace,
        Duration transferWait,
        Duration priorityWorth,
        @Nullable Rest rest,
        @Nullable Occupancy occupancy) {

    /** After so much work without a pause as long as the rest, nothing new is offered for the rest's length. */
    public record Rest(Duration work, Duration rest) {}

    /**
     * Whoever had work in hand for more than this share of the time rests until it has fallen to it. The share is a decaying mean: time
     * that lies a window back counts 1/e.
     *
     * @param limit 0 to 1
     */
    public record Occupancy(double limit, Duration window) {}

    public static final Settings DEFAULT = new Settings(
            3,
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            null,
            null);

    public Settings with(@Nullable Rest newRest, @Nullable Occupancy newOccupancy) {
        return new Settings(
                unansweredLimit,
                refusalPause,
                afterContactCap,
                lineGrace,
                transferWait,
                priorityWorth,
                newRest,
                newOccupancy);
    }
}
