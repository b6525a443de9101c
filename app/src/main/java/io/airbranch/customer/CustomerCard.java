package io.airbranch.customer;

import io.airbranch.access.InstitutionPath;
import java.util.UUID;

/** As much of a customer as whoever serves the contact needs at once. */
public record CustomerCard(UUID id, String name, Tier tier, String language, InstitutionPath home) {}
