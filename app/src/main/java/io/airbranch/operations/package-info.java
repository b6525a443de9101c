/** Running an installation for real: what a production start demands, and the doctor that looks an installation over. */
@ApplicationModule(
        displayName = "Operations",
        allowedDependencies = {"shared", "shared::*"})
@NullMarked
package io.airbranch.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
