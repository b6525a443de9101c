package io.airbranch.contact;

import java.util.List;

/**
 * Hears of events right after their commit, in order per contact, on the one thread that writes them: hand over and return, never
 * wait. What must survive a crash listens to {@link ContactMilestone} instead.
 */
public interface ContactListener {
    void recorded(List<Contacts.Recorded> events);
}
