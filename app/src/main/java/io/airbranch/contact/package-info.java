/** One session of a customer on one channel, and its life as one sealed list of events. */
@ApplicationModule(
        displayName = "Contact",
        allowedDependencies = {"shared", "shared::*", "access", "customer"})
@NullMarked
package io.airbranch.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
