/** A seeded day of a bank's centre: its queues, customers, people and shifts, and the report of how it went. */
@NullMarked
package io.airbranch.sim.bank;

import org.jspecify.annotations.NullMarked;
