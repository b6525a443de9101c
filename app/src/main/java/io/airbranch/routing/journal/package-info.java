/** The durable record: every decision before it is told, snapshots, and the numbers by which others know them. */
@NullMarked
package io.airbranch.routing.journal;

import org.jspecify.annotations.NullMarked;
