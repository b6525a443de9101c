package io.airbranch.contact;

import java.util.UUID;

/** Published through the event registry in the transaction that records it; listeners may come late or twice, and look up the rest. */
public sealed interface ContactMilestone {
    UUID contact();

    record ContactJoined(UUID contact, UUID agent) implements ContactMilestone {}

    record ContactEnded(UUID contact) implements ContactMilestone {}

    record ContactConfirmed(UUID contact, boolean solved) implements ContactMilestone {}

    record ContactIdentified(UUID contact, UUID customer) implements ContactMilestone {}

    record ContactWrappedUp(UUID contact, UUID agent) implements ContactMilestone {}
}
