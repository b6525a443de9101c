package io.airbranch.shared.check;

import java.util.List;

/**
 * Looks at one part of an installation and changes nothing. Implementations are public, have a constructor without parameters and are
 * named in META-INF/services: the doctor runs beside the application or without it, so there are no beans.
 */
public interface Check {

    /** What is looked at, for the case that looking itself fails: {@code routing}. */
    String id();

    /** True where {@link Site#stored()} is needed: the check is left out while the database cannot be reached. */
    default boolean needsDatabase() {
        return true;
    }

    /** An exception is reported as a failing finding. */
    List<Finding> look(Site site) throws Exception;
}
