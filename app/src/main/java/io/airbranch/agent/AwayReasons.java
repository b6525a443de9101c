package io.airbranch.agent;

import io.airbranch.shared.Name;
import java.util.List;

/** Why somebody at work wants no contacts now. */
public interface AwayReasons {

    /** Given by the system when an agent's console opens. */
    String ARRIVED = "arrived";

    /** Given by the system when an agent let several offers pass. */
    String UNANSWERED = "unanswered";

    /** In the order in which they are shown, with those that are not used any more: somebody may still be away for one of them. */
    List<AwayReason> all();

    /** @param chosen false for reasons that only the system gives, and for those that are not used any more */
    record AwayReason(String key, Name name, boolean chosen) {}
}
