/** The counter of the module: its start and stop, what it hears, what it answers. */
@NullMarked
package io.airbranch.routing.desk;

import org.jspecify.annotations.NullMarked;
