package io.airbranch.chat.widget;

import io.airbranch.chat.Widget;
import io.airbranch.shared.Name;
import io.airbranch.shared.Refusal;
import java.util.HashSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a widget's settings must be like. */
final class WidgetRules {
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");
    private static final Pattern TOPIC = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/\\s?#]+");
    private static final int LEAST_GRACE = 10;
    private static final int MOST_GRACE = 3_600;
    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST_SENTENCE = 500;
    private static final int MOST_OF_EACH = 30;

    private WidgetRules() {}

    /** The first thing that is wrong, or null. */
    static @Nullable Refusal wrong(Widget widget) {
        if (!KEY.matcher(widget.key()).matches()) {
            return invalid("key", widget.key(), "2 to 40 small letters, digits and hyphens");
        }
        if (!COLOUR.matcher(widget.colour()).matches()) {
            return invalid("colour", widget.colour(), "a colour such as #0b5fff");
        }
        if (widget.graceSeconds() < LEAST_GRACE || widget.graceSeconds() > MOST_GRACE) {
            return invalid("graceSeconds", widget.graceSeconds(), LEAST_GRACE + " to " + MOST_GRACE);
        }
        var texts = texts(widget);
        return texts != null ? texts : lists(widget);
    }

    private static @Nullable Refusal texts(Widget widget) {
        if (longer(widget.title(), LONGEST_LABEL)) {
            return invalid("title", widget.title(), "at most " + LONGEST_LABEL + " characters");
        }
        if (longer(widget.greeting(), LONGEST_SENTENCE)) {
            return invalid("greeting", widget.greeting(), "at most " + LONGEST_SENTENCE + " characters");
        }
        var closed = widget.closedMessage();
        return closed != null && longer(closed, LONGEST_SENTENCE)
                ? invalid("closedMessage", closed, "at most " + LONGEST_SENTENCE + " characters")
                : null;
    }

    private static @Nullable Refusal lists(Widget widget) {
        for (var origin : widget.origins()) {
            if (!origin.equals(Widget.SELF)
                    && !origin.equals(Widget.APP)
                    && !ORIGIN.matcher(origin).matches()) {
                return invalid(
                        "origins",
                        origin,
                        "an origin such as https://www.bank.example without a path, 'self' or 'app'");
            }
        }
        var languages = widget.languages();
        if (languages.isEmpty()
                || new HashSet<>(languages).size() != languages.size()
                || !Widget.LANGUAGES.containsAll(languages)) {
            return invalid("languages", languages, "zh, en, or both, the usual one first");
        }
        for (var topic : widget.topics()) {
            if (!TOPIC.matcher(topic.key()).matches() || longer(topic.label(), LONGEST_LABEL)) {
                return invalid(
                        "topics",
                        topic.key(),
                        "keys of 1 to 40 small letters, digits and hyphens, and labels of at most " + LONGEST_LABEL
                                + " characters");
            }
        }
        var keys = widget.topics().stream().map(Widget.Topic::key).toList();
        if (keys.stream().distinct().count() != keys.size()) {
            return invalid("topics", keys, "each key once");
        }
        for (var reply : widget.quickReplies()) {
            if (longer(reply, LONGEST_LABEL)) {
                return invalid("quickReplies", reply, "at most " + LONGEST_LABEL + " characters");
            }
        }
        return tooMany(widget);
    }

    private static @Nullable Refusal tooMany(Widget widget) {
        if (widget.topics().size() > MOST_OF_EACH) {
            return invalid("topics", widget.topics().size(), "at most " + MOST_OF_EACH);
        }
        if (widget.quickReplies().size() > MOST_OF_EACH) {
            return invalid("quickReplies", widget.quickReplies().size(), "at most " + MOST_OF_EACH);
        }
        return widget.origins().size() > MOST_OF_EACH
                ? invalid("origins", widget.origins().size(), "at most " + MOST_OF_EACH)
                : null;
    }

    private static boolean longer(Name name, int most) {
        return name.zh().length() > most || name.en().length() > most;
    }

    static Refusal invalid(String field, Object value, String wanted) {
        return Refusal.invalid(
                "widget.invalid", field + " is '" + value + "'; it must be " + wanted, "field", field, "value", value);
    }
}
