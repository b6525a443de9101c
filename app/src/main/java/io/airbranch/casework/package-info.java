/** One case per demand, with an owner until the customer confirms that it is closed. */
@ApplicationModule(
        displayName = "Casework",
        allowedDependencies = {"shared", "shared::*", "access", "customer", "agent", "contact"})
@NullMarked
package io.airbranch.casework;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
