/** The command loop: one thread decides, one writes, and what is told comes after the commit. */
@NullMarked
package io.airbranch.routing.deciding;

import org.jspecify.annotations.NullMarked;
