package io.airbranch.acd;

import java.time.Duration;

/**
 * What holds for every queue and agent.
 *
 * @param unansweredLimit so many unanswered offers in a row set an agent away
 * @param refusalPause a contact that was declined or not answered is offered to a colleague who let it pass only after this pause
 * @param afterContactCap after-contact work occupies capacity at most this long
 * @param lineGrace an agent whose line is broken keeps his contacts this long
 * @param transferWait a contact handed to a named colleague waits for him this long before anybody else may take it
 */
public record Settings(
        int unansweredLimit,
        Duration refusalPause,
        Duration afterContactCap,
        Duration lineGrace,
        Duration transferWait) {
    public static final Settings DEFAULT = new Settings(
            3, Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofSeconds(60), Duration.ofSeconds(60));
}
