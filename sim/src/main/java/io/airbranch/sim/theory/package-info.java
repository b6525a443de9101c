/** What queueing theory says about a line of customers before a group of agents, and how to compare a simulation with it. */
@NullMarked
package io.airbranch.sim.theory;

import org.jspecify.annotations.NullMarked;
