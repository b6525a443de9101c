/** How colleagues spend their time: half-hours of occupancy counted from facts, and one colleague's day. */
@NullMarked
package io.airbranch.routing.work;

import org.jspecify.annotations.NullMarked;
