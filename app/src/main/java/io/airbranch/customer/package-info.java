/** Who is calling: customers with their identities, visitors not yet known, and the guarded way to their data. */
@ApplicationModule(
        displayName = "Customer",
        allowedDependencies = {"shared", "shared::*", "access"})
@NullMarked
package io.airbranch.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
