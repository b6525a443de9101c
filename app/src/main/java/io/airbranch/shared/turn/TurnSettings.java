package io.airbranch.shared.turn;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code airbranch.turn}: how fast another process takes over.
 *
 * @param beat time between two signs of life of the process that serves
 * @param patience silence after which a process that still holds its connections counts as frozen and is cut off; several beats
 * @param look time between two looks of a process that stands by
 */
@ConfigurationProperties("airbranch.turn")
record TurnSettings(
        @DefaultValue("500ms") Duration beat,
        @DefaultValue("3s") Duration patience,
        @DefaultValue("200ms") Duration look) {}
