package io.airbranch.acd;

import java.util.Locale;

/** How an offer came to its end. */
public enum OfferEnd {
    ACCEPTED,
    DECLINED,
    /** Nobody answered while the lease lasted. */
    EXPIRED,
    /** The customer left, or the contact went elsewhere. */
    WITHDRAWN,
    /** The agent's line broke, or he was set away. */
    AGENT_GONE;

    /** {@code agent-gone} for {@code AGENT_GONE}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The agent had the choice and let it pass. */
    public boolean letPass() {
        return this == DECLINED || this == EXPIRED;
    }
}
