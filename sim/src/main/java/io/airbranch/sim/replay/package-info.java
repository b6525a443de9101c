/** The recorded month of a real bank's call centre, lived once more by the engine: the same calls, other decisions, compared with what was. */
@NullMarked
package io.airbranch.sim.replay;

import org.jspecify.annotations.NullMarked;
