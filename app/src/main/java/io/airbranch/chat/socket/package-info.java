/** The customer's end of the socket: arriving, starting, saying, and being cut. */
@NullMarked
package io.airbranch.chat.socket;

import org.jspecify.annotations.NullMarked;
