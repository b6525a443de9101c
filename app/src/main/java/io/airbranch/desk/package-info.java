/** The console's API and live stream: composes the other modules, owns no tables. */
@ApplicationModule(
        displayName = "Desk",
        allowedDependencies = {
            "shared",
            "shared::*",
            "access",
            "customer",
            "agent",
            "contact",
            "routing",
            "chat",
            "casework"
        })
@NullMarked
package io.airbranch.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
