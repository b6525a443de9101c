/** The durable half of {@code bench acd}: the application's routing on PostgreSQL, beside writers that claim rows. */
@NullMarked
package io.airbranch.sim.durable;

import org.jspecify.annotations.NullMarked;
