package io.airbranch.chat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Name;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place on the bank's pages or in its app from which customers chat.
 *
 * @param key stands in the page's script tag; unguessable is not needed, the origin is checked
 * @param queue where conversations wait whose topic names none
 * @param colour accent of the widget, such as {@code #0b5fff}
 * @param origins pages that may carry it, such as {@code https://www.bank.example}; {@code self} is this server's own address,
 *     {@code app} a program that sends no origin
 * @param languages of which the customer's is chosen, else the first; {@code zh} and {@code en} where an older row names none
 * @param closedMessage what stands there while nobody serves and the queue says nothing of its own, or null for the general sentence
 * @param graceSeconds how long the place is kept after the customer's line broke
 * @param version for optimistic locking; 0 for one not stored yet
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Widget(
        UUID id,
        String key,
        InstitutionPath institution,
        UUID queue,
        Name title,
        Name greeting,
        String colour,
        List<Topic> topics,
        List<Name> quickReplies,
        List<String> origins,
        List<String> languages,
        @Nullable Name closedMessage,
        int graceSeconds,
        boolean active,
        long version) {

    public static final String SELF = "self";
    public static final String APP = "app";
    public static final List<String> LANGUAGES = List.of("zh", "en");

    /** @param queue null for the widget's own */
    public record Topic(String key, Name label, @Nullable UUID queue) {}

    public Widget {
        topics = List.copyOf(topics);
        quickReplies = List.copyOf(quickReplies);
        origins = List.copyOf(origins);
        // Rows of before there were languages hold none.
        languages = languages == null ? LANGUAGES : List.copyOf(languages);
    }

    /** The wished one where the widget speaks it. */
    public String languageFor(String wished) {
        return languages.contains(wished) ? wished : languages.getFirst();
    }

    public Optional<Topic> topic(String topicKey) {
        return topics.stream().filter(t -> t.key().equals(topicKey)).findFirst();
    }

    /** Empty for a topic that does not exist (any more). */
    public Optional<UUID> queueFor(@Nullable String topicKey) {
        if (topicKey == null) {
            return Optional.of(queue);
        }
        return topic(topicKey).map(t -> {
            var own = t.queue();
            return own == null ? queue : own;
        });
    }
}
