/** Customers' lines: the sockets of each visitor, the conversation they carry, and what happens when a line breaks. */
@NullMarked
package io.airbranch.chat.line;

import org.jspecify.annotations.NullMarked;
