package io.airbranch.access;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Everybody who may sign in, as far as the running scope sees them. */
public interface Operators {

    Optional<Operator> find(UUID id);

    Optional<Operator> findByUsername(String username);

    /** Active operators whose home lies within the path. */
    List<Operator> within(InstitutionPath path);
}
