package io.airbranch.agent;

import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import java.util.List;

/** What colleagues can be good at. Everybody may read the names; who manages the institution may change them. */
public interface Skills {

    List<Skill> all();

    /**
     * A new skill, or new names for a known one. Keys are unique in the group and never change. Refused: {@code skill.key}, {@code
     * skill.stale} where {@code version} is not that of the stored one (0 = new, and idempotent while the names agree).
     */
    Outcome<Skill> define(Skill skill);

    /** @param key lower-case letters, digits and dashes, such as {@code card-loss} */
    record Skill(String key, InstitutionPath institution, Name name, long version) {}
}
