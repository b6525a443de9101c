package io.airbranch.desk.stream;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a console may send, read strictly: a field that is missing, of another type or unknown makes the frame malformed. */
sealed interface ClientFrame {
    /** What a frame holds at most; how long a line may be is the business of who stores it. */
    int LONGEST_TEXT = 64 * 1024;

    int PROTOCOL = 1;

    /** @param stream null for a new stream */
    record Hello(@Nullable UUID stream, long seq) implements ClientFrame {}

    record Say(
            UUID id,
            UUID contact,
            @Nullable String text,
            @Nullable UUID attachment) implements ClientFrame {}

    record Note(UUID id, UUID contact, String text) implements ClientFrame {}

    record Typing(UUID contact, boolean on) implements ClientFrame {}

    record Read(UUID contact, long seq) implements ClientFrame {}

    record Watch(boolean floor) implements ClientFrame {}

    record Ping() implements ClientFrame {}

    /** Why a frame was not understood; told to the console's developer in the close reason. */
    final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String why) {
            super(why, null, false, false);
        }
    }

    static ClientFrame read(JsonMapper json, String text) throws Malformed {
        JsonNode node;
        try {
            node = json.readTree(text);
        } catch (JacksonException e) {
            throw new Malformed("no JSON");
        }
        if (node == null || !node.isObject()) {
            throw new Malformed("no object");
        }
        var type = text(node, "type", 32);
        return switch (type) {
            case "hello" -> hello(only(node, "type", "protocol", "resume"));
            case "say" -> say(only(node, "type", "id", "contact", "text", "attachment"));
            case "note" -> {
                only(node, "type", "id", "contact", "text");
                yield new Note(uuid(node, "id"), uuid(node, "contact"), spoken(node));
            }
            case "typing" -> {
                only(node, "type", "contact", "on");
                yield new Typing(uuid(node, "contact"), flag(node, "on"));
            }
            case "read" -> {
                only(node, "type", "contact", "seq");
                yield new Read(uuid(node, "contact"), number(node, "seq"));
            }
            case "watch" -> {
                only(node, "type", "floor");
                yield new Watch(flag(node, "floor"));
            }
            case "ping" -> {
                only(node, "type");
                yield new Ping();
            }
            default -> throw new Malformed("unknown type");
        };
    }

    private static Hello hello(JsonNode node) throws Malformed {
        if (number(node, "protocol") != PROTOCOL) {
            throw new Malformed("protocol is not " + PROTOCOL);
        }
        if (!present(node, "resume")) {
            return new Hello(null, 0);
        }
        var resume = only(node.get("resume"), "stream", "seq");
        return new Hello(uuid(resume, "stream"), number(resume, "seq"));
    }

    private static Say say(JsonNode node) throws Malformed {
        var text = present(node, "text") ? spoken(node) : null;
        var attachment = present(node, "attachment") ? uuid(node, "attachment") : null;
        if (text == null && attachment == null) {
            throw new Malformed("neither text nor attachment");
        }
        return new Say(uuid(node, "id"), uuid(node, "contact"), text, attachment);
    }

    private static String spoken(JsonNode node) throws Malformed {
        var text = text(node, "text", LONGEST_TEXT);
        if (text.isBlank()) {
            throw new Malformed("text is empty");
        }
        return text;
    }

    private static boolean present(JsonNode node, String field) {
        return node.has(field) && !node.get(field).isNull();
    }

    private static JsonNode only(JsonNode node, String... fields) throws Malformed {
        if (!node.isObject() || !Set.of(fields).containsAll(node.propertyNames())) {
            throw new Malformed("unknown fields");
        }
        return node;
    }

    private static String text(JsonNode node, String field, int longest) throws Malformed {
        var value = node.get(field);
        if (value == null || !value.isString() || value.stringValue().length() > longest) {
            throw new Malformed(field + " is not a text of at most " + longest);
        }
        return value.stringValue();
    }

    private static UUID uuid(JsonNode node, String field) throws Malformed {
        var value = text(node, field, 36);
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw new Malformed(field + " is no UUID");
        }
    }

    private static long number(JsonNode node, String field) throws Malformed {
        var value = node.get(field);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new Malformed(field + " is no number");
        }
        return value.longValue();
    }

    private static boolean flag(JsonNode node, String field) throws Malformed {
        var value = node.get(field);
        if (value == null || !value.isBoolean()) {
            throw new Malformed(field + " is neither true nor false");
        }
        return value.booleanValue();
    }
}
