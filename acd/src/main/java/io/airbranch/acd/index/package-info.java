/** Ordered structures that the engine decides on: they know longs and positions, nothing of agents and contacts. Not for several threads. */
@NullMarked
package io.airbranch.acd.index;

import org.jspecify.annotations.NullMarked;
