/** Who serves whom: queues, offers, positions and estimates; drives the contact-distribution engine and makes it durable. */
@ApplicationModule(
        displayName = "Routing",
        allowedDependencies = {"shared", "shared::*", "access", "customer", "agent", "contact", "acd"})
@NullMarked
package io.airbranch.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
