package io.airbranch.agent;

import io.airbranch.access.InstitutionPath;
import java.util.Map;
import java.util.UUID;

/**
 * An operator who serves contacts.
 *
 * @param id the operator's id
 * @param skills level 1 to 10 by skill key
 * @param languages level 1 to 10 by ISO 639-1 code
 * @param chatCapacity how many chats at once, at least 1; also mails and tasks, where {@code media} does not name them
 * @param media how many at once of the media for which the usual does not hold, 0 = none; chats only as 0
 */
public record Agent(
        UUID id,
        InstitutionPath home,
        Map<String, Integer> skills,
        Map<String, Integer> languages,
        int chatCapacity,
        Map<Medium, Integer> media) {

    public Agent {
        skills = Map.copyOf(skills);
        languages = Map.copyOf(languages);
        media = Map.copyOf(media);
    }

    /** With the usual share of each medium. */
    public Agent(
            UUID id,
            InstitutionPath home,
            Map<String, Integer> skills,
            Map<String, Integer> languages,
            int chatCapacity) {
        this(id, home, skills, languages, chatCapacity, Map.of());
    }
}
