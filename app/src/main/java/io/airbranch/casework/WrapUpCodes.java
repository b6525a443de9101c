package io.airbranch.casework;

import io.airbranch.shared.Name;
import java.util.List;
import java.util.Optional;

/** What came of a contact, in the words of the centre's own list. */
public interface WrapUpCodes {

    /** The active ones, in the list's order. */
    List<WrapUpCode> active();

    /** Also those not in use any more, because old contacts carry them. */
    Optional<WrapUpCode> find(String key);

    /** @param solves whether the agent holds the demand for solved with it */
    record WrapUpCode(String key, Name name, boolean solves) {}
}
