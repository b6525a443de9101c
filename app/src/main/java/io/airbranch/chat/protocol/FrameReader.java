package io.airbranch.chat.protocol;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Text to {@link Frame}. Strict in what it knows, silent about fields it does not know: an older server meets a newer page. */
public final class FrameReader {
    /** Characters in one frame. */
    public static final int LIMIT = 64 * 1024;

    private static final int PAGE_LIMIT = 500;
    private static final int TOKEN_LIMIT = 200;
    private static final int NAME_LIMIT = 60;
    private static final int TOPIC_LIMIT = 64;
    private static final int COMMENT_LIMIT = 1_000;
    private static final Pattern UUID_SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxStringLength(LIMIT)
                            .maxNumberLength(20)
                            .maxNameLength(64)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private FrameReader() {}

    public static Frame read(String text) {
        try {
            var frame = JSON.readTree(text);
            return frame != null && frame.isObject() ? frame(frame) : new Frame.Malformed("not an object");
        } catch (Wrong e) {
            return new Frame.Malformed(e.why);
        } catch (JacksonException e) {
            return new Frame.Malformed("not JSON: " + e.getOriginalMessage());
        }
    }

    private static Frame frame(JsonNode f) {
        var type = text(f, "type", 32);
        return switch (type == null ? "" : type) {
            case "hello" ->
                new Frame.Hello(
                        (int) number(f, "protocol", 1_000),
                        text(f, "visitor", TOKEN_LIMIT),
                        language(f),
                        page(text(f, "page", FrameReader.LIMIT)),
                        uuidOrNull(f, "conversation"),
                        f.has("after") ? number(f, "after", Long.MAX_VALUE) : 0);
            case "start" ->
                new Frame.Start(
                        uuid(f, "id"),
                        text(f, "text", LIMIT),
                        text(f, "topic", TOPIC_LIMIT),
                        text(f, "name", NAME_LIMIT));
            case "say" -> new Frame.Say(uuid(f, "id"), text(f, "text", LIMIT), uuidOrNull(f, "attachment"));
            case "resume" -> new Frame.Resume(number(f, "after", Long.MAX_VALUE));
            case "typing" -> new Frame.Typing(flag(f, "on"));
            case "read" -> new Frame.Read(number(f, "seq", Long.MAX_VALUE));
            case "end" -> new Frame.End(uuid(f, "id"));
            case "confirm" -> new Frame.Confirm(uuid(f, "id"), flag(f, "solved"), text(f, "comment", COMMENT_LIMIT));
            case "history" -> new Frame.History(uuidOrNull(f, "before"));
            case "open" -> new Frame.Open(uuid(f, "conversation"));
            case "ping" -> new Frame.Ping();
            default -> throw new Wrong("type '" + type + "' is unknown");
        };
    }

    private static String language(JsonNode f) {
        var language = text(f, "language", 8);
        if (language == null || !(language.equals("zh") || language.equals("en"))) {
            throw new Wrong("language '" + language + "' is neither zh nor en");
        }
        return language;
    }

    /** Origin and path only: what stands behind them may be personal. */
    static @Nullable String page(@Nullable String address) {
        if (address == null) {
            return null;
        }
        int end = address.length();
        for (char cut : new char[] {'?', '#', ';'}) {
            int at = address.indexOf(cut);
            end = at >= 0 && at < end ? at : end;
        }
        var page = address.substring(0, Math.min(end, PAGE_LIMIT));
        return page.isBlank() ? null : page;
    }

    private static @Nullable String text(JsonNode f, String field, int limit) {
        var value = f.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new Wrong(field + " is no text");
        }
        var text = value.stringValue();
        if (text.length() > limit) {
            throw new Wrong(field + " has " + text.length() + " characters, limit " + limit);
        }
        return wellFormed(text);
    }

    /** Half a surrogate pair cannot be stored as UTF-8, and a zero character nowhere. */
    private static String wellFormed(String text) {
        boolean well = true;
        for (int i = 0; i < text.length() && well; i++) {
            char c = text.charAt(i);
            well = c != 0 && !Character.isSurrogate(c);
        }
        if (well) {
            return text;
        }
        var mended = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            mended.appendCodePoint(c == 0 || half ? 0xFFFD : c);
        });
        return mended.toString();
    }

    private static long number(JsonNode f, String field, long max) {
        var value = f.get(field);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Wrong(field + " is no whole number");
        }
        long number = value.longValue();
        if (number < 0 || number > max) {
            throw new Wrong(field + " is " + number + ", outside 0 to " + max);
        }
        return number;
    }

    private static boolean flag(JsonNode f, String field) {
        var value = f.get(field);
        if (value == null || !value.isBoolean()) {
            throw new Wrong(field + " is neither true nor false");
        }
        return value.booleanValue();
    }

    private static UUID uuid(JsonNode f, String field) {
        var value = uuidOrNull(f, field);
        if (value == null) {
            throw new Wrong(field + " is missing");
        }
        return value;
    }

    private static @Nullable UUID uuidOrNull(JsonNode f, String field) {
        var text = text(f, field, 64);
        if (text == null) {
            return null;
        }
        if (!UUID_SHAPE.matcher(text).matches()) {
            throw new Wrong(field + " is no UUID");
        }
        return UUID.fromString(text);
    }

    /** Leaves the reading of one frame; never leaves this class. */
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String why;

        Wrong(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }
}
