/** Brings what happens in the other modules to the consoles that serve or watch it. */
@NullMarked
package io.airbranch.desk.live;

import org.jspecify.annotations.NullMarked;
