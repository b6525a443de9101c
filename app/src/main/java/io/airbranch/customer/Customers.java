package io.airbranch.customer;

import io.airbranch.access.InstitutionPath;
import io.airbranch.shared.Name;
import io.airbranch.shared.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The group's customers. What people read passes {@code view}, {@code search} and {@code reveal}: guarded and audited. */
public interface Customers {

    /** Idempotent by the customer number among the identities. */
    UUID register(NewCustomer customer);

    record NewCustomer(InstitutionPath home, String name, Tier tier, String language, List<Identity> identities) {}

    /** For the system's own use (greeting, routing, a contact's card); not audited, so never a list. */
    Optional<CustomerCard> card(UUID id);

    Map<UUID, CustomerCard> cards(Collection<UUID> ids);

    Optional<UUID> byIdentity(Identity identity);

    /** By the current operator, for a purpose such as {@code contact:UUID}; masked identities. */
    Outcome<CustomerView> view(UUID id, String purpose);

    /** By name, phone or customer number; at most {@code limit}, masked. */
    List<CustomerHit> search(String text, int limit);

    /** One identity in clear. */
    Outcome<String> reveal(UUID id, Identity.Kind field, String purpose);

    record CustomerHit(
            UUID id, String name, Map<Identity.Kind, String> masked, Tier tier, InstitutionPath home, Name homeName) {}

    record CustomerView(
            UUID id,
            String name,
            Tier tier,
            String language,
            InstitutionPath home,
            Name homeName,
            Map<Identity.Kind, String> masked,
            long version) {}
}
