/** What every module uses and none of them owns: outcomes, ids, the clock; below it the edges to database, browser and disk. */
@ApplicationModule(displayName = "Shared", type = ApplicationModule.Type.OPEN)
@NullMarked
package io.airbranch.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
