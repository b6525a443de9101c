/** How routing keeps its promises: the command loop, its journal, what others hear after the commit, and queues. */
@NullMarked
package io.airbranch.routing.internal;

import org.jspecify.annotations.NullMarked;
