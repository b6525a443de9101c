/** Files in conversations: taken in within limits, sniffed, kept in the object store, given out as downloads only. */
@NullMarked
package io.airbranch.chat.attachment;

import org.jspecify.annotations.NullMarked;
