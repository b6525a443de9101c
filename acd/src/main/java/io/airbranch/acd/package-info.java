/**
 * Decides who serves whom: a pure library without input or output, clock, randomness or threads. {@link io.airbranch.acd.Engine} takes
 * a command and the time, and answers with the facts it decided; the same facts, applied in order, rebuild the same state.
 */
@NullMarked
package io.airbranch.acd;

import org.jspecify.annotations.NullMarked;
