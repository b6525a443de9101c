/** People at the desks: their skills, presence and capacity. */
@ApplicationModule(
        displayName = "Agent",
        allowedDependencies = {"shared", "shared::*", "access"})
@NullMarked
package io.airbranch.agent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
