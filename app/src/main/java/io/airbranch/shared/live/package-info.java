/** What the live streams share: bounded sending that never lets a slow reader slow others. */
@NullMarked
package io.airbranch.shared.live;

import org.jspecify.annotations.NullMarked;
