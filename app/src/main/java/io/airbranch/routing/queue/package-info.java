/** Queues as they are kept, held and checked. */
@NullMarked
package io.airbranch.routing.queue;

import org.jspecify.annotations.NullMarked;
