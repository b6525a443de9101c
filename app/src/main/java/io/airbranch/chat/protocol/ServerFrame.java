package io.airbranch.chat.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.airbranch.contact.ContactEvent.Attachment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What we say to a customer's page. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerFrame.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = ServerFrame.Started.class, name = "started"),
    @JsonSubTypes.Type(value = ServerFrame.Ack.class, name = "ack"),
    @JsonSubTypes.Type(value = ServerFrame.Event.class, name = "event"),
    @JsonSubTypes.Type(value = ServerFrame.Waiting.class, name = "waiting"),
    @JsonSubTypes.Type(value = ServerFrame.Typing.class, name = "typing"),
    @JsonSubTypes.Type(value = ServerFrame.Read.class, name = "read"),
    @JsonSubTypes.Type(value = ServerFrame.Colleague.class, name = "colleague"),
    @JsonSubTypes.Type(value = ServerFrame.History.class, name = "history"),
    @JsonSubTypes.Type(value = ServerFrame.Conversation.class, name = "conversation"),
    @JsonSubTypes.Type(value = ServerFrame.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = ServerFrame.Pong.class, name = "pong")
})
public sealed interface ServerFrame {

    record Welcome(
            String visitor,
            String language,
            Settings settings,
            Service service,
            @Nullable Current conversation,
            int graceSeconds)
            implements ServerFrame {}

    record Settings(
            String title,
            String greeting,
            String colour,
            List<Topic> topics,
            List<String> quickReplies,
            List<String> attachmentTypes,
            long attachmentLimit) {}

    record Topic(String key, String label) {}

    record Service(
            boolean open,
            @Nullable Instant opensAt,
            @Nullable String notice) {}

    record Current(UUID id, String state, long seq, Colleague.@Nullable Named agent, boolean askConfirm) {}

    record Started(UUID id, UUID conversation, String state) implements ServerFrame {}

    record Ack(UUID id, long seq, Instant at) implements ServerFrame {}

    /** Of the fields after {@code kind}, those of the kind. */
    record Event(
            UUID conversation,
            long seq,
            long prev,
            Instant at,
            String kind,
            @Nullable String topic,
            Colleague.@Nullable Named agent,
            @Nullable String from,
            @Nullable String author,
            @Nullable String text,
            @Nullable Attachment attachment,
            @Nullable UUID id,
            @Nullable String to,
            @Nullable String reason,
            @Nullable Boolean solved)
            implements ServerFrame {}

    /** The field {@code estimateSeconds} is there even where there is no estimate. */
    record Waiting(
            int position,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer estimateSeconds) implements ServerFrame {}

    record Typing(String from, boolean on) implements ServerFrame {
        public static Typing agent(boolean on) {
            return new Typing("agent", on);
        }
    }

    record Read(String by, long seq) implements ServerFrame {
        public static Read agent(long seq) {
            return new Read("agent", seq);
        }
    }

    record Colleague(String state) implements ServerFrame {
        public record Named(String name) {}

        public static Colleague connected(boolean connected) {
            return new Colleague(connected ? "back" : "reconnecting");
        }
    }

    record History(List<Past> conversations, boolean more) implements ServerFrame {}

    record Past(
            UUID id,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String topic,
            @Nullable String lastLine) {}

    record Conversation(UUID id, List<Event> events) implements ServerFrame {}

    record Refused(@Nullable UUID id, String code, String message, Map<String, Object> values) implements ServerFrame {}

    record Pong() implements ServerFrame {}

    default String json() {
        return Json.MAPPER.writerFor(ServerFrame.class).writeValueAsString(this);
    }

    /** A mapper of its own: the protocol must not change with the settings of the HTTP API. */
    final class Json {
        private static final JsonMapper MAPPER = JsonMapper.builder()
                .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();

        private Json() {}
    }
}
