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
 * @param chatCapacity how many chats at once, at least 1
 */
public record Agent(
        UUID id, InstitutionPath home, Map<String, Integer> skills, Map<String, Integer> languages, int chatCapacity) {

    public Agent {
        skills = Map.copyOf(skills);
        languages = Map.copyOf(languages);
    }
}
