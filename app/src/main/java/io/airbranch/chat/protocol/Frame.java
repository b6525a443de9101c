package io.airbranch.chat.protocol;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a customer's page says. */
public sealed interface Frame {

    /** @param protocol checked by whoever answers: a wrong version is not a malformed frame */
    record Hello(
            int protocol,
            @Nullable String visitor,
            String language,
            @Nullable String page,
            @Nullable UUID conversation,
            long after)
            implements Frame {}

    record Start(
            UUID id,
            @Nullable String text,
            @Nullable String topic,
            @Nullable String name) implements Frame {}

    record Say(UUID id, @Nullable String text, @Nullable UUID attachment) implements Frame {}

    record Resume(long after) implements Frame {}

    record Typing(boolean on) implements Frame {}

    record Read(long seq) implements Frame {}

    record End(UUID id) implements Frame {}

    record Confirm(UUID id, boolean solved, @Nullable String comment) implements Frame {}

    record History(@Nullable UUID before) implements Frame {}

    record Open(UUID conversation) implements Frame {}

    record Ping() implements Frame {}

    /** Not a frame of this protocol. @param why for our log; the sender is cut without a word */
    record Malformed(String why) implements Frame {}
}
