/** The one way in which administrators reach what they keep for an institution's channels. */
@NullMarked
package io.airbranch.chat.steward;

import org.jspecify.annotations.NullMarked;
