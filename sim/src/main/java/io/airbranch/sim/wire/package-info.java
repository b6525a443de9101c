/** A lean WebSocket client on one selector thread: thousands of sockets without the measuring weighing more than what is measured. */
@NullMarked
package io.airbranch.sim.wire;

import org.jspecify.annotations.NullMarked;
