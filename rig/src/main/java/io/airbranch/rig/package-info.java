/** The application in a process of its own, driven from within through its modules' interfaces, for benchmarks to measure. */
@NullMarked
package io.airbranch.rig;

import org.jspecify.annotations.NullMarked;
