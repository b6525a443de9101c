package io.airbranch.access;

import java.util.Optional;

/** Implemented by modules that keep what belongs to institutions, so that none is removed from under it. */
@FunctionalInterface
public interface InstitutionUse {

    /**
     * Asked in the system's scope, for the institution alone and not what stands below it.
     *
     * @return a word for what is kept there, such as {@code queues}; empty for nothing
     */
    Optional<String> keptAt(InstitutionPath place);
}
