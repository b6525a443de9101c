package io.airbranch.contact;

import io.airbranch.contact.ContactEvent.*;

/** Which events a customer sees; the compiler asks this question for each new kind. */
final class Visibility {
    private Visibility() {}

    static boolean shownToCustomer(ContactEvent event) {
        return switch (event) {
            case Opened e -> true;
            case Queued e -> true;
            case Joined e -> true;
            case Message e -> true;
            case Transferred e -> true;
            case Returned e -> true;
            case AskedSolved e -> true;
            case Confirmed e -> true;
            case Ended e -> true;
            case Identified e -> false;
            case Offered e -> false;
            case OfferEnded e -> false;
            case Note e -> false;
            case Watching e -> false;
            case SteppedIn e -> false;
            case CaseAttached e -> false;
            case WrappedUp e -> false;
        };
    }
}
