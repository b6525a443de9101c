/** Canned replies: kept, administered, and listed for whoever serves. */
@NullMarked
package io.airbranch.chat.reply;

import org.jspecify.annotations.NullMarked;
