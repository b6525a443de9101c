/** What the doctor asks: each module looks at its own part of an installation and says what it found. */
@NullMarked
package io.airbranch.shared.check;

import org.jspecify.annotations.NullMarked;
