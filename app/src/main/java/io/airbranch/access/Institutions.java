package io.airbranch.access;

import java.util.List;
import java.util.Optional;

/** The institution tree, as far as the running scope sees it. */
public interface Institutions {

    Optional<Institution> find(InstitutionPath path);

    /** The institution and everything below it, in path order. */
    List<Institution> within(InstitutionPath path);

    /** Hours of the nearest institution upwards that has a calendar; always open where none has. */
    BusinessHours hoursOf(InstitutionPath path);
}
