package io.airbranch.customer;

import io.airbranch.access.InstitutionPath;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Browsers that came to a page of the bank: known by a secret token, perhaps identified as a customer later. */
public interface Visitors {

    /** A new visitor. The token is returned once and only its hash is kept. */
    Arrival arrive(InstitutionPath institution, String language);

    record Arrival(Visitor visitor, String token) {}

    Optional<Visitor> byToken(String token);

    Optional<Visitor> find(UUID id);

    /** From now on this visitor is that customer; his earlier conversations are the customer's too. */
    void identify(UUID visitor, UUID customer);

    record Visitor(
            UUID id,
            InstitutionPath institution,
            String language,
            @Nullable UUID customer) {}
}
