/** What happened in each queue, by half-hours. */
@NullMarked
package io.airbranch.routing.figures;

import org.jspecify.annotations.NullMarked;
