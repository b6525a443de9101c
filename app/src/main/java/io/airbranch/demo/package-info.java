/** A fictitious bank to try everything with: present only in the Spring profile {@code demo}, written through the modules' own APIs. */
@ApplicationModule(
        displayName = "Demo bank",
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
package io.airbranch.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
