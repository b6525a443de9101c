/** A gentle, seeded stream of simulated customers and colleagues, so that the demo bank's floor lives. */
@NullMarked
package io.airbranch.sim.traffic;

import org.jspecify.annotations.NullMarked;
