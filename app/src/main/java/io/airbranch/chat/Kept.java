package io.airbranch.chat;

import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What administrators of an institution's channels keep there, as far as the running scope sees it. */
public interface Kept<T> {

    Optional<T> find(UUID id);

    List<T> within(InstitutionPath path);

    /** Creates it where its version is 0, changes it if the version is that of the stored one. */
    Outcome<T> save(T it);

    Outcome<Outcome.Nothing> delete(UUID id);
}
