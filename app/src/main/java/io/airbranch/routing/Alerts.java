package io.airbranch.routing;

import io.airbranch.access.InstitutionPath;
import java.util.List;

/** What supervisors have to be told of. */
public interface Alerts {

    /** Those at or below the path that are not over, the oldest first, as far as the running scope sees them. */
    List<Alert> open(InstitutionPath within);

    /** Published in-process, after its commit, in the order in which it happened to the alert. */
    record AlertChanged(Alert alert, Happened happened) {}

    enum Happened {
        RAISED,
        CHANGED,
        ENDED
    }
}
