/** Customers, agents and load, driven through the public interfaces; the servers that benchmarks start for themselves. */
@NullMarked
package io.airbranch.sim;

import org.jspecify.annotations.NullMarked;
