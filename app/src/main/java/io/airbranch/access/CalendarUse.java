package io.airbranch.access;

import java.util.UUID;

/** Implemented by modules that keep references to calendars, so that none is deleted under them. */
@FunctionalInterface
public interface CalendarUse {

    boolean uses(UUID calendar);
}
