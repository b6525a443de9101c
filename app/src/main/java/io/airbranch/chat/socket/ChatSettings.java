package io.airbranch.chat.socket;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code airbranch.chat}: limits of customers' sockets.
 *
 * @param sockets open sockets at most; beyond it new ones are closed with 1013
 * @param socketsPerAddress open sockets of one remote address at most; beyond it new ones are closed with 4429. Large offices and
 *     mobile operators share addresses, and a load generator has but one
 * @param bufferedFrames frames waiting for one slow reader at most
 * @param bufferedCharacters characters waiting for one slow reader at most
 */
@ConfigurationProperties("airbranch.chat")
record ChatSettings(
        @DefaultValue("20000") int sockets,
        @DefaultValue("500") int socketsPerAddress,
        @DefaultValue("1000") int bufferedFrames,
        @DefaultValue("2000000") int bufferedCharacters) {}
