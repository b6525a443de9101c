/** Customers, agents and load, driven through the public interfaces. */
@NullMarked
package io.airbranch.sim;

import org.jspecify.annotations.NullMarked;
