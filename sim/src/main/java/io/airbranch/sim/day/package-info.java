/**
 * A centre in virtual time on the pure engine: customers arrive, wait, hang up, are served; agents come, go, rest and answer. No threads,
 * no clock: the same seed is the same day.
 */
@NullMarked
package io.airbranch.sim.day;

import org.jspecify.annotations.NullMarked;
