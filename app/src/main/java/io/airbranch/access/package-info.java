/**
 * Who may do what, where: the institution tree with its hours, operators with roles scoped to a part of the tree, sign-in, and the
 * audit trail.
 */
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {"shared", "shared::*"})
@NullMarked
package io.airbranch.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
