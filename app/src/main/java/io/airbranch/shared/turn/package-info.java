/** Whose turn it is: of several server processes on one database exactly one serves, the others stand by. */
@NullMarked
package io.airbranch.shared.turn;

import org.jspecify.annotations.NullMarked;
