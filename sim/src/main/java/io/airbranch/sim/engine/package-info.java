/** The contact-distribution engine under load, by itself and beside the way it is usually done. */
@NullMarked
package io.airbranch.sim.engine;

import org.jspecify.annotations.NullMarked;
