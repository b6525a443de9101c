/** What happened in each queue, and how colleagues spent their time, by half-hours. */
@NullMarked
package io.airbranch.routing.figures;

import org.jspecify.annotations.NullMarked;
