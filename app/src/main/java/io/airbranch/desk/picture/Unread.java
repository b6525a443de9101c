package io.airbranch.desk.picture;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How many of the customer's lines the serving colleague has not looked at. Kept in memory: after a restart the count starts anew,
 * while the conversation itself shows every line.
 */
@Component
public class Unread {
    private final Map<UUID, Integer> counts = new ConcurrentHashMap<>();

    public int of(UUID contact) {
        return counts.getOrDefault(contact, 0);
    }

    public void more(UUID contact) {
        counts.merge(contact, 1, Integer::sum);
    }

    /** True if there was anything unread. */
    public boolean none(UUID contact) {
        return counts.remove(contact) != null;
    }
}
