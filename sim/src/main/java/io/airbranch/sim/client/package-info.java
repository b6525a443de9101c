/** A customer's and an agent's side of the public interfaces, as a program. */
@NullMarked
package io.airbranch.sim.client;

import org.jspecify.annotations.NullMarked;
